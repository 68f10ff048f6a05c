"""Values for tests, built with plain functions whose defaults are a sound small case."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from morile_api.catalogue import Catalogue, load
from morile_api.engine.answer import answer
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.asked import Reader, reader_of
from morile_api.language.faults import BadMatrix, Fault
from morile_api.language.matrix import Band, Criterion, Level, Matrix, Node, Result, Scale, Source
from morile_api.language.submission import request_types
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES, Vocabulary

DIGEST = "sha256:" + "0" * 64
"""Stands for the hash of a file where a definition was not read from one."""

CANARY = "zebra_canary_4711"
"""A text that only a caller can have written: it must not come back in any fault."""


# Definitions


def a_level(key: str, points: object = 0, means: str = "What is observed.") -> Level:
    return Level(key, Decimal(str(points)), means)


def a_scale(
    key: str = "impact",
    points: Mapping[str, object] | None = None,
    unknown_counts_as: str | None = None,
) -> Scale:
    """Levels by key, lowest first; by default none 0, moderate 2.5, severe 8."""
    worth = {"none": 0, "moderate": "2.5", "severe": 8} if points is None else points
    levels = [a_level(level, each) for level, each in worth.items()]
    return Scale(key, levels, unknown_counts_as=unknown_counts_as)


def a_criterion(
    key: str,
    code: str | None = None,
    scale: str = "impact",
    section: str = "harm",
    unknown_counts_as: str | None = None,
) -> Criterion:
    return Criterion(
        key,
        code or key[:2].upper(),
        section,
        scale,
        "How much?",
        unknown_counts_as=unknown_counts_as,
    )


def a_node(
    key: str,
    combine: Any,
    of: Sequence[str],
    weights: Sequence[object] | None = None,
    bands: Mapping[str, object] | None = None,
    gives: str | None = None,
    cells: Any = None,
) -> Node:
    """Weights and cuts may be anything that reads as a decimal."""
    return Node(
        key,
        combine,
        list(of),
        weights=None if weights is None else [Decimal(str(each)) for each in weights],
        bands=None
        if bands is None
        else [Band(name, Decimal(str(cut))) for name, cut in bands.items()],
        gives=gives,
        cells=cells,
    )


def a_matrix(
    criteria: Sequence[Criterion] | None = None,
    nodes: Sequence[Node] | None = None,
    scales: Sequence[Scale] | None = None,
    score: str | None = None,
    band: str | None = None,
    beside: Sequence[str] = (),
    decimals: int = 2,
    monotone: bool = True,
    name: str = "example",
    version: str = "1.0.0",
    applies_to: Any = "theme",
) -> Matrix:
    """By default: physical and community harm, weighed 1 and 0.25, with bands low and high at 4."""
    nodes = nodes or [
        a_node(
            "harm",
            "weighted_sum",
            ["physical_harm", "community_harm"],
            weights=[1, "0.25"],
            bands={"low": 0, "high": 4},
        )
    ]
    if criteria is None:
        criteria = [a_criterion("physical_harm"), a_criterion("community_harm")]
    last = nodes[-1]
    return Matrix(
        matrix=name,
        version=version,
        title="An example",
        status="draft",
        applies_to=applies_to,
        decimals=decimals,
        sources=[Source("Made up", "this test")],
        scales=list(scales or [a_scale()]),
        criteria=list(criteria),
        nodes=list(nodes),
        result=Result(
            score=score or last.key,
            band=band or (last.key if band is None and last.bands else None),
            beside=list(beside),
            monotone=monotone,
        ),
    )


A_DEFINITION = """
matrix = "example"
version = "1.0.0"
title = "An example"
status = "draft"
applies_to = "theme"
decimals = 2
sources = [{ title = "Made up", where = "this test", read = 2026-11-01 }]

[[scales]]
key = "impact"
levels = [
  { key = "none", points = 0, means = "No injury is expected." },
  { key = "moderate", points = 2.5, means = "Treatment at the scene." },
  { key = "severe", points = 8, means = "A hospital stay, or lasting harm." },
]

[[criteria]]
key = "physical_harm"
code = "PH"
section = "harm"
scale = "impact"
asks = "How badly could one victim be hurt?"

[[criteria]]
key = "community_harm"
code = "CO"
section = "harm"
scale = "impact"
asks = "How far do people change what they do?"

[[nodes]]
key = "harm"
combine = "weighted_sum"
of = ["physical_harm", "community_harm"]
weights = [1, 0.25]
bands = [{ key = "low", from = 0 }, { key = "high", from = 4 }]

[result]
score = "harm"
band = "harm"
"""


def a_definition(*changes: tuple[str, str], more: str = "") -> bytes:
    """The text of a definition, with pieces of it replaced and lines added at its end."""
    text = A_DEFINITION
    for old, new in changes:
        if old not in text:
            raise ValueError(f"the definition does not hold {old}")
        text = text.replace(old, new, 1)
    return (text + more).encode()


def refusal_of(matrix: Matrix) -> list[Fault]:
    """The faults for which a definition is refused; none when it compiles."""
    try:
        compile_matrix(matrix, DIGEST, "example.toml")
    except BadMatrix as error:
        return error.faults
    return []


# Submissions

HARM: dict[str, object] = {"physical_harm": "none", "community_harm": "none"}


def a_threat(
    levels: Mapping[str, object] | None = None,
    more: Mapping[str, object] | None = None,
    **said: Any,
) -> dict[str, Any]:
    """A submission: by default to the matrix of `a_matrix`, with every level at `none`.

    Args:
        levels: all answers, by criterion.
        more: members beside the usual ones, or in their place.
        said: answers that replace those of `levels`: `physical_harm="severe"`.
    """
    threat: dict[str, Any] = {
        "ref": "TV-1",
        "organisation": "E23000029",
        "threat_type": "county-lines",
        "levels": {**(HARM if levels is None else levels), **said},
    }
    return threat | dict(more or {})


def by_vector(line: str, **more: Any) -> dict[str, Any]:
    """A submission whose answers are one line."""
    threat = a_threat(more=more)
    del threat["levels"]
    return threat | {"vector": line}


def a_request(*threats: Any, matrix: str = "example@1.0.0", **more: Any) -> dict[str, Any]:
    return {"matrix": matrix, "submissions": list(threats or [a_threat()]), **more}


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


# Scoring

Assessment = dict[str, Any]
"""An assessment as it stands in the answer, read as plain JSON."""

ENCODER = msgspec.json.Encoder(decimal_format="number")


class Desk(msgspec.Struct, frozen=True, eq=False):
    """What answers requests over one or more matrices, as the service and `Offline` do."""

    scorers: Mapping[str, Scorer]
    reader: Reader

    def bytes_of(self, request: object) -> bytes:
        """The answer as it is sent, to a request given as values or as the bytes that came in."""
        body = request if isinstance(request, bytes) else as_json(request)
        return ENCODER.encode(answer(self.scorers, self.reader, body))

    def answer(self, request: object) -> dict[str, Any]:
        """The answer as a client reads it, so that tests know nothing of how it is made."""
        read: dict[str, Any] = json.loads(self.bytes_of(request))
        return read

    def results(self, request: object) -> list[dict[str, Any]]:
        """One result for every submission."""
        found: list[dict[str, Any]] = self.answer(request)["results"]
        return found


@cache
def shipped_catalogue() -> Catalogue:
    """The shipped matrices and vocabularies, read once for all tests."""
    return load()


@cache
def few_words() -> Mapping[str, Vocabulary]:
    """The shipped vocabularies, of the long ones only what the threats here use: they are built
    into the types of every desk."""
    used = {ORGANISATIONS: "E23000029", THREAT_TYPES: "county-lines"}
    words = dict(shipped_catalogue().vocabularies)
    for name, key in used.items():
        kept = [term for term in words[name].terms if term.key == key]
        words[name] = msgspec.structs.replace(words[name], terms=kept)
    return words


@cache
def _scorer_beside() -> Scorer:
    return scorer_of(compile_matrix(a_matrix(name="beside"), DIGEST))


def a_desk(*matrices: Matrix, limit: int = 10_000, highest: str = "OFFICIAL-SENSITIVE") -> Desk:
    """A desk for these matrices, and always for one more, as in any service."""
    beside = _scorer_beside()
    scorers = {
        each.id: scorer_of(compile_matrix(each, DIGEST)) for each in matrices or [a_matrix()]
    } | {beside.matrix.id: beside}
    definitions = [scorer.matrix.definition for scorer in scorers.values()]
    types = request_types(definitions, few_words(), limit, highest)
    return Desk(scorers, reader_of(types))


def shipped_desk() -> Desk:
    """A desk for the shipped matrices."""
    catalogue = shipped_catalogue()
    return Desk(catalogue.scorers, catalogue.reader)


def assessed(matrix: Matrix, *threats: Any, explain: bool = False) -> list[Assessment]:
    """The assessments of threats, every one of which must be sound."""
    request = a_request(*threats, matrix=matrix.id, explain=explain)
    return [only_assessed(result) for result in a_desk(matrix).results(request)]


def assess_one(matrix: Matrix, explain: bool = False, **levels: Any) -> Assessment:
    """One threat, whose every level is given."""
    return assessed(matrix, a_threat(levels), explain=explain)[0]


def only_assessed(result: Assessment) -> Assessment:
    if result["status"] != "assessed":
        raise TypeError(f"refused: {result['problem']}")
    return result


def only_refused(result: Assessment) -> list[Fault]:
    """The faults of a result that must be a refusal."""
    if result["status"] != "refused":
        raise TypeError("assessed, although at fault")
    return [Fault(**each) for each in result["problem"]["errors"]]


def codes(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    """Where and what, without the words."""
    return [(fault.pointer, str(fault.code)) for fault in faults]
