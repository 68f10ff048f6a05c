"""The digest of an assessment: equal answers have equal digests, and anyone can recompute them.

SHA-256 over the RFC 8785 canonical JSON of the matrix (id, version, digest), the canonical vector
and the result (score, band, range, nodes). Members stand in alphabetical order, names are ASCII
and numbers have at most 15 digits, so the plain encoding is the canonical one.
"""

from hashlib import sha256

import msgspec

from morile_api.language.assessment import NodeScore, Number, Range


class MatrixPart(msgspec.Struct, frozen=True):
    """Which definition was used."""

    digest: str
    id: str
    version: str


class ResultPart(msgspec.Struct, frozen=True, gc=False):
    """What came out."""

    band: str | None
    nodes: dict[str, NodeScore]
    range: Range
    score: Number | None


class Digested(msgspec.Struct, frozen=True, gc=False):
    """Everything the digest covers."""

    matrix: MatrixPart
    result: ResultPart
    vector: str


def digests(parts: list[Digested]) -> list[str]:
    """`sha256:` and the hash, for each."""
    lines = msgspec.json.Encoder().encode_lines(parts).split(b"\n")
    return ["sha256:" + sha256(line).hexdigest() for line in lines[: len(parts)]]
