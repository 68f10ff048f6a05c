"""The digest of an assessment: equal answers have equal digests, and anyone can recompute them.

SHA-256 over the RFC 8785 canonical JSON of the matrix (id, version, digest), the canonical vector
and the result (score, band, range, nodes). Members stand in alphabetical order, names are ASCII
and numbers have at most 15 digits, so the plain encoding is the canonical one.
"""

from collections.abc import Iterable
from hashlib import sha256

import msgspec

from morile_api.engine.compiled import CompiledMatrix
from morile_api.language.assessment import NodeScore, Number, Range


class MatrixPart(msgspec.Struct, frozen=True):
    """Which definition was used."""

    digest: str
    id: str
    version: str


class ResultPart(msgspec.Struct, frozen=True, gc=False):
    """What came out; `nodes` may be any struct or mapping in alphabetical order."""

    band: str | None
    nodes: dict[str, NodeScore]
    range: Range
    score: Number | None


class Digested(msgspec.Struct, frozen=True, gc=False):
    """Everything the digest covers."""

    matrix: MatrixPart
    result: ResultPart
    vector: str


def digests(
    matrix: CompiledMatrix, results: Iterable[ResultPart], vectors: Iterable[str]
) -> list[str]:
    """`sha256:` and the hash, for each result and its vector."""
    definition = matrix.definition
    part = MatrixPart(matrix.digest, definition.matrix, definition.version)
    # One buffer for all: what is hashed need not be kept, and a line each would be.
    buffer = bytearray()

    def hashed(result: ResultPart, vector: str) -> str:
        encode_into(Digested(part, result, vector), buffer)
        return "sha256:" + sha256(buffer).hexdigest()

    encode_into = _encoder.encode_into
    return list(map(hashed, results, vectors))


_encoder = msgspec.json.Encoder()
