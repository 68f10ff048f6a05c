"""Groups: criteria whose answers are looked up together, in one table of all their combinations."""

from collections.abc import Sequence
from functools import reduce
from math import prod
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

MOST_CELLS = 8192
"""Of one table: with four bytes a cell it stays in the fastest cache beside the block."""

NARROW = 2**16
"""Cells that 16-bit places reach; twice as many of these are worked at once as of wider ones."""


class Group(msgspec.Struct, frozen=True):
    """Some criteria, and how many different answers each column has."""

    criteria: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def place_type(self) -> type[Any]:
        """The narrowest type that holds every place in the group's tables."""
        return np.uint16 if prod(self.sizes) <= NARROW else np.uint32


def grouped(criteria: Sequence[int], sizes: Sequence[int], known: list[Group]) -> list[int]:
    """Groups that between them hold the criteria, each once.

    Args:
        criteria: numbers of criteria, each once.
        sizes: per criterion of the matrix, how many different answers its column has.
        known: the groups there are; those that fit are used, and new ones are added.

    Returns:
        Places in `known`.
    """
    left = list(criteria)
    found = []
    for place, group in enumerate(known):
        if set(group.criteria) <= set(left):
            found.append(place)
            left = [each for each in left if each not in group.criteria]
    while left:
        taken = 1
        while taken < len(left) and prod(sizes[each] for each in left[: taken + 1]) <= MOST_CELLS:
            taken += 1
        members, left = left[:taken], left[taken:]
        found.append(len(known))
        known.append(Group(tuple(members), tuple(sizes[each] for each in members)))
    return found


def combined(parts: Sequence[NDArray[Any]], fold: np.ufunc) -> NDArray[Any]:
    """A group's table: for every combination of answers, what theirs come to together.

    Args:
        parts: per criterion of the group, the number each of its answers brings.
        fold: puts two numbers together.
    """
    return reduce(lambda so_far, part: fold.outer(so_far, part).reshape(-1), parts)


def places(group: Group, numbers: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Where in the group's tables each row's combination of answers is.

    Args:
        group: of criteria.
        numbers: per criterion of the group, (rows,) the number of each row's answer.
    """
    found = numbers[0].astype(group.place_type)
    for size, column in zip(group.sizes[1:], numbers[1:], strict=True):
        found *= group.place_type(size)
        found += column.astype(group.place_type, copy=False)
    return found
