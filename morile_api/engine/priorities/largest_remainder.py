"""Largest remainder: whole slots in proportion to weights, and nothing decided by chance.

Everyone has the whole part of an exact share. What is left goes, a slot each, to the largest
fractional parts (the method of Hamilton). Where equal remainders claim more slots than are left, a
stated preference decides; what that leaves tied too, nobody has.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

import msgspec


class Apportioned(msgspec.Struct, frozen=True):
    """Slots one a share, and how they came about.

    Attributes:
        slots: one a share.
        by_remainder: where a remainder gave one of them.
        left: how many nobody was given.
        contested: whether equal remainders claimed more than there were.
    """

    slots: list[int]
    by_remainder: list[bool]
    left: int
    contested: bool


def shares_of(weights: Sequence[Fraction], whole: Fraction) -> list[Fraction]:
    """The exact share of each weight in a whole."""
    total = sum(weights)
    return [whole * weight / total for weight in weights]


def apportion(shares: Sequence[Fraction], preference: Sequence[int]) -> Apportioned:
    """Whole slots for exact shares that add up to a whole number.

    Args:
        shares: exact.
        preference: one a share; of equal remainders the lower is served first.
    """
    slots = [int(share) for share in shares]
    rests = [share - slot for share, slot in zip(shares, slots, strict=True)]
    left = int(sum(rests))
    # The last remainder served and the first that is not, before the preference is asked.
    falling = sorted(rests, reverse=True)
    contested = 0 < left < len(rests) and falling[left - 1] == falling[left]
    raised = [False] * len(slots)
    claims = list(zip([-rest for rest in rests], preference, strict=True))
    for _, group in groupby(sorted(range(len(slots)), key=claims.__getitem__), claims.__getitem__):
        equals = list(group)
        if len(equals) > left:
            break
        for number in equals:
            slots[number] += 1
            raised[number] = True
        left -= len(equals)
    return Apportioned(slots, raised, left, contested)
