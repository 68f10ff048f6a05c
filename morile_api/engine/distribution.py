"""Distributions: how likely each score and band is, exactly, given what the answers leave open.

Answers to different criteria are taken as independent. Where inputs of a node share no criterion
their distributions are combined; what a matrix counts twice is held fixed, level by level.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import gcd, prod
from operator import add, mul

import msgspec
import numpy as np

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.compiling.reach import reachable
from morile_api.engine.lexicon import Meaning
from morile_api.engine.spelling import band_number

MOST_FIXED = 4096
"""Combinations of levels held fixed in turn, of criteria that reach a node by two ways."""

Weights = Mapping[int, int]
"""Exact value -> weight; a value's probability is its weight over the sum of all."""


class Spread(msgspec.Struct, frozen=True):
    """How likely each exact score is: P(values[i]) = weights[i] / sum(weights).

    `values` ascend and are over the node's denominator.
    """

    values: tuple[int, ...]
    weights: tuple[int, ...]


class Odds(msgspec.Struct, frozen=True, eq=False):
    """Per node whose distribution can be worked out, the criteria it counts by two ways or more."""

    fixed: dict[int, tuple[int, ...]]


def odds_of(matrix: CompiledMatrix) -> Odds:
    """What can be worked out for the headline's nodes; the rest would be too large."""
    reach = reachable(matrix)
    found = {}
    for number in {matrix.score, matrix.score if matrix.band is None else matrix.band}:
        ways = ways_to(matrix, number)
        twice = tuple(column for column in range(matrix.size) if ways.get(column, 0) > 1)
        sizes = prod(len(matrix.scales[column]) for column in twice)
        below = [each for each in range(len(matrix.nodes)) if matrix.size + each in ways]
        if sizes <= MOST_FIXED and all(reach[each] is not None for each in below):
            found[number] = twice
    return Odds(found)


def ways_to(matrix: CompiledMatrix, number: int) -> dict[int, int]:
    """Per column that feeds a node, and the node itself, by how many ways it reaches the node."""
    ways = {matrix.size + number: 1}
    for each in range(number, -1, -1):
        for column in matrix.nodes[each].inputs:
            ways[column] = ways.get(column, 0) + ways.get(matrix.size + each, 0)
    return {column: count for column, count in ways.items() if count}


def spread_of_node(
    matrix: CompiledMatrix, odds: Odds, number: int, said: Sequence[Meaning]
) -> Spread | None:
    """How likely each exact score of a node is for one threat.

    Args:
        matrix: compiled.
        odds: of that matrix.
        number: of the node.
        said: the threat's answers, one a criterion.

    Returns:
        The distribution, or None where working it out would be too large.
    """
    if number not in odds.fixed:
        return None
    twice = odds.fixed[number]
    levels: list[Weights] = [dict(zip(each.levels, each.weights, strict=True)) for each in said]
    total: dict[int, int] = {}
    for held in product(*(levels[column].items() for column in twice)):
        given = list(levels)
        for column, (level, _) in zip(twice, held, strict=True):
            given[column] = {level: 1}
        weight = prod(each for _, each in held)
        for value, part in _of_node(matrix, number, given, {}).items():
            total[value] = total.get(value, 0) + weight * part
    return _spread(total)


def _spread(weights: Weights) -> Spread:
    values = sorted(value for value, weight in weights.items() if weight)
    likely = [weights[value] for value in values]
    divisor = gcd(*likely)
    return Spread(tuple(values), tuple([weight // divisor for weight in likely]))


def spreads(
    matrix: CompiledMatrix, odds: Odds, number: int, coded: Coded, count: int
) -> list[Spread | None]:
    """How likely each exact score of a node is, for every threat of a batch.

    Threats whose answers leave a node the same, this one or one below it, share the work on it.

    Args:
        matrix: compiled.
        odds: of that matrix.
        number: of the node.
        coded: the answers.
        count: number of threats.
    """
    if number in odds.fixed and not odds.fixed[number]:
        kinds = _kinds(matrix, number, coded)
        made = list(map(_spread, kinds.weights))
        return [made[kind] for kind in kinds.rows]
    moving = [column for column, way in enumerate(matrix.directions[number].of) if way != 0]
    met: dict[tuple[Meaning, ...], Spread | None] = {}
    found = []
    for row in range(count):
        said = coded.said(row)
        key = tuple(said[column] for column in moving)
        if key not in met:
            met[key] = spread_of_node(matrix, odds, number, said)
        found.append(met[key])
    return found


class Kinds(msgspec.Struct, frozen=True):
    """A column of a batch: which kind each threat is of, and each kind's distribution."""

    rows: Sequence[int]
    weights: Sequence[Weights]


def _kinds(matrix: CompiledMatrix, number: int, coded: Coded) -> Kinds:
    """A node's column, from those of its inputs; no criterion reaches it by two ways."""
    ways = ways_to(matrix, number)
    found: dict[int, Kinds] = {}
    for column in (each for each in range(matrix.size) if each in ways):
        points = matrix.points[column].one
        weights = [
            {points[level]: weight for level, weight in zip(each.levels, each.weights, strict=True)}
            for each in coded.meanings[column]
        ]
        found[column] = Kinds(np.asarray(coded.numbers[column]).tolist(), weights)
    for each in (each for each in range(number + 1) if matrix.size + each in ways):
        node = matrix.nodes[each]
        inputs = [found[column] for column in node.inputs]
        met: dict[tuple[int, ...], int] = {}
        rows = [
            met.setdefault(kind, len(met)) for kind in zip(*(it.rows for it in inputs), strict=True)
        ]
        made = [
            _combined(matrix, node, [it.weights[at] for it, at in zip(inputs, kind, strict=True)])
            for kind in met
        ]
        found[matrix.size + each] = Kinds(rows, made)
    return found[matrix.size + number]


Done = dict[int, Weights]
"""Columns worked out: one that is met by several ways would else be worked out for each."""


def _of_node(matrix: CompiledMatrix, number: int, levels: Sequence[Weights], done: Done) -> Weights:
    node = matrix.nodes[number]
    return _combined(
        matrix, node, [_of_column(matrix, column, levels, done) for column in node.inputs]
    )


def _combined(matrix: CompiledMatrix, node: Node, inputs: Sequence[Weights]) -> Weights:
    """A node's distribution, from those of its inputs."""
    if node.grid is not None:
        return _of_grid(matrix, node, inputs)
    folds: dict[str, Callable[[int, int], int]] = {"product": mul, "max": max, "min": min}
    fold: Callable[[int, int], int] = folds.get(node.combine, add)
    parts = [
        each if factor == 1 else {value * factor: weight for value, weight in each.items()}
        for factor, each in zip(node.factors, inputs, strict=True)
    ]
    # Any order gives the same; with those of few values first there is the least to do.
    combined, *others = sorted(parts, key=len)
    for scaled in others:
        if fold is add and len(combined) == 1:
            # Sums with one value all differ, so there is nothing to gather.
            ((value, weight),) = combined.items()
            combined = {value + other: weight * part for other, part in scaled.items()}
            continue
        wider: dict[int, int] = {}
        for value, weight in combined.items():
            for other, part in scaled.items():
                both = fold(value, other)
                wider[both] = wider.get(both, 0) + weight * part
        combined = wider
    return combined


def _of_column(
    matrix: CompiledMatrix, column: int, levels: Sequence[Weights], done: Done
) -> Weights:
    if column in done:
        return done[column]
    if column >= matrix.size:
        done[column] = _of_node(matrix, column - matrix.size, levels, done)
    else:
        points = matrix.points[column].one
        done[column] = {points[level]: weight for level, weight in levels[column].items()}
    return done[column]


def _of_grid(matrix: CompiledMatrix, node: Node, inputs: Sequence[Weights]) -> Weights:
    grid = node.grid
    if grid is None:
        raise ValueError("only a grid is looked up")
    axes = []
    for column, each in zip(node.inputs, inputs, strict=True):
        steps: dict[int, int] = {}
        for value, weight in each.items():
            step = step_of(matrix, column, value)
            steps[step] = steps.get(step, 0) + weight
        axes.append(steps.items())
    found: dict[int, int] = {}
    for cell in product(*axes):
        index = sum(step * stride for (step, _), stride in zip(cell, grid.strides, strict=True))
        value = grid.points.one[grid.cells.one[index]]
        found[value] = found.get(value, 0) + prod(weight for _, weight in cell)
    return found


def step_of(matrix: CompiledMatrix, column: int, value: int) -> int:
    """The step on a grid's axis that an input's value stands for."""
    if column < matrix.size:
        return matrix.points[column].one.index(value)
    return band_number(matrix.nodes[column - matrix.size], value)
