"""What scoring gives: assessments, refusals and the answer that carries them.

Members of a struct stand in alphabetical order where the digest covers them, so that their
encoding is the canonical one (RFC 8785) and is made once.
"""

from datetime import date

import msgspec

from morile_api.language.display import between, table, words
from morile_api.language.faults import Code, Fault
from morile_api.language.prospects import Age, Distribution, Flips, LeftOut, OpenQuestion
from morile_api.language.signed import Envelope

STANDING = (
    "Whether the figures are illustrative, published or authorised, the matrix says: its status, "
    "from the client's matrix('{}')."
)
"""An assessment alone does not know; the answer that carries it does."""

RESULT_COLUMNS = ("reference", "score", "band", "range")

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

    def _repr_html_(self) -> str:
        """Score, band, range and gaps, for a notebook."""
        rows = [
            ("score", self.score),
            ("band", words(self.band)),
            ("range", between(self.range.lowest, self.range.highest)),
            ("bands in the range", " to ".join(words(each) for each in _ends(self.range.bands))),
            ("gaps", ", ".join(words(each) for each in self.gaps) or "none"),
            *((words(key), _node(node)) for key, node in self.nodes.items()),
            *((f"{words(it.criterion)} adds", it.adds) for it in self.contributions or ()),
        ]
        rows += [("marking", self.marking)] if self.marking else []
        matrix = self.vector.partition("/")[0]
        caption = f"{self.ref}: assessed with {matrix}"
        return table(caption, ("what", "answer"), rows, [STANDING.format(matrix), self.vector])


class Refused(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="status", tag="refused"):
    """One submission that was not scored, with every fault."""

    index: int
    ref: str | None
    problem: Problem


def _ends(bands: tuple[str, ...]) -> tuple[str, ...]:
    return (bands[0], bands[-1]) if len(bands) > 1 else bands


def _node(node: NodeScore) -> str:
    """`13, moderate`; a dash where gaps leave neither."""
    said = [str(node.score)] if node.score is not None else []
    return ", ".join([*said, *([words(node.band)] if node.band else [])]) or words(None)


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


def captioned(what: str, *marks: MatrixMark) -> str:
    """What a table of scores is called: with which matrices, and what their figures are."""
    named = [f"{mark.id}@{mark.version}, {mark.status} figures" for mark in marks]
    return f"{what}: {'; then '.join(named)}"


def headline(it: Assessed) -> str:
    """The score and band of an assessment, `143, moderate`; a dash where gaps leave neither."""
    return _node(NodeScore(it.band, it.score))


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

    def _repr_html_(self) -> str:
        """Every result in a row, in their order, for a notebook."""
        rows = [
            (it.ref, it.score, words(it.band), between(it.range.lowest, it.range.highest))
            if isinstance(it, Assessed)
            else (it.ref, None, "refused", f"{len(it.problem.errors)} faults")
            for it in self.results
        ]
        notes = [f"Marking: {self.marking}."] if self.marking else []
        return table(captioned("Assessments", self.matrix), RESULT_COLUMNS, rows, notes)
