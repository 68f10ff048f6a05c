"""What scoring gives: assessments, refusals and the answer that carries them.

Members of a struct stand in alphabetical order where the digest covers them, so that their
encoding is the canonical one (RFC 8785) and is made once.
"""

from datetime import date

import msgspec

from morile_api.language.faults import Code, Fault
from morile_api.language.prospects import Age, Distribution, Flips, LeftOut, OpenQuestion
from morile_api.language.signed import Envelope

Number = int | float
"""A printed score, rounded half away from zero at the stated decimals; whole ones lack a point."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """An RFC 9457 problem; `type` is stable, `errors` lists every fault."""

    type: str
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    request_id: str | None = None
    errors: list[Fault] = []


class NodeScore(msgspec.Struct, frozen=True, gc=False):
    """A node's exact score as printed, and its band where it has bands; null when left open."""

    band: str | None
    score: Number | None


class Range(msgspec.Struct, frozen=True, gc=False):
    """What the gaps leave open: every band from the lowest to the highest, and both scores."""

    bands: tuple[str, ...]
    highest: Number
    lowest: Number


class Contribution(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What one criterion adds to the score above its lowest level (docs/how-a-score-is-made.md)."""

    criterion: str
    level: str
    points: Number
    adds: Number
    counts_as: str | None = None


class Assessed(
    msgspec.Struct, frozen=True, gc=False, omit_defaults=True, tag_field="status", tag="assessed"
):
    """One threat scored: the exact answer, what is open, and why.

    `organisation` is whose submission it was; it is said where the answer is signed.
    """

    index: int
    ref: str
    score: Number | None
    band: str | None
    range: Range
    nodes: dict[str, NodeScore]
    gaps: tuple[str, ...]
    vector: str
    digest: str
    confidence: dict[str, str] | None = None
    marking: str | None = None
    information_date: date | None = None
    contributions: tuple[Contribution, ...] | None = None
    sentence: str | None = None
    distribution: Distribution | None = None
    open_questions: tuple[OpenQuestion, ...] | None = None
    flips: tuple[Flips, ...] | None = None
    age: Age | None = None
    not_given: tuple[LeftOut, ...] = ()
    organisation: str | None = None


class Refused(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="status", tag="refused"):
    """One submission that was not scored, with every fault."""

    index: int
    ref: str | None
    problem: Problem


def refusal(index: int, ref: str | None, faults: list[Fault]) -> Refused:
    """A submission's place in the answer when it was not scored."""
    if any(each.code == Code.NOT_YOUR_ORGANISATION for each in faults):
        title = "The token does not cover the organisation"
        return Refused(
            index, ref, Problem("/problems/not-your-organisation", title, 403, errors=faults)
        )
    title = "The submission is at fault"
    return Refused(index, ref, Problem("/problems/invalid-submission", title, 422, errors=faults))


class MatrixMark(msgspec.Struct, frozen=True):
    """Which definition was used: name, version, status and the SHA-256 of its file."""

    id: str
    version: str
    status: str
    digest: str


class Summary(msgspec.Struct, frozen=True):
    """How many submissions were scored and how many were not."""

    total: int
    assessed: int
    refused: int


class AssessmentAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to one request: one result for every submission, in order.

    `marking` is the highest of the submissions; `envelope` is there where the service signs.
    """

    matrix: MatrixMark
    engine_version: str
    summary: Summary
    results: list[Assessed | Refused]
    marking: str | None = None
    envelope: Envelope | None = None
