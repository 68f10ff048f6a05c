"""Expected rank: the mean rank of every threat over all that its and the others' gaps leave open.

Of n threats, a threat's rank is one more than the number of others that score higher, and ties
share the middle of their ranks. With its score given, the mean of that number is the sum of the
others' chances to score higher, plus half of those to score the same. One sweep down through all
scores adds these up for everybody; a threat's own part in the sum is exactly one half, because two
draws from one distribution are each as likely to be the higher. So n log n, and exact: chances are
whole numbers over one denominator.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from morile_api.engine.distribution import Spread

MOST_POINTS = 1_000_000
"""Possible scores over all distinct distributions; with more the mean is not worked out."""

MOST_BITS = 20_000
"""Of the common denominator; likewise."""


def expected_ranks(times: Mapping[Spread, int]) -> dict[Spread, Fraction] | None:
    """The mean rank of the threats of each distribution, or None where it would be too much.

    Args:
        times: how many threats have each of the distributions that occur.
    """
    if sum(len(spread.values) for spread in times) > MOST_POINTS:
        return None
    totals = {spread: sum(spread.weights) for spread in times}
    over = lcm(*set(totals.values()))
    if over.bit_length() > MOST_BITS:
        return None
    same: dict[int, int] = {}
    for spread, count in times.items():
        unit = count * (over // totals[spread])
        for value, weight in zip(spread.values, spread.weights, strict=True):
            same[value] = same.get(value, 0) + weight * unit
    # Twice the chance to be higher plus once that to be the same, so that halves stay whole.
    twice, higher = {}, 0
    for value in sorted(same, reverse=True):
        twice[value] = 2 * higher + same[value]
        higher += same[value]
    return {spread: _mean(spread, totals[spread], twice, over) for spread in times}


def _mean(spread: Spread, total: int, twice: Mapping[int, int], over: int) -> Fraction:
    weighed = sum(
        weight * twice[value] for value, weight in zip(spread.values, spread.weights, strict=True)
    )
    return Fraction(weighed + total * over, 2 * total * over)


def counted(spreads: Sequence[Spread]) -> dict[Spread, int]:
    """How many threats have each distribution, in an order of the distributions' own.

    So that nothing that is worked out from them depends on the order of the threats.
    """
    times: dict[Spread, int] = {}
    for spread in spreads:
        times[spread] = times.get(spread, 0) + 1
    ordered = sorted(times, key=lambda spread: (spread.values, spread.weights))
    return {spread: times[spread] for spread in ordered}
