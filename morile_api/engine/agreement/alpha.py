"""Krippendorff's alpha, exactly: how far answers differ, over how far they would by chance.

Everything is whole numbers, so no rounding can depend on the machine: the difference of two levels
enters above and below, so it may be in any unit, and the weight 1/(m - 1) of a threat with m
answers is brought over one denominator. Only the printed figure is rounded.

Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

import msgspec
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Exact = NDArray[np.int64] | NDArray[np.object_]
Difference = Callable[[Whole, Whole], Exact]
"""Squared differences of every lower and higher level, (pairs, draws or 1) in the order of
`pairs_of`, from the values (levels,) and how often each was said (levels, draws)."""

LARGEST = 2**62


class Group(msgspec.Struct, frozen=True, eq=False):
    """Patterns of as many answers each, and the pairs of unlike answers within them.

    Attributes:
        answers: in every pattern.
        pattern: per pattern and pair that occurs in it, the pattern; in order of the pair.
        times: and how often the pair occurs in it.
        first: where each pair begins among these.
        pair: and which it is.
    """

    answers: int
    pattern: NDArray[np.intp]
    times: Whole
    first: NDArray[np.intp]
    pair: NDArray[np.intp]


class Units(msgspec.Struct, frozen=True, eq=False):
    """The answers to one question, threat by threat.

    Attributes:
        values: the numbers of the levels that were said, ascending.
        patterns: (patterns, levels) how many assessors said each; every one that occurs with two
            or more answers.
        groups: the same by number of answers.
        number: per threat, its pattern; the number past the last where it has fewer than two.
    """

    values: Whole
    patterns: Whole
    groups: tuple[Group, ...]
    number: NDArray[np.intp]

    @property
    def over(self) -> int:
        """What observed disagreements are over."""
        return lcm(*(group.answers - 1 for group in self.groups))


class Disagreement(msgspec.Struct, frozen=True):
    """Observed (over `over`) and expected disagreement, and how many answers they rest on."""

    observed: int
    expected: int
    answers: int
    over: int


def units_of(threats: int, threat: NDArray[np.intp], levels: Whole) -> Units:
    """The answers to one question.

    Args:
        threats: how many there are.
        threat: per submission, the number of its threat.
        levels: per submission, the number of the level it names, or -1.
    """
    said = levels >= 0
    values, column = np.unique(levels[said], return_inverse=True)
    size = len(values)
    table = np.bincount(threat[said] * size + column, minlength=threats * size)
    table = table.reshape(threats, size)
    paired = np.flatnonzero(table.sum(axis=1) > 1)
    first, pattern = _distinct(table[paired])
    patterns = table[paired][first]
    number = np.full(threats, len(first), dtype=np.intp)
    number[paired] = pattern
    answers = patterns.sum(axis=1)
    groups = [_group(patterns, answers, size) for size in np.unique(answers).tolist()]
    return Units(values, patterns, tuple(groups), number)


def _distinct(table: Whole) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Distinct rows: the place of the first of each, and the number of every row's."""
    code, reach = np.zeros(len(table), dtype=np.int64), 1
    base = int(table.max(initial=0)) + 1
    for column in table.T:
        if reach * base > LARGEST:
            code, reach = np.unique(code, return_inverse=True)[1].astype(np.int64), len(table)
        code, reach = code * base + column, reach * base
    _, first, number = np.unique(code, return_index=True, return_inverse=True)
    return first, number


def _group(patterns: Whole, answers: Whole, size: int) -> Group:
    mine = np.flatnonzero(answers == size)
    low, high = pairs_of(patterns.shape[1])
    products = patterns[mine][:, low] * patterns[mine][:, high]
    pair, place = np.nonzero(products.T)
    which, first = np.unique(pair, return_index=True)
    return Group(size, mine[place], products[place, pair], first, which)


def pairs_of(levels: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The lower and the higher level of every pair."""
    low, high = np.triu_indices(levels, 1)
    return low, high


def disagreements(units: Units, times: Whole, difference: Difference) -> list[Disagreement]:
    """How far answers differ and how far they would by chance, in each of several draws.

    Args:
        units: the answers.
        times: (patterns, draws) how often each pattern is in the draw.
        difference: of two levels.
    """
    low, high = pairs_of(len(units.values))
    totals = units.patterns.T @ times
    gaps = difference(units.values, totals)
    answers = totals.sum(axis=0)
    most = int(answers.max(initial=0))
    # A draw has at most most**2 pairs of answers, so no sum below can pass this bound.
    wide = most * most * int(gaps.max(initial=0)) > LARGEST
    gaps, totals = (gaps.astype(object), totals.astype(object)) if wide else (gaps, totals)
    expected = (totals[low] * totals[high] * gaps).sum(axis=0)
    observed = np.zeros(times.shape[1], dtype=object)
    over = units.over
    for group in units.groups:
        if len(group.pair):
            each = times[group.pattern] * group.times[:, np.newaxis]
            together = np.add.reduceat(each, group.first, axis=0)
            unlike = (together * gaps[group.pair]).sum(axis=0).astype(object)
            observed += unlike * (over // (group.answers - 1))
    listed = zip(observed.tolist(), expected.tolist(), answers.tolist(), strict=True)
    return [Disagreement(seen, chance, count, over) for seen, chance, count in listed]


def alpha(found: Disagreement) -> Fraction | None:
    """1 less observed over expected disagreement; None where nothing varies."""
    if found.expected == 0:
        return None
    below = found.over * found.expected
    return Fraction(below - (found.answers - 1) * found.observed, below)


def pooled(found: Sequence[Disagreement]) -> Fraction | None:
    """One alpha over several criteria: all their observed over all their expected disagreement.

    Differences are taken in shares of the answers to their own criterion, so that a criterion
    counts by its answers and their variation and not by the length of its scale.
    """
    varied = [each for each in found if each.expected]
    if not varied:
        return None
    above = _total([(each.observed, each.over * each.answers**2) for each in varied])
    below = _total([(each.expected, (each.answers - 1) * each.answers**2) for each in varied])
    return 1 - Fraction(above, below)


def _total(parts: Sequence[tuple[int, int]]) -> Fraction:
    over = lcm(*(below for _, below in parts))
    return Fraction(sum(above * (over // below) for above, below in parts), over)


def nominal(values: Whole, totals: Whole) -> Exact:
    """Any two levels differ by one."""
    return np.ones((len(values) * (len(values) - 1) // 2, 1), dtype=np.int64)


def ordinal(values: Whole, totals: Whole) -> Exact:
    """Two levels differ by the answers between their middle ranks; in half ranks."""
    low, high = pairs_of(len(values))
    middles = 2 * np.cumsum(totals, axis=0) - totals
    return (middles[high] - middles[low]) ** 2


def interval(values: Whole, totals: Whole) -> Exact:
    """Two levels differ by their values."""
    low, high = pairs_of(len(values))
    return ((values[high] - values[low]) ** 2)[:, np.newaxis]


def ratio(values: Whole, totals: Whole) -> Exact:
    """Two levels differ by their distance in shares of their sum; over one denominator."""
    low, high = pairs_of(len(values))
    wide = values.astype(object)
    sums = wide[high] + wide[low]
    unit = lcm(*sums.tolist())
    shares: Exact = (wide[high] - wide[low]) * unit // sums
    return (shares**2)[:, np.newaxis]
