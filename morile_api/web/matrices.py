"""Matrices: which there are, what each says, and whether a definition would be accepted."""

import msgspec
from litestar import route
from litestar.types import ASGIApp, Scope

from morile_api.catalogue import Catalogue, Entry, read_matrix
from morile_api.engine.appraisal.quality import quality
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.describe import document_of as described
from morile_api.engine.compiling.describe import mark_of, nodes_of, summary_of
from morile_api.language.about import CheckAnswer, CheckRequest, MatrixList
from morile_api.language.faults import UnknownMatrix
from morile_api.language.reading import read_json, refuse_duplicates
from morile_api.web.batches import Batches
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.posts import Route, posted
from morile_api.web.replies import (
    NO_CACHE,
    READ,
    RELEASED,
    Document,
    Reply,
    document_of,
    document_reply,
    encoder,
    json_reply,
)

_checks = msgspec.json.Decoder(CheckRequest)


def matrix_routes(catalogue: Catalogue, batches: Batches) -> list[Route]:
    """The routes about matrices; what they show is encoded here, once."""
    listed = document_of(encoder.encode(matrix_list(catalogue)), NO_CACHE)
    shown = {name: _shown(entry) for name, entry in catalogue.entries.items()}
    known = list(shown)

    @route("/v1/matrices", http_method=READ)
    async def list_matrices(scope: Scope) -> ASGIApp:
        return document_reply(listed, exchange_of(scope))

    @route("/v1/matrices/{matrix:str}/{version:str}", http_method=READ)
    async def get_matrix(scope: Scope) -> ASGIApp:
        asked = scope["path_params"]
        document = shown.get(f"{asked['matrix']}@{asked['version']}")
        if document is None:
            raise UnknownMatrix(known, pointer="")
        return document_reply(document, exchange_of(scope))

    return [list_matrices, get_matrix, posted("/v1/matrices/check", _checked, batches)]


def matrix_list(catalogue: Catalogue) -> MatrixList:
    """Every matrix version that can be named."""
    return MatrixList([summary_of(entry.scorer.matrix) for entry in catalogue.entries.values()])


def check_answer(matrix: CompiledMatrix) -> CheckAnswer:
    """What is said of a definition that holds; the quality report takes up to some seconds."""
    return CheckAnswer(mark_of(matrix), nodes_of(matrix), quality(matrix))


def _shown(entry: Entry) -> Document:
    """A matrix whole; only a released one is promised never to change."""
    matrix = entry.scorer.matrix
    cache = RELEASED if entry.released else NO_CACHE
    return document_of(encoder.encode(described(matrix)), cache)


def _checked(exchange: Exchange) -> Reply:
    asked = read_json(_checks, exchange.body)
    refuse_duplicates(exchange.body)
    matrix = read_matrix(asked.toml.encode()).matrix
    return json_reply(check_answer(matrix))
