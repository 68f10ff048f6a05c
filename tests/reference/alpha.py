"""Krippendorff's alpha by its definition: pairs of answers, one by one, in fractions."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

Table = Sequence[Sequence[int]]
"""For each threat the values that were said."""

Metric = Callable[[int, int, Sequence[int]], Fraction]
"""Squared difference of two values, given every value that was said and can be paired."""


def alpha(table: Table, metric: Metric) -> Fraction | None:
    """1 - D_o / D_e; None where D_e is zero."""
    observed, expected, _ = disagreement(table, metric)
    return None if expected == 0 else 1 - observed / expected


def disagreement(table: Table, metric: Metric) -> tuple[Fraction, Fraction, int]:
    """D_o, D_e and the number of values that can be paired."""
    units = [said for said in table if len(said) > 1]
    pool = [value for said in units for value in said]
    size = len(pool)
    if not size:
        return Fraction(0), Fraction(0), 0
    observed = sum(
        (
            metric(one, other, pool) / (len(said) - 1)
            for said in units
            for one, other in permutations(said, 2)
        ),
        Fraction(0),
    )
    expected = sum((metric(one, other, pool) for one, other in permutations(pool, 2)), Fraction(0))
    return observed / size, expected / (size * (size - 1)), size


def nominal(one: int, other: int, pool: Sequence[int]) -> Fraction:
    """Nought or one."""
    return Fraction(one != other)


def ordinal(one: int, other: int, pool: Sequence[int]) -> Fraction:
    """The values from one to the other, less half of those at either end, squared."""
    low, high = min(one, other), max(one, other)
    between = sum(low <= value <= high for value in pool)
    ends = pool.count(low) + pool.count(high)
    return Fraction(0) if low == high else (between - Fraction(ends, 2)) ** 2


def interval(one: int, other: int, pool: Sequence[int]) -> Fraction:
    """The difference squared."""
    return Fraction((one - other) ** 2)


def ratio(one: int, other: int, pool: Sequence[int]) -> Fraction:
    """The difference over the sum, squared."""
    return Fraction(0) if one == other else Fraction(one - other, one + other) ** 2


def pooled(tables: Sequence[Table]) -> Fraction | None:
    """One ordinal alpha over several tables, differences in shares of each table's own values."""
    above = below = Fraction(0)
    for table in tables:
        observed, expected, size = disagreement(table, ordinal)
        if expected:
            above += size * observed / size**2
            below += size * expected / size**2
    return None if below == 0 else 1 - above / below
