"""Figures made whole: decimals as written become integers over a common denominator."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm
from typing import Any


def whole(figures: Sequence[Decimal | Fraction]) -> tuple[tuple[int, ...], int]:
    """Integers and the one denominator over which they equal the figures exactly."""
    exact = [Fraction(figure) for figure in figures]
    denominator = lcm(*(figure.denominator for figure in exact)) if exact else 1
    return tuple(int(figure * denominator) for figure in exact), denominator


def cut_at(cut: Decimal, denominator: int) -> int:
    """The lowest integer score, over the denominator, that is not below the cut."""
    return ceil(Fraction(cut) * denominator)


def printed_steps(score: Any, denominator: int, decimals: int) -> Any:
    """The score as people read it, in units of the last printed decimal: half away from zero.

    Args:
        score: an int, or an int64 array.
        denominator: what it is over.
        decimals: how many are printed.
    """
    steps, rest = divmod(abs(score) * 10**decimals, denominator)
    steps = steps + (2 * rest >= denominator)
    return steps * (1 - 2 * (score < 0))


def printed(score: int, denominator: int, decimals: int) -> int | float:
    """The number that is printed for an exact score; whole ones are integers.

    A float here is only the spelling: at most 15 digits, so it prints as the decimal it stands for.
    """
    return from_steps(int(printed_steps(score, denominator, decimals)), decimals)


def from_steps(steps: int, decimals: int) -> int | float:
    """The number that so many units of the last printed decimal make."""
    unit: int = 10**decimals
    return steps // unit if steps % unit == 0 else steps / unit
