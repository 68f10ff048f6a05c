"""Distributions: how likely each score and band is, exactly, given what the answers leave open.

Answers to different criteria are taken as independent. Where inputs of a node share no criterion
their distributions are combined; what a matrix counts twice is held fixed, level by level. Whether
that is too much is decided threat by threat: it depends on how much the answers leave open.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import gcd, prod
from operator import add, mul

import msgspec

from morile_api.engine.compiled import CompiledMatrix, Grid, Node
from morile_api.engine.lexicon import Meaning
from morile_api.engine.spelling import band_number

MOST_FIXED = 4096
"""Combinations of levels held fixed in turn, of criteria that reach a node by two ways."""

MOST_STEPS = 1_000_000
"""Pairs of values combined for one distribution, a few tenths of a second's worth."""

Weights = Mapping[int, int]
"""Exact value -> weight; a value's probability is its weight over the sum of all."""


class Spread(msgspec.Struct, frozen=True):
    """How likely each exact score is: P(values[i]) = weights[i] / sum(weights).

    `values` ascend and are over the node's denominator.
    """

    values: tuple[int, ...]
    weights: tuple[int, ...]


class Odds(msgspec.Struct, frozen=True, eq=False):
    """Per headline node, the criteria it counts by two ways or more."""

    fixed: dict[int, tuple[int, ...]]


class TooMuch(Exception):
    """A distribution would take more steps than are taken."""


class Steps:
    """Steps that may still be taken."""

    def __init__(self, most: int) -> None:
        self.left = most

    def take(self, count: int) -> None:
        """Count steps before they are taken.

        Raises:
            TooMuch: there are not so many left.
        """
        self.left -= count
        if self.left < 0:
            raise TooMuch


def odds_of(matrix: CompiledMatrix) -> Odds:
    """What is held fixed for the headline's nodes."""
    found = {}
    for number in {matrix.score, matrix.score if matrix.band is None else matrix.band}:
        ways = ways_to(matrix, number)
        found[number] = tuple(column for column in range(matrix.size) if ways.get(column, 0) > 1)
    return Odds(found)


def ways_to(matrix: CompiledMatrix, number: int) -> dict[int, int]:
    """Per column that feeds a node, and the node itself, by how many ways it reaches the node."""
    ways = {matrix.size + number: 1}
    for each in range(number, -1, -1):
        for column in matrix.nodes[each].inputs:
            ways[column] = ways.get(column, 0) + ways.get(matrix.size + each, 0)
    return {column: count for column, count in ways.items() if count}


def spread_of_node(
    matrix: CompiledMatrix,
    odds: Odds,
    number: int,
    said: Sequence[Meaning],
    steps: Steps | None = None,
) -> Spread | None:
    """How likely each exact score of a node is for one threat.

    Args:
        matrix: compiled.
        odds: of that matrix.
        number: of the node.
        said: the threat's answers, one a criterion.
        steps: how many may be taken; MOST_STEPS by default.

    Returns:
        The distribution, or None where working it out would be too much. Where every answer is
        known there always is one: it takes one step an input.
    """
    twice = odds.fixed[number]
    levels: list[Weights] = [dict(zip(each.levels, each.weights, strict=True)) for each in said]
    if prod(len(levels[column]) for column in twice) > MOST_FIXED:
        return None
    try:
        total = _total(matrix, number, twice, levels, steps or Steps(MOST_STEPS))
    except TooMuch:
        return None
    return spread_of(total)


def spread_of(weights: Weights) -> Spread:
    """A distribution from its weights, whose common factor does not matter."""
    likely = sorted((value, weight) for value, weight in weights.items() if weight)
    divisor = gcd(*(weight for _, weight in likely))
    return Spread(
        tuple([value for value, _ in likely]), tuple([weight // divisor for _, weight in likely])
    )


def _total(
    matrix: CompiledMatrix,
    number: int,
    twice: Sequence[int],
    levels: Sequence[Weights],
    steps: Steps,
) -> Weights:
    """The node's weights, summed over every setting of the criteria held fixed."""
    total: dict[int, int] = {}
    for held in product(*(levels[column].items() for column in twice)):
        given = list(levels)
        for column, (level, _) in zip(twice, held, strict=True):
            given[column] = {level: 1}
        weight = prod(each for _, each in held)
        for value, part in _Working(matrix, given, steps).of_node(number).items():
            total[value] = total.get(value, 0) + weight * part
    return total


class _Working:
    """One setting of the criteria held fixed; columns met by several ways are worked out once."""

    def __init__(self, matrix: CompiledMatrix, levels: Sequence[Weights], steps: Steps) -> None:
        self.matrix, self.levels, self.steps = matrix, levels, steps
        self.done: dict[int, Weights] = {}

    def of_node(self, number: int) -> Weights:
        node = self.matrix.nodes[number]
        inputs = [self._of_column(column) for column in node.inputs]
        return combined(self.matrix, node, inputs, self.steps)

    def _of_column(self, column: int) -> Weights:
        if column not in self.done:
            size = self.matrix.size
            self.done[column] = (
                self.of_node(column - size) if column >= size else self._of_criterion(column)
            )
        return self.done[column]

    def _of_criterion(self, column: int) -> Weights:
        points = self.matrix.points[column].one
        return {points[level]: weight for level, weight in self.levels[column].items()}


def combined(
    matrix: CompiledMatrix, node: Node, inputs: Sequence[Weights], steps: Steps
) -> Weights:
    """The weights of a node from those of its inputs, which share no criterion.

    Raises:
        TooMuch: it would take more steps than are left.
    """
    if node.grid is not None:
        return _of_grid(matrix, node, node.grid, inputs, steps)
    folds: dict[str, Callable[[int, int], int]] = {"product": mul, "max": max, "min": min}
    fold: Callable[[int, int], int] = folds.get(node.combine, add)
    parts = [
        each if factor == 1 else {value * factor: weight for value, weight in each.items()}
        for factor, each in zip(node.factors, inputs, strict=True)
    ]
    # Any order gives the same; with those of few values first there is the least to do.
    found, *others = sorted(parts, key=len)
    for scaled in others:
        steps.take(len(found) * len(scaled))
        if fold is add and len(found) == 1:
            # Sums with one value all differ, so there is nothing to gather.
            ((value, weight),) = found.items()
            found = {value + other: weight * part for other, part in scaled.items()}
            continue
        wider: dict[int, int] = {}
        for value, weight in found.items():
            for other, part in scaled.items():
                both = fold(value, other)
                wider[both] = wider.get(both, 0) + weight * part
        found = wider
    return found


def _of_grid(
    matrix: CompiledMatrix, node: Node, grid: Grid, inputs: Sequence[Weights], steps: Steps
) -> Weights:
    axes = []
    for column, each in zip(node.inputs, inputs, strict=True):
        met: dict[int, int] = {}
        for value, weight in each.items():
            step = step_of(matrix, column, value)
            met[step] = met.get(step, 0) + weight
        axes.append(met.items())
    steps.take(prod(map(len, axes)))
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
