"""The tie-break: the order of threats by score, then by what the request says decides."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.priorities.standing import Standings
from morile_api.language.matrix import title_of
from morile_api.language.priorities import (
    AS_LISTED,
    ASSURED,
    BY_REF,
    CHEAPEST,
    EARLIEST,
    HIGHEST,
    LATEST,
    POSSIBLE,
)

Whole = NDArray[np.int64]

LAST = 2**63 - 1
"""Where a threat stands that has no such figure: behind all that have one."""

WORDS = {
    POSSIBLE: "highest possible score",
    ASSURED: "highest assured score",
    LATEST: "latest information",
    EARLIEST: "earliest information",
    CHEAPEST: "lowest cost",
    BY_REF: "reference, A to Z",
    AS_LISTED: "order of the request",
}

MEMBERS = {
    LATEST: "information_date",
    EARLIEST: "information_date",
    CHEAPEST: "cost",
    BY_REF: "ref",
}
"""Which member of a submission decides."""


class Order(msgspec.Struct, frozen=True, eq=False):
    """The ranked threats in order.

    Attributes:
        keys: of the tie-break.
        columns: per key, a number for every threat; the lower goes first.
        groups: numbers of threats, those together that the tie-break leaves tied.
        scores: exact, of every threat.
    """

    keys: list[str]
    columns: list[list[int]]
    groups: list[list[int]]
    scores: list[int]

    def decided_by(self, before: int, after: int) -> str | None:
        """The key that puts one threat before another of the same score; None where none does."""
        for key, column in zip(self.keys, self.columns, strict=True):
            if column[before] != column[after]:
                return key
        return None


def order_of(standings: Standings, submissions: Sequence[Any], keys: Sequence[str]) -> Order:
    """The ranked threats by score and tie-break.

    Args:
        standings: of all threats.
        submissions: the same, as decoded.
        keys: the tie-break, first to last.
    """
    columns = [_column(standings, submissions, key) for key in keys]
    ranked = np.flatnonzero(standings.scored)
    sorted_by = [each[ranked] for each in (-standings.scores, *columns)]
    order = np.lexsort(sorted_by[::-1])
    changes = np.zeros(len(ranked), dtype=bool)
    for each in sorted_by:
        changes[1:] |= np.diff(each[order]) != 0
    listed = ranked[order].tolist()
    ends = [0, *np.flatnonzero(changes).tolist(), len(listed)]
    groups = [listed[start:end] for start, end in pairwise(ends)]
    return Order(
        keys=list(keys),
        columns=[column.tolist() for column in columns],
        groups=[group for group in groups if group],
        scores=standings.scores.tolist(),
    )


def in_words(matrix: CompiledMatrix, key: str) -> str:
    """A key of the tie-break as people read it, such as `highest likelihood`."""
    if key in WORDS:
        return WORDS[key]
    way, _, name = key.partition(":")
    node = next(each for each in matrix.definition.nodes if each.key == name)
    title = title_of(node)
    return f"{way} {title[0].lower()}{title[1:]}"


def _column(standings: Standings, submissions: Sequence[Any], key: str) -> Whole:
    if key == POSSIBLE:
        return -standings.highs
    if key == ASSURED:
        return -standings.lows
    if key == AS_LISTED:
        return np.arange(len(standings))
    if key in MEMBERS:
        column = _ascending([getattr(each, MEMBERS[key]) for each in submissions])
        return np.where(column == LAST, LAST, -column) if key == LATEST else column
    way, _, name = key.partition(":")
    number = next(at for at, node in enumerate(standings.matrix.nodes) if node.key == name)
    values, known = standings.nodes[number]
    return np.where(known, -values if f"{way}:" == HIGHEST else values, LAST)


def _ascending(values: Sequence[Any]) -> Whole:
    """The place of each value among all, from the lowest; LAST for None."""
    places = {each: at for at, each in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([LAST if each is None else places[each] for each in values], dtype=np.int64)
