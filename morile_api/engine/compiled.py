"""What a definition compiles to: integers, columns and tables, frozen."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.language.matrix import Combine, Matrix

LARGEST = 2**62
"""No sum on the way to a score may reach this; it leaves a bit for the sign of a difference."""

NO_LEVEL = 255
"""The code of an open answer for which no level stands in."""


class Table(msgspec.Struct, frozen=True, eq=False):
    """Integers to look up, in the form many threats want and in the form one threat wants."""

    many: NDArray[Any]
    one: tuple[int, ...]


def table(values: list[int] | tuple[int, ...]) -> Table:
    """A lookup table of 64-bit integers.

    A cut may lie beyond 64 bits, where no score is; held at their end it still lies beyond every
    score. Points that large are refused before anything is scored.
    """
    held = [max(-LARGEST, min(LARGEST, value)) for value in values]
    return Table(np.array(held, dtype=np.int64), tuple(values))


class Grid(msgspec.Struct, frozen=True, eq=False):
    """A decision table: level numbers by flat index, and how far each axis steps in it."""

    cells: Table
    strides: tuple[int, ...]
    shape: tuple[int, ...]
    points: Table


class Node(msgspec.Struct, frozen=True, eq=False):
    """One combination, ready to compute.

    `inputs` are column numbers: criteria first, in the matrix's order, then nodes in topological
    order. `factors` bring each input to the node's own scale, weights included;
    `level_factors` says that all are 1. `cuts` are the
    lowest integer scores of every band but the first, over `denominator`; `bands` are the keys of
    the bands, or of the grid's levels. `lowest` and `highest` bound the integer score. `sinking`
    says whether an input may lie below its value with every criterion at its lowest level. `ways`
    say how each input moves the node, as `Direction` does for criteria. `pick` takes the inputs out
    of all columns; `adds` says that the node is nothing but their sum.
    """

    key: str
    combine: Combine
    inputs: tuple[int, ...]
    factors: tuple[int, ...]
    level_factors: bool
    denominator: int
    lowest: int
    highest: int
    cuts: Table | None
    bands: tuple[str, ...]
    grid: Grid | None
    sinking: bool
    pick: Callable[[Sequence[Any]], Sequence[Any]]
    adds: bool
    ways: tuple[int | None, ...]


class Direction(msgspec.Struct, frozen=True):
    """Which way each criterion moves a node: +1, -1, 0 (not at all) or None (both ways)."""

    of: tuple[int | None, ...]


class CompiledMatrix(msgspec.Struct, frozen=True, eq=False):
    """A definition compiled: everything scoring needs, and nothing that changes.

    Attributes:
        definition: as its author wrote it.
        digest: `sha256:` and the hash of the file's bytes.
        scales: per criterion, its level keys, lowest first.
        points: per criterion, the points of its levels, over `point_denominators`.
        stand_ins: per criterion, the level an unknown counts as, or NO_LEVEL.
        priors: per criterion, how likely each level is before anything is known, as weights.
        spread: per stated confidence, the weights of the levels around the stated one.
        nodes: in topological order.
        directions: per node, how each criterion moves its score and its band.
        plans: per node, at which end of each criterion it is lowest (`span.Plan`).
        shown: node numbers by key in alphabetical order (the order of the answer).
        one_points: `points` for one threat.
        unsure: the criteria without a stand-in.
        rising: whether every node is lowest with every criterion at its lowest level.
        score: number of the headline node; `band` that of the node whose band is the headline's.
    """

    definition: Matrix
    digest: str
    scales: tuple[tuple[str, ...], ...]
    points: tuple[Table, ...]
    point_denominators: tuple[int, ...]
    stand_ins: tuple[int, ...]
    priors: tuple[tuple[int, ...], ...]
    spread: dict[str, tuple[int, ...]]
    nodes: tuple[Node, ...]
    directions: tuple[Direction, ...]
    plans: tuple[tuple[int, ...], ...]
    shown: tuple[int, ...]
    score: int
    band: int | None
    one_points: tuple[tuple[int, ...], ...]
    unsure: tuple[int, ...]
    rising: bool

    @property
    def id(self) -> str:
        """The full name callers use: `matrix@version`."""
        return self.definition.id

    @property
    def size(self) -> int:
        """Number of criteria."""
        return len(self.scales)
