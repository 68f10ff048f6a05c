"""Varying: the same matrix with its figures moved within bounds, one by one or all at once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

import msgspec
import numpy as np

from morile_api.engine.draws import places, words
from morile_api.language.matrix import Matrix, Node, Scale

Vary = Literal["points", "weights", "both"]

STEPS = 100
"""A draw is one of the shares -STEPS ... STEPS of the bound, each equally likely: fine enough to
be even, coarse enough that products of several moved figures stay within 64 bits."""


class Figure(msgspec.Struct, frozen=True):
    """One figure that can move: the points of a level above the one below it, or a weight.

    `place` is its scale's or node's number, `number` that of the level or weight there, `of` the
    key of the scale or node.
    """

    kind: Literal["points", "weights"]
    place: int
    number: int
    name: str
    of: str


class Bounds(msgspec.Struct, frozen=True):
    """How far figures may move, as a share of themselves: `by`, or their scale's or node's own."""

    by: Decimal
    own: tuple[tuple[str, Decimal], ...] = ()

    def around(self, figure: Figure) -> Decimal:
        """How far one figure may move, down and up."""
        return dict(self.own).get(figure.of, self.by)


def figures_of(matrix: Matrix, vary: Vary) -> list[Figure]:
    """The figures that may move. Levels stay in order, for what moves is the step between two."""
    used = {criterion.scale for criterion in matrix.criteria}
    found = []
    for place, scale in enumerate(matrix.scales):
        for number, level in enumerate(scale.levels):
            if scale.key in used and (number or level.points):
                name = f"step of {scale.key} to {level.key}"
                found.append(Figure("points", place, number, name, scale.key))
    for place, node in enumerate(matrix.nodes):
        for number, key in enumerate(node.of if node.weights else ()):
            name = f"weight of {key} in {node.key}"
            found.append(Figure("weights", place, number, name, node.key))
    return [figure for figure in found if vary in (figure.kind, "both")]


def moved(matrix: Matrix, figures: Sequence[Figure], shares: Sequence[Decimal]) -> Matrix:
    """The matrix with each of these figures made larger by its share of itself.

    Of points the step up from the level below is what grows; levels above move along.
    """
    by: dict[tuple[str, int, int], Decimal] = {
        (figure.kind, figure.place, figure.number): 1 + share
        for figure, share in zip(figures, shares, strict=True)
    }
    scales = [_scale(scale, place, by) for place, scale in enumerate(matrix.scales)]
    nodes = [_node(node, place, by) for place, node in enumerate(matrix.nodes)]
    return msgspec.structs.replace(matrix, scales=scales, nodes=nodes)


def _scale(scale: Scale, place: int, by: dict[tuple[str, int, int], Decimal]) -> Scale:
    levels, below, new = [], Decimal(0), Decimal(0)
    for number, level in enumerate(scale.levels):
        new += (level.points - below) * by.get(("points", place, number), Decimal(1))
        below = level.points
        levels.append(msgspec.structs.replace(level, points=new))
    return msgspec.structs.replace(scale, levels=levels)


def _node(node: Node, place: int, by: dict[tuple[str, int, int], Decimal]) -> Node:
    if node.weights is None:
        return node
    weights = [
        weight * by.get(("weights", place, number), Decimal(1))
        for number, weight in enumerate(node.weights)
    ]
    return msgspec.structs.replace(node, weights=weights)


def draws(figures: int, trials: int, seed: int) -> Iterator[list[Decimal]]:
    """Per trial, a share of the bound for every figure, evenly from -1 to 1, from the seed."""
    first = 0
    for _ in range(trials):
        taken = np.empty(0, dtype=np.intp)
        while len(taken) < figures:
            missing = figures - len(taken)
            taken = np.concatenate((taken, places(words(seed, first, missing), 2 * STEPS + 1)))
            first += missing
        yield [Decimal(int(each) - STEPS) / STEPS for each in taken]
