"""Sums of chances: how many of many independent things happen, as the chances change in steps.

The number of things that happen out of n, each with its own chance, has the Poisson binomial
distribution: the product of the factors (1 - p) + p x. Here the chances change from step to step,
and the distribution is wanted at every step. A factor that stands still over a run of steps is
multiplied in once for the whole run: the steps are the leaves of a binary tree, every run is cut
into the few largest subtrees that make it up, and the products are carried down. So c changes over
s steps take about c log s multiplications, each of as many cells as the distribution is wide. Only
sums and products of numbers from 0 to 1 occur, in a fixed order: nothing cancels, and every
machine gives the same bits.

Only the cells within reach of the mean are kept (`reach`); what lies beyond has a chance below
2**-59, which is less than float64 can add to 1.
"""

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]
Places = NDArray[np.int64]

MOST_CELLS = 1 << 19
"""Cells of the distributions carried down at once: about what the processor's cache holds."""

DRIFT = 32
"""Factors multiplied in before the kept cells are moved back round the mean."""

BEYOND = 42.0
"""Minus the natural logarithm of the chance that is cut off, over both ends."""


class Runs(msgspec.Struct, frozen=True, eq=False):
    """Factors that stand still: from step `first` to before step `last`, with chance `chance`."""

    first: Places
    last: Places
    chance: Chances


class Pieces(msgspec.Struct, frozen=True, eq=False):
    """The runs cut into subtrees: per level, top first, the nodes in order and their factors.

    `starts[level][node]` is the place of a node's first factor in `chances[level]`.
    """

    depth: int
    starts: list[Places]
    chances: list[Chances]

    @property
    def count(self) -> int:
        """How many factors are multiplied in, over all nodes."""
        return sum(map(len, self.chances))


class Sums(msgspec.Struct, frozen=True, eq=False):
    """Distributions of steps `first` onward: P(sum <= place + lowest) in the cells of `at_most`."""

    first: int
    lowest: Places
    at_most: Chances


def reach(variance: Chances) -> Places:
    """How far from its mean a sum can be without being negligibly rare (Bernstein's inequality).

    Two exp(-x x / (2 (variance + x / 3))) is below 2**-59 at the distance given.
    """
    third = BEYOND / 3
    return np.ceil(third + np.sqrt(third * third + 2 * BEYOND * variance)).astype(np.int64)


def pieces_of(runs: Runs, steps: int) -> Pieces:
    """The runs cut into subtrees over a number of steps."""
    depth = max(0, steps - 1).bit_length()
    low, high, chance = runs.first + (1 << depth), runs.last + (1 << depth), runs.chance
    starts: list[Places] = []
    chances: list[Chances] = []
    for level in range(depth, -1, -1):
        # A run that begins at a right child, or ends before one, has a piece of its own there.
        odd_low, odd_high = (low & 1 == 1) & (low < high), (high & 1 == 1) & (low < high)
        node = np.concatenate((low[odd_low], high[odd_high] - 1)) - (1 << level)
        mine = np.concatenate((chance[odd_low], chance[odd_high]))
        order = np.argsort(node, kind="stable")
        starts.append(np.searchsorted(node[order], np.arange((1 << level) + 1)))
        chances.append(mine[order])
        low, high = (low + odd_low) >> 1, (high - odd_high) >> 1
    return Pieces(depth, starts[::-1], chances[::-1])


def sums(pieces: Pieces, width: int) -> Iterator[Sums]:
    """The distribution at every step, in order, some steps at a time.

    Args:
        pieces: of the runs.
        width: how far from the mean cells are kept.
    """
    cells = np.zeros((1, 2 * width + 1 + DRIFT))
    cells[0, width] = 1
    start = Sums(0, np.array([-width]), cells)
    yield from _below(pieces, 0, start, np.zeros(1), width)


def _below(pieces: Pieces, level: int, given: Sums, mean: Chances, width: int) -> Iterator[Sums]:
    """The leaves below some neighbouring nodes of a level, from the products above them."""
    cells, lowest, mean = _multiplied(pieces, level, given, mean, width)
    if level == pieces.depth:
        yield Sums(given.first, lowest, np.cumsum(cells, axis=1))
        return
    rows = max(1, MOST_CELLS // (2 * cells.shape[1]))
    for start in range(0, len(cells), rows):
        some = slice(start, start + rows)
        doubled = np.repeat(lowest[some], 2), np.repeat(cells[some], 2, axis=0)
        below = Sums(2 * (given.first + start), *doubled)
        yield from _below(pieces, level + 1, below, np.repeat(mean[some], 2), width)


def _multiplied(
    pieces: Pieces, level: int, given: Sums, mean: Chances, width: int
) -> tuple[Chances, Places, Chances]:
    """Products above neighbouring nodes, times the nodes' own factors, one a node at a time."""
    nodes = len(given.at_most)
    bounds = pieces.starts[level][given.first : given.first + nodes + 1]
    counts = np.diff(bounds)
    order = np.argsort(-counts, kind="stable")
    cells, lowest, mean = given.at_most[order], given.lowest[order], mean[order]
    first, falling = bounds[:-1][order], counts[order]
    for turn in range(int(counts.max(initial=0))):
        # Nodes with the most factors stand first, so those that still have one are a slice.
        busy = int(np.searchsorted(-falling, -turn, side="left"))
        chance = pieces.chances[level][first[:busy] + turn]
        mean[:busy] += chance
        moved = cells[:busy, :-1] * chance[:, np.newaxis]
        cells[:busy] *= (1 - chance)[:, np.newaxis]
        cells[:busy, 1:] += moved
        if turn % DRIFT == DRIFT - 1:
            cells[:busy], lowest[:busy] = _centred(cells[:busy], lowest[:busy], mean[:busy], width)
    cells, lowest = _centred(cells, lowest, mean, width)
    back = np.argsort(order, kind="stable")
    return cells[back], lowest[back], mean[back]


def _centred(cells: Chances, lowest: Places, mean: Chances, width: int) -> tuple[Chances, Places]:
    """The same distributions with the kept cells round their means again."""
    wanted = np.floor(mean).astype(np.int64) - width
    places = np.arange(cells.shape[1]) + (wanted - lowest)[:, np.newaxis]
    inside = (places >= 0) & (places < cells.shape[1])
    clipped = np.where(inside, places, 0)
    return np.where(inside, np.take_along_axis(cells, clipped, axis=1), 0), wanted
