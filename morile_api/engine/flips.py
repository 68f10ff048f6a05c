"""Flips: the smallest changes of levels that move the band, all of them, for every threat at once.

Changes of one step are tried first, then all of two, and so on, on all threats together. Threats
that need more than are worth trying are searched one by one.
"""

from collections.abc import Sequence
from functools import partial
from itertools import combinations_with_replacement
from math import comb
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.distribution import ways_to
from morile_api.engine.flip_search import searched
from morile_api.engine.lexicon import Meaning
from morile_api.engine.memo import Memo
from morile_api.engine.score import MANY, Column, score
from morile_api.engine.scorer import Scorer
from morile_api.language.prospects import Flip, Flips, LevelChange

MOST_FLIPS = 20
"""Most flips listed each way."""

MOST_TRIED = 3_000
"""Changes of so many steps that are all tried; of more the nearest ones are searched for."""

TOGETHER = 200_000
"""Changes tried in one turn: enough to amortise the calls, few enough for the memory."""

Codes = NDArray[np.intp]
"""(criteria, threats): the level that counts."""

Direction = Literal["up", "down"]

NO_BANDS = "the matrix has no bands"
NO_HEADLINE = "it has no headline band: an answer is open for which no level counts"
NO_CHANGE = "no change of levels moves the band that way"


class Change(msgspec.Struct, frozen=True):
    """One flip: the criteria changed with their new levels, the exact score and the band then."""

    levels: tuple[tuple[int, int], ...]
    score: int
    band: int


class Nearest(msgspec.Struct, frozen=True):
    """One threat's flips one way, as `Flips`; the change of an earlier criterion comes first."""

    steps: int | None
    changes: tuple[Change, ...] = ()
    complete: bool = True
    reason: str | None = None


def flips(
    scorer: Scorer,
    codes: Codes,
    said: Sequence[Sequence[Meaning]],
    direction: Direction,
    most: int,
) -> list[Flips]:
    """The nearest flips of every threat, one way, as they are printed.

    Args:
        scorer: of the matrix.
        codes: the level that counts; each threat has a headline score and band.
        said: the answers, one row a threat.
        direction: up to a higher band, or down to a lower one.
        most: how many to list.
    """
    matrix = scorer.matrix
    memo = Memo(partial(_level_change, matrix))
    spelt = scorer.spelling.nodes[matrix.score]
    bands = matrix.nodes[_banded(matrix)].bands

    def printed(change: Change, mine: Sequence[Meaning]) -> Flip:
        levels = [
            memo[(criterion, new, mine[criterion].answered, mine[criterion].counts_as)]
            for criterion, new in change.levels
        ]
        return Flip(spelt[change.score].score, bands[change.band], tuple(levels))

    found = []
    for each, mine in zip(nearest(matrix, codes, direction, most), said, strict=True):
        shown = tuple([printed(change, mine) for change in each.changes])
        found.append(Flips(direction, each.steps, shown, each.complete, each.reason))
    return found


def _level_change(matrix: CompiledMatrix, key: tuple[int, int, str, str | None]) -> LevelChange:
    criterion, new, answered, counts_as = key
    to = matrix.scales[criterion][new]
    return LevelChange(matrix.definition.criteria[criterion].key, answered, to, counts_as)


def no_headline(matrix: CompiledMatrix) -> tuple[Flips, Flips]:
    """What is said of a threat that has no headline band to flip."""
    reason = NO_BANDS if matrix.band is None else NO_HEADLINE
    up, down = (Flips(way, None, (), complete=True, reason=reason) for way in ("up", "down"))
    return up, down


def refused(matrix: CompiledMatrix) -> Nearest | None:
    """What is said of every threat where the search would not be exact, or bounded."""
    if matrix.band is None:
        return Nearest(None, reason=NO_BANDS)
    ways = ways_to(matrix, matrix.band)
    below = [each for each in range(len(matrix.nodes)) if matrix.size + each in ways]
    products = [matrix.nodes[each] for each in below if matrix.nodes[each].combine == "product"]
    reason = None
    if any(count > 1 for count in ways.values()):
        reason = "the matrix counts a criterion by two ways"
    elif any(None in matrix.directions[each].of for each in below):
        reason = "a criterion of the matrix may move the score either way"
    elif any(node.lowest < 0 or -1 in node.ways for node in products):
        reason = "the matrix multiplies negative figures"
    return None if reason is None else Nearest(None, complete=False, reason=reason)


def nearest(matrix: CompiledMatrix, codes: Codes, direction: Direction, most: int) -> list[Nearest]:
    """The nearest flips of every threat, one way.

    Args:
        matrix: compiled.
        codes: the level that counts.
        direction: up to a higher band, or down to a lower one.
        most: how many to list.
    """
    at_fault = refused(matrix)
    if at_fault is not None:
        return [at_fault] * codes.shape[1]
    heads = (matrix.score, _banded(matrix))
    moving = [c for c in range(matrix.size) if any(matrix.directions[n].of[c] != 0 for n in heads)]
    # Only these matter: threats that agree in them are worked out once.
    _, first, like = np.unique(codes[moving], axis=1, return_index=True, return_inverse=True)
    found = _Trying(matrix, codes[:, first], direction, most).all()
    return [found[each] for each in like.ravel().tolist()]


def _banded(matrix: CompiledMatrix) -> int:
    return matrix.score if matrix.band is None else matrix.band


class _Trying:
    """One way of moving the threats of one matrix."""

    def __init__(
        self, matrix: CompiledMatrix, codes: Codes, direction: Direction, most: int
    ) -> None:
        self.matrix, self.codes, self.up, self.most = matrix, codes, direction == "up", most
        self.number = _banded(matrix)
        ways = matrix.directions[self.number].of
        self.moving = [criterion for criterion, way in enumerate(ways) if way]
        # One step that helps raises a criterion by one level, or lowers it.
        self.signs = [1 if ((ways[c] or 1) > 0) == self.up else -1 for c in self.moving]
        self.bands = self._scored(list(codes))[1]
        self.found: list[Nearest] = [Nearest(None)] * codes.shape[1]

    def all(self) -> list[Nearest]:
        """The nearest flips of every threat."""
        waiting = self._that_can()
        steps = 1
        while len(waiting) and comb(len(self.moving) + steps - 1, steps) <= MOST_TRIED:
            changes = _changes(len(self.moving), steps)
            turn = max(1, TOGETHER // len(changes))
            for start in range(0, len(waiting), turn):
                self._try(waiting[start : start + turn], changes, steps)
            waiting = np.array([row for row in waiting if self.found[row].steps is None], np.intp)
            steps += 1
        for row in waiting.tolist():
            self.found[row] = self._searched(row)
        return self.found

    def _that_can(self) -> NDArray[np.intp]:
        """The threats that some change moves; the others are given the reason."""
        ends = list(self.codes)
        for criterion, sign in zip(self.moving, self.signs, strict=True):
            end = len(self.matrix.scales[criterion]) - 1 if sign > 0 else 0
            ends[criterion] = np.full_like(ends[criterion], end)
        can = self._better(self._scored(ends)[1], self.bands)
        last = len(self.matrix.nodes[self.number].bands) - 1 if self.up else 0
        at_end = f"it is in the {'highest' if self.up else 'lowest'} band"
        for row in np.flatnonzero(~can).tolist():
            reason = at_end if self.bands[row] == last else NO_CHANGE
            self.found[row] = Nearest(None, reason=reason)
        return np.flatnonzero(can)

    def _try(self, rows: NDArray[np.intp], changes: Codes, steps: int) -> None:
        """Try every change on every one of these threats.

        Args:
            rows: which threats.
            changes: steps by criterion that moves: (changes, moving criteria).
            steps: how many there are in each change.
        """
        tried = [np.repeat(each[rows], len(changes)) for each in self.codes]
        fits = np.ones(len(tried[0]), dtype=bool)
        for place, (criterion, sign) in enumerate(zip(self.moving, self.signs, strict=True)):
            column = tried[criterion] + np.tile(sign * changes[:, place], len(rows))
            top = len(self.matrix.scales[criterion]) - 1
            fits &= (column >= 0) & (column <= top)
            tried[criterion] = np.clip(column, 0, top)
        values, bands = self._scored(tried)
        hits = np.flatnonzero(fits & self._better(bands, np.repeat(self.bands[rows], len(changes))))
        rest: dict[int, list[int]] = {}
        for hit in hits.tolist():
            rest.setdefault(hit // len(changes), []).append(hit)
        for place, mine in rest.items():
            self.found[rows[place]] = Nearest(
                steps,
                tuple(
                    self._change(changes[hit % len(changes)], hit, tried, values, bands)
                    for hit in mine[: self.most]
                ),
                complete=len(mine) <= self.most,
            )

    def _change(
        self, change: Codes, hit: int, tried: Sequence[Codes], values: Column, bands: Column
    ) -> Change:
        moved = [
            criterion for criterion, by in zip(self.moving, change.tolist(), strict=True) if by
        ]
        levels = tuple((criterion, int(tried[criterion][hit])) for criterion in moved)
        return Change(levels, int(values[hit]), int(bands[hit]))

    def _searched(self, row: int) -> Nearest:
        codes = self.codes[:, row].tolist()
        found = searched(self.matrix, codes, self.up, self.most + 1)
        if found is None:
            return Nearest(None, reason=NO_CHANGE)
        steps, levels = found
        values, bands = self._scored([np.array(each) for each in zip(*levels, strict=True)])
        changes = [
            Change(
                tuple(
                    (c, new)
                    for c, (old, new) in enumerate(zip(codes, to, strict=True))
                    if old != new
                ),
                value,
                band,
            )
            for to, value, band in zip(levels, values.tolist(), bands.tolist(), strict=True)
        ]
        return Nearest(steps, tuple(changes[: self.most]), len(changes) <= self.most)

    def _scored(self, codes: Sequence[Column]) -> tuple[Column, Column]:
        """Exact headline scores, and numbers of the headline bands."""
        scores = score(self.matrix, codes, MANY)
        return scores.values[self.matrix.score], scores.bands[self.number]

    def _better(self, one: Column, other: Column) -> NDArray[np.bool_]:
        better: NDArray[np.bool_] = np.greater(one, other) if self.up else np.less(one, other)
        return better


def _changes(moving: int, steps: int) -> Codes:
    """Every way of sharing out so many steps: (ways, criteria), earlier criteria first."""
    chosen = list(combinations_with_replacement(range(moving), steps))
    found = np.zeros((len(chosen), moving), dtype=np.intp)
    for step in range(steps):
        np.add.at(found, (np.arange(len(chosen)), np.array([each[step] for each in chosen])), 1)
    return found
