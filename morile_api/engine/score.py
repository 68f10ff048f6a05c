"""Scoring: level codes in, every node's exact score and band out, for one threat or many."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import reduce
from math import prod
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
    look_up_all: Callable[[Sequence[Table], Sequence[Column]], list[Column]]
    band: Callable[[Table, Column], Column]
    larger: Callable[[Column, Column], Column]
    smaller: Callable[[Column, Column], Column]
    ascending: Callable[[list[Column]], list[Column]]
    ranks: Callable[[list[Column]], list[Column]]
    wide: Callable[[Column], Column]
    listed: Callable[[Column], list[int]]
    places: Callable[[Column], list[int]]


def _ranks_of_many(columns: list[Column]) -> list[Column]:
    order = np.argsort(-np.stack(columns), axis=0, kind="stable")
    return list(np.argsort(order, axis=0, kind="stable"))


def _ranks_of_one(column: list[Column]) -> list[Column]:
    order = sorted(range(len(column)), key=lambda place: -column[place])
    return sorted(range(len(column)), key=order.__getitem__)


MANY = Ways(
    look_up=lambda table, index: table.many[index],
    look_up_all=lambda tables, columns: [
        table.many[index] for table, index in zip(tables, columns, strict=True)
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
)
ONE = Ways(
    look_up=lambda table, index: table.one[index],
    look_up_all=lambda tables, codes: [
        table.one[code] for table, code in zip(tables, codes, strict=True)
    ],
    band=lambda cuts, score: bisect_right(cuts.one, score),
    larger=max,
    smaller=min,
    ascending=sorted,
    ranks=_ranks_of_one,
    wide=lambda value: value,
    listed=lambda value: [value],
    places=lambda flag: [0] if flag else [],
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
    values = [ways.look_up(points, code) for points, code in zip(matrix.points, codes, strict=True)]
    steps: list[Column | None] = list(codes)
    for node in matrix.nodes:
        if node.grid is None:
            value = combined(node, [values[column] for column in node.inputs], ways)
            step = None
        else:
            step = looked_up(node.grid, [steps[column] for column in node.inputs], ways)
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


def looked_up(grid: Grid, steps: list[Column], ways: Ways) -> Column:
    """The number of the level in a grid's cell, from the step on each axis."""
    index = sum([step * stride for step, stride in zip(steps, grid.strides, strict=True)])
    return ways.look_up(grid.cells, index)
