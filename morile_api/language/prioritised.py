"""Priorities answered: the ranking, and what the gaps could make of it."""

from datetime import date
from typing import Literal

import msgspec

from morile_api.language.allocated import Allocation
from morile_api.language.assessment import MatrixMark, Number, Range, captioned
from morile_api.language.display import between, table, words
from morile_api.language.rolled_up import RollUp

NotGiven = Literal["expected-rank", "in-top", "roll-up-rocu", "given-up"]


class InTop(msgspec.Struct, frozen=True):
    """The chance of being among the `top` most serious, under what all answers leave open.

    Attributes:
        clear: that no tie has to be broken for it.
        with_ties: that fewer than so many others score higher, every tie in its favour.

    From 0 to 1, at most six decimals; exact up to the rounding of float64 before that.
    """

    clear: Number
    with_ties: Number


class Possible(msgspec.Struct, frozen=True):
    """Where the gaps could put a threat, among all threats of the request.

    Attributes:
        best_rank: if it is at its highest and all others at their lowest.
        worst_rank: the other way round.
        expected_rank: the mean of its rank, ties shared (of two first ones each is 1.5th).
        in_top: its chance of being in the top k.
    """

    best_rank: int
    worst_rank: int
    expected_rank: Number | None
    in_top: InTop | None


class RankedThreat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One threat in the ranking: 1, 2, 2, 4; `tied` counts those of its score, itself included."""

    index: int
    ref: str
    organisation: str
    threat_type: str | None
    rank: int
    tied: int
    score: Number
    band: str | None
    range: Range
    possible: Possible
    percentile: Number | None = None
    marking: str | None = None


class UnrankedThreat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One threat without a headline score, so without a rank: its range speaks."""

    index: int
    ref: str
    organisation: str
    threat_type: str | None
    range: Range
    possible: Possible
    marking: str | None = None


class Omission(msgspec.Struct, frozen=True):
    """Something the answer does not give, and why."""

    what: NotGiven
    why: str


class PrioritySummary(msgspec.Struct, frozen=True):
    """How many threats have a rank and how many have no headline score."""

    total: int
    ranked: int
    unranked: int


class PriorityAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a request for priorities.

    Attributes:
        marking: the highest of the submissions; the answer as a whole carries it.
        top: the k of `in_top`.
        ranking: most serious first; threats of equal score in the order of the request.
        not_given: what is left out, and why.
    """

    matrix: MatrixMark
    engine_version: str
    marking: str | None
    as_of: date | None
    summary: PrioritySummary
    top: int | None
    ranking: list[RankedThreat]
    unranked: list[UnrankedThreat]
    allocation: Allocation | None
    roll_up: RollUp
    not_given: list[Omission]

    def _repr_html_(self) -> str:
        """The ranking, who is given a slot and the ranks that gaps leave, for a notebook."""
        chosen = {each.index for each in self.allocation.chosen} if self.allocation else set()
        rows = [
            (
                f"{it.rank}=" if it.tied > 1 else it.rank,
                it.ref,
                it.score,
                words(it.band),
                between(it.range.lowest, it.range.highest),
                between(it.possible.best_rank, it.possible.worst_rank),
                "yes" if it.index in chosen else "no",
            )
            for it in self.ranking
        ]
        unranked = [
            (
                None,
                it.ref,
                None,
                None,
                between(it.range.lowest, it.range.highest),
                between(it.possible.best_rank, it.possible.worst_rank),
                None,
            )
            for it in self.unranked
        ]
        header = ("rank", "reference", "score", "band", "range", "possible ranks", "slot")
        cut = None if self.allocation else -1
        shown = [row[:cut] for row in (*rows, *unranked)]
        notes = [f"Marking: {self.marking}."] if self.marking else []
        return table(captioned("Priorities", self.matrix), header[:cut], shown, notes)
