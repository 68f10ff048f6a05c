"""Scoring: level codes in, every node's exact score and band out, for one threat or many."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import reduce
from math import prod
from operator import getitem
from typing import Any

import msgspec
import numpy as np

from morile_api.engine.compiled import CompiledMatrix, Grid, Node, Table

Column = Any
"""One value a threat: an int64 array (threats,) for many threats, a plain int for one."""


class Ways(msgspec.Struct, frozen=True):
    """The few things that are done differently to an array and to a plain int.

    Everything else is written once, with operators that both have.
    """

    look_up: Callable[[Table, Column], Column]
    points: Callable[[CompiledMatrix, Sequence[Column]], list[Column]]
    band: Callable[[Table, Column], Column]
    larger: Callable[[Column, Column], Column]
    smaller: Callable[[Column, Column], Column]
    ascending: Callable[[list[Column]], list[Column]]
    ranks: Callable[[list[Column]], list[Column]]
    wide: Callable[[Column], Column]
    listed: Callable[[Column], list[int]]
    places: Callable[[Column], list[int]]
    bits: Callable[[list[Column]], Column]


def _ranks_of_many(columns: list[Column]) -> list[Column]:
    order = np.argsort(-np.stack(columns), axis=0, kind="stable")
    return list(np.argsort(order, axis=0, kind="stable"))


def _ranks_of_one(column: list[Column]) -> list[Column]:
    order = sorted(range(len(column)), key=lambda place: -column[place])
    return sorted(range(len(column)), key=order.__getitem__)


def _bits_of_many(flags: list[Column]) -> Column:
    """Up to 64 flags a threat as one number."""
    packed = np.packbits(np.stack(flags), axis=0, bitorder="little")
    wide = np.zeros((packed.shape[1], 8), dtype=np.uint8)
    wide[:, : packed.shape[0]] = packed.T
    return wide.view("<u8")[:, 0]


MANY = Ways(
    look_up=lambda table, index: table.many[index],
    points=lambda matrix, codes: [
        points.many[code] for points, code in zip(matrix.points, codes, strict=True)
    ],
    # side="right": a score exactly on a cut is in the band above it.
    band=lambda cuts, scores: np.searchsorted(cuts.many, scores, side="right"),
    larger=np.maximum,
    smaller=np.minimum,
    ascending=lambda columns: list(np.sort(np.stack(columns), axis=0)),
    ranks=_ranks_of_many,
    # Python integers, of any length, in an array.
    wide=lambda column: column.astype(object),
    listed=lambda column: column.tolist(),
    places=lambda mask: np.flatnonzero(mask).tolist(),
    bits=_bits_of_many,
)
ONE = Ways(
    look_up=lambda table, index: table.one[index],
    points=lambda matrix, codes: list(map(getitem, matrix.one_points, codes)),
    band=lambda cuts, score: bisect_right(cuts.one, score),
    larger=max,
    smaller=min,
    ascending=sorted,
    ranks=_ranks_of_one,
    wide=lambda value: value,
    listed=lambda value: [value],
    places=lambda flag: [0] if flag else [],
    bits=lambda flags: sum([flag << place for place, flag in enumerate(flags)]),
)


class Scores(msgspec.Struct, frozen=True):
    """Every node's score (over its denominator) and band number; None where it has no bands."""

    values: list[Column]
    bands: list[Column | None]


def score(matrix: CompiledMatrix, codes: Sequence[Column], ways: Ways) -> Scores:
    """Every node of a matrix for the chosen levels.

    Args:
        matrix: compiled.
        codes: one column a criterion, each the number of the chosen level.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        Columns in the order of `matrix.nodes`, exact.

    Source: docs/how-a-score-is-made.md.
    """
    values = ways.points(matrix, codes)
    steps: list[Column | None] = list(codes)
    for node in matrix.nodes:
        step = None
        if node.adds:
            value = sum(node.pick(values))
        elif node.grid is None:
            value = combined(node, node.pick(values), ways)
        else:
            step = looked_up(node.grid, node.pick(steps), ways)
            value = ways.look_up(node.grid.points, step)
        values.append(value)
        steps.append(step if node.cuts is None else ways.band(node.cuts, value))
    return Scores(values[matrix.size :], steps[matrix.size :])


def combined(node: Node, inputs: Sequence[Column], ways: Ways) -> Column:
    """The integer score of a node that is no grid, from those of its inputs."""
    if node.combine == "product":
        return prod(inputs)
    scaled = inputs
    if not node.level_factors:
        scaled = [value * factor for value, factor in zip(inputs, node.factors, strict=True)]
    if node.combine == "max":
        return reduce(ways.larger, scaled)
    if node.combine == "min":
        return reduce(ways.smaller, scaled)
    return sum(scaled)


def looked_up(grid: Grid, steps: Sequence[Column], ways: Ways) -> Column:
    """The number of the level in a grid's cell, from the step on each axis."""
    index = sum([step * stride for step, stride in zip(steps, grid.strides, strict=True)])
    return ways.look_up(grid.cells, index)
