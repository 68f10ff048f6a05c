"""Replay: the same submissions under another definition, who moves, and what made them move."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from morile_api.language.assessment import Assessed, MatrixMark, Number, captioned, headline
from morile_api.language.difference import Changed
from morile_api.language.display import table
from morile_api.language.matrix import LevelName, Matrix, Name
from morile_api.language.submission import (
    MAX_SUBMISSIONS,
    Words,
    choice,
    component_name,
    submission_type,
)

LEVELS = (
    "Which level becomes which; left out: each the level of the same key. "
    "A level without a counterpart becomes unknown, and is listed."
)
SEVERAL = "A level, several that it may be, or unknown."
CROSSWALK = (
    "Which criterion becomes which. Between versions of one matrix, criteria that are not named "
    "here keep their key; between different matrices only what is named here is carried over."
)
TO = "The definition to assess the same submissions with."

SeveralLevels = Annotated[tuple[LevelName, ...], Meta(min_length=1, max_length=63)]


class LevelCrossing(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}
):
    """One level and what it becomes."""

    from_: LevelName
    to: Annotated[LevelName | SeveralLevels, Meta(description=SEVERAL)]


def replay_requests(
    matrices: Sequence[Matrix], words: Words, limit: int = MAX_SUBMISSIONS
) -> dict[str, type[msgspec.Struct]]:
    """Types of the requests for replay, by the id of the matrix the submissions are for.

    Args:
        matrices: definitions, each of another id; any of them may be replayed with.
        words: the choices every submission shares.
        limit: most submissions in one request.
    """
    to: Any = choice([matrix.id for matrix in matrices])
    return {matrix.id: _request_type(matrix, words, limit, to) for matrix in matrices}


def _request_type(matrix: Matrix, words: Words, limit: int, to: Any) -> type[msgspec.Struct]:
    submission: Any = submission_type(matrix, words)
    crossing: Any = _crossing_type(matrix)
    many = Annotated[list[submission], Meta(min_length=1, max_length=limit)]
    crosswalk = Annotated[
        Annotated[list[crossing], Meta(max_length=64)] | None, Meta(description=CROSSWALK)
    ]
    return msgspec.defstruct(
        component_name(matrix, "ReplayRequest"),
        [
            ("to", Annotated[to, Meta(description=TO)]),
            ("submissions", many),
            ("crosswalk", crosswalk, None),
            ("explain", Annotated[bool, Meta(description="Say what each criterion adds.")], False),
        ],
        namespace={"__doc__": f"Submissions for {matrix.id}, to assess with another definition."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def _crossing_type(matrix: Matrix) -> type[msgspec.Struct]:
    levels = Annotated[
        Annotated[list[LevelCrossing], Meta(max_length=63)] | None, Meta(description=LEVELS)
    ]
    return msgspec.defstruct(
        component_name(matrix, "Crossing"),
        [
            ("from_", choice([criterion.key for criterion in matrix.criteria])),
            ("to", Annotated[Name, Meta(description="A criterion of the other definition.")]),
            ("levels", levels, None),
        ],
        namespace={"__doc__": f"A criterion of {matrix.id} and what it becomes."},
        rename={"from_": "from"},
        frozen=True,
        forbid_unknown_fields=True,
    )


class UnmatchedLevel(msgspec.Struct, frozen=True):
    """A level without a counterpart; so many submissions answer with it and became unknown.

    Attributes:
        criterion: that it is a level of.
        to: the criterion of the other definition that gets its answers from there.
        level: its key.
        submissions: how many.
    """

    criterion: str
    to: str
    level: str
    submissions: int


class Unmatched(msgspec.Struct, frozen=True):
    """What has no counterpart; nothing is guessed.

    Attributes:
        criteria: of the submissions' matrix; their answers were not used.
        new_criteria: of the other definition; they are unknown in every submission.
        levels: of criteria that do have a counterpart.
    """

    criteria: tuple[str, ...]
    new_criteria: tuple[str, ...]
    levels: tuple[UnmatchedLevel, ...]


class Alone(msgspec.Struct, frozen=True):
    """The headline with one change of the definition made and no other."""

    score: Number | None
    band: str | None


class Cause(msgspec.Struct, frozen=True):
    """What one change of the definition did to one submission.

    Attributes:
        change: which, such as `points of impact` or `bands of risk`.
        share: its exact share of the difference of the scores, whatever the order of the changes,
            rounded to add up to it; null where there is no difference to share.
        alone: the headline with this change only.
        crosses_alone: whether this change only would move it to another band.
        needed: whether it would have stayed in its band without this change.
        figures: the changed figures it consists of; of points only those of levels that count here.
    """

    change: str
    share: Number | None
    alone: Alone
    crosses_alone: bool
    needed: bool
    figures: tuple[Changed, ...] = ()


class Effect(msgspec.Struct, frozen=True):
    """What one change of the definition did to all submissions: how many it moved."""

    change: str
    moves_alone: int
    crosses_alone: int
    needed: int


class Replayed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One submission under both definitions.

    Attributes:
        index: its place in the request.
        ref: the caller's reference.
        before: assessed with the matrix it is for.
        after: assessed with the other.
        moved: whether score, band, range or any node that both have is another.
        crossed: whether the headline band is another; null where there is none either time, and
            between matrices.
        nodes: those that both definitions have and whose score or band is another.
        rank_before: among the submissions with a score, 1 the highest; equal scores share a rank.
        rank_after: the same under the other definition.
        difference: of the scores, both printed with the decimals of the more precise definition;
            null where either has none, or between matrices.
        causes: what made it move; left out where it did not, and between matrices.
    """

    index: int
    ref: str
    before: Assessed
    after: Assessed
    moved: bool
    crossed: bool | None
    nodes: tuple[str, ...]
    rank_before: int | None
    rank_after: int | None
    difference: Number | None
    causes: tuple[Cause, ...] | None = None


class ReplaySummary(msgspec.Struct, frozen=True):
    """How many submissions moved.

    Attributes:
        total: of submissions.
        moved: of those that moved at all.
        crossed: of those in another band; null between matrices.
        raised: of those with a higher score; null between matrices.
        lowered: of those with a lower score; null between matrices.
        unscored: of those without a score before or after.
    """

    total: int
    moved: int
    crossed: int | None
    raised: int | None
    lowered: int | None
    unscored: int


class ReplayAnswer(msgspec.Struct, frozen=True):
    """The same submissions under two definitions.

    Attributes:
        matrix: the definition that the submissions are for.
        to: the definition they were replayed with.
        engine_version: of the engine.
        summary: how many moved.
        unmatched: what has no counterpart.
        changes: what changed between two versions of one matrix; null between matrices.
        effects: what each changed part did; null between matrices.
        results: one a submission, in order.
    """

    matrix: MatrixMark
    to: MatrixMark
    engine_version: str
    summary: ReplaySummary
    unmatched: Unmatched
    changes: tuple[Changed, ...] | None
    effects: tuple[Effect, ...] | None
    results: tuple[Replayed, ...]

    def _repr_html_(self) -> str:
        """Who moves, those into another band first, for a notebook."""
        movers = sorted((it for it in self.results if it.moved), key=lambda it: not it.crossed)
        rows = [
            (
                it.ref,
                headline(it.before),
                headline(it.after),
                it.rank_before,
                it.rank_after,
                "yes" if it.crossed else "no",
            )
            for it in movers
        ]
        sums = self.summary
        notes = [f"{sums.moved} of {sums.total} move."]
        if sums.crossed is not None:
            notes += [f"{sums.crossed} into another band."]
        marked = sorted({it.before.marking for it in self.results if it.before.marking})
        notes += [f"Markings: {', '.join(marked)}."] if marked else []
        header = ("reference", "before", "after", "rank before", "rank after", "another band")
        return table(captioned("Replay", self.matrix, self.to), header, rows, notes)
