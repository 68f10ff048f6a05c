"""The chance of being among the k most serious, for every threat, under its gaps.

A threat is in the top k if fewer than k others score higher. Ties are kept as ties, so there are
two chances: `with_ties`, that at most k - 1 others score higher, and `clear`, that at most k - 1
others score as high or higher. Any way of breaking ties gives a chance between the two.

Given the threat's own score, how many others are above it is a sum of chances (`bernoulli`). Going
down through all scores there are, the chance of each threat to be above rises from 0 to 1 in the
steps of its distribution, so these sums are worked out for all scores at once. A threat whose score
is certain, or certainly above, only shifts k. Where the mean number above is further from k than a
sum can be, the chance is 0 or 1 to the last bit, and no sum is worked out. The threat's own factor
is taken out again from the end at which errors shrink (`without`).

Exact up to the rounding of float64; nothing is drawn at random.
"""

from collections.abc import Sequence
from itertools import accumulate, chain

import msgspec
import numpy as np

from morile_api.engine.distribution import Spread
from morile_api.engine.priorities.bernoulli import (
    Chances,
    Places,
    Runs,
    Sums,
    pieces_of,
    reach,
    sums,
)
from morile_api.engine.priorities.expected_rank import MOST_POINTS
from morile_api.engine.priorities.leave_one_out import HALF, without

MOST_WORK = 150_000_000
"""Cells multiplied; more would take well over a second, so then no chance is given."""

ROUNDING = 1e-6
"""Of a printed step: far above the rounding of float64, far below what anybody sees."""


class Chance(msgspec.Struct, frozen=True):
    """Of being in the top k: without needing a tie to be broken, and with every tie in favour."""

    clear: float
    with_ties: float


class Points(msgspec.Struct, frozen=True, eq=False):
    """All distributions as flat columns, an entry for each possible score, highest first in each.

    Attributes:
        owner: the distribution it belongs to.
        step: how many of all scores there are lie above it.
        before: the chance of a higher score.
        after: of that score or a higher one.
        last: whether no lower score is possible.
        times: how many threats have the distribution.
    """

    owner: Places
    step: Places
    before: Chances
    after: Chances
    last: Places
    times: Places


class Window(msgspec.Struct, frozen=True, eq=False):
    """Where sums are worked out.

    Attributes:
        steps: from the highest score down, those at which the chance is neither 0 nor 1.
        wanted: at each of them, how many of the uncertain threats may be above at most.
        sure: per step of all, 1 where the mean says that the threat is in, 0 where it is out.
        width: how far a sum can be from its mean.
    """

    steps: Places
    wanted: Places
    sure: Chances
    width: int


class Side(msgspec.Struct, frozen=True, eq=False):
    """One of the two questions, put to every possible score of every threat.

    Attributes:
        found: the chance that few enough others are above; filled in.
        place: which points are asked about in the window, in the order of their steps there.
        row: which step of the window that is.
        chance: that the threat itself is above by then.
        gone: 1 where it certainly is, so that one more of the others may be.
    """

    found: Chances
    place: Places
    row: Places
    chance: Chances
    gone: Places


def top_chances(distinct: Sequence[Spread], times: Sequence[int], top: int) -> list[Chance] | None:
    """The chance of being in the top k, one a distribution.

    Args:
        distinct: the distributions that occur.
        times: how many threats have each.
        top: the k.

    Returns:
        The chances, or None where working them out would be too much.
    """
    if sum(len(each.values) for each in distinct) > MOST_POINTS:
        return None
    points = points_of(distinct, times)
    window = _window(points, top)
    sides = (_side(points, window, 0), _side(points, window, 1))
    runs = _runs(points, window)
    pieces = None if runs is None else pieces_of(runs, len(window.steps))
    asked = sum(len(side.place) for side in sides)
    if pieces is None or _cells(pieces.count + asked, window) > MOST_WORK:
        return None
    for some in sums(pieces, window.width) if len(window.steps) else ():
        for side in sides:
            _answer(side, some, window)
    mass = points.after - points.before
    chances = [np.bincount(points.owner, mass * side.found, len(distinct)) for side in sides]
    # Sums of products may pass 1 by the last bit.
    with_ties, clear = (np.clip(each, 0, 1).tolist() for each in chances)
    return list(map(Chance, clear, with_ties))


def _cells(factors: int, window: Window) -> int:
    return factors * (2 * window.width + 1)


def _answer(side: Side, some: Sums, window: Window) -> None:
    """Fill in the chances of the points that are asked about at some of the steps."""
    first, last = np.searchsorted(side.row, (some.first, some.first + len(some.lowest)))
    row = side.row[first:last] - some.first
    cell = window.wanted[side.row[first:last]] + side.gone[first:last] - some.lowest[row]
    found = without(some.at_most, row, cell, side.chance[first:last])
    side.found[side.place[first:last]] = found


def _side(points: Points, window: Window, side: int) -> Side:
    """Whether few enough others are above (0), or as high or above (1)."""
    step = points.step + side
    row = np.searchsorted(window.steps, step)
    row[row == len(window.steps)] = 0
    place = np.flatnonzero(window.steps[row] == step) if len(window.steps) else np.array([], int)
    place = place[np.argsort(row[place], kind="stable")]
    gone = points.last[place] * side
    chance = (points.after if side else points.before)[place]
    return Side(window.sure[step], place, row[place], np.where(gone, 0, chance), gone)


def points_of(distinct: Sequence[Spread], times: Sequence[int]) -> Points:
    """Distributions as flat columns."""
    sizes = np.array([len(each.values) for each in distinct])
    ends = np.cumsum(sizes)
    values = np.fromiter(chain.from_iterable(each.values[::-1] for each in distinct), np.int64)
    after = np.fromiter(chain.from_iterable(map(_rising, distinct)), np.float64, len(values))
    before = np.roll(after, 1)
    before[ends - sizes] = 0
    last = np.zeros(len(values), np.int64)
    last[ends - 1] = 1
    scores, place = np.unique(values, return_inverse=True)
    return Points(
        owner=np.repeat(np.arange(len(sizes)), sizes),
        step=len(scores) - 1 - place,
        before=before,
        after=after,
        last=last,
        times=np.repeat(np.array(times), sizes),
    )


def _rising(spread: Spread) -> list[float]:
    """The chance of each value or a higher one, from the highest; each rounded once."""
    total = sum(spread.weights)
    return [above / total for above in accumulate(reversed(spread.weights))]


def _window(points: Points, top: int) -> Window:
    """Where the chance is open: neither by counting nor by the mean is it 0 or 1."""
    steps = int(points.step.max()) + 2

    def so_far(each: Chances | Places) -> Chances:
        """Per step, the sum of something over all scores above it."""
        return np.cumsum(np.bincount(points.step + 1, points.times * each, steps))

    mean = so_far(points.after - points.before)
    spread = points.after * (1 - points.after) - points.before * (1 - points.before)
    certain, possible = so_far(points.last), so_far(points.before == 0)
    width = np.minimum(reach(np.maximum(so_far(spread), 0)), possible - certain) + 2
    near = np.abs(mean - (top - 1)) <= width + 2
    few = possible <= top - 1
    window = np.flatnonzero(~few & (certain <= top) & near)
    return Window(
        steps=window,
        wanted=top - 1 - certain[window].astype(np.int64),
        # Counting first: the mean of so few may be a last bit too high.
        sure=(few | (mean <= top - 1)).astype(np.float64),
        width=int(width[window].max(initial=0)),
    )


def _runs(points: Points, window: Window) -> Runs | None:
    """Over the steps of the window, the chances that are neither 0 nor 1, threat by threat.

    None where there are too many of them.
    """
    going = np.flatnonzero(points.last == 0)
    first = np.searchsorted(window.steps, points.step[going] + 1)
    last = np.searchsorted(window.steps, points.step[going + 1] + 1)
    here = first < last
    times, chance = points.times[going[here]], points.after[going[here]]
    if _cells(int(times.sum()), window) > MOST_WORK:
        return None
    return Runs(
        np.repeat(first[here], times), np.repeat(last[here], times), np.repeat(chance, times)
    )


def steps_of(chance: float, decimals: int) -> int:
    """A chance in steps of its last printed decimal, half up.

    A chance that is half a step but for the rounding of float64, such as 1/32 at four decimals,
    counts as half a step.
    """
    return int(chance * 10**decimals + HALF + ROUNDING)
