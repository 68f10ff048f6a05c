"""Reach: which scores a node can have at all, and so whether every band can be reached."""

from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import prod
from operator import add, mul

import numpy as np

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.score import MANY, score
from morile_api.language.faults import Code, Fault

MOST_COMBINATIONS = 1_000_000
"""Combinations looked at for one node; beyond, it is taken to reach all between its bounds."""

MOST_IN_ALL = 2_000_000
"""Combinations looked at for all nodes together: a definition sent for checking is a stranger's."""

Reach = frozenset[int] | None
"""Every score a column can have, or None where that is not worked out."""


def reachable(matrix: CompiledMatrix) -> list[Reach]:
    """Per node, in the matrix's order, every integer score it can have, or None if too many."""
    found: list[Reach] = [frozenset(points.one) for points in matrix.points]
    feeds = [frozenset([column]) for column in range(matrix.size)]
    most = min(MOST_COMBINATIONS, MOST_IN_ALL // len(matrix.nodes))
    for number, node in enumerate(matrix.nodes):
        below = [feeds[column] for column in node.inputs]
        feeds.append(frozenset().union(*below))
        if sum(map(len, below)) == len(feeds[-1]):
            inputs = [found[column] for column in node.inputs]
            found.append(_of_apart(matrix, node, inputs, most))
        else:
            found.append(_of_shared(matrix, number, sorted(feeds[-1]), most))
    return found[matrix.size :]


def _of_apart(matrix: CompiledMatrix, node: Node, inputs: list[Reach], most: int) -> Reach:
    """The reach of a node no two inputs of which rest on the same criterion."""
    known = [each for each in inputs if each is not None]
    if len(known) < len(inputs):
        return None
    if node.grid is not None:
        steps = [_steps(matrix, col, each) for col, each in zip(node.inputs, known, strict=True)]
        if prod(map(len, steps)) > most:
            return None
        flat = (sum(map(int.__mul__, at, node.grid.strides)) for at in product(*steps))
        return frozenset(node.grid.points.one[node.grid.cells.one[index]] for index in flat)
    folds: dict[str, Callable[[int, int], int]] = {"product": mul, "max": max, "min": min}
    fold: Callable[[int, int], int] = folds.get(node.combine, add)
    reach = frozenset([node.factors[0] * value for value in known[0]])
    for factor, each in zip(node.factors[1:], known[1:], strict=True):
        most -= len(reach) * len(each)
        if most < 0:
            return None
        scaled = [value * factor for value in each]
        reach = frozenset(fold(a, b) for a, b in product(reach, scaled))
    return reach


def _steps(matrix: CompiledMatrix, column: int, reach: frozenset[int]) -> set[int]:
    """The steps an input takes on a grid's axis: its levels or its bands."""
    if column < matrix.size:
        return set(range(len(matrix.scales[column])))
    node = matrix.nodes[column - matrix.size]
    if node.cuts is not None:
        return {bisect_right(node.cuts.one, value) for value in reach}
    points = () if node.grid is None else node.grid.points.one
    return {points.index(value) for value in reach}


def _of_shared(matrix: CompiledMatrix, number: int, criteria: list[int], most: int) -> Reach:
    """The reach of a node whose inputs share criteria: all their levels, tried together."""
    shape = [len(matrix.scales[column]) for column in criteria]
    # Every combination is scored with all nodes, but many at once: ten cost about one above.
    if prod(shape) * len(matrix.nodes) > min(10 * most, MOST_IN_ALL):
        return None
    every = np.indices(shape).reshape(len(shape), -1)
    codes = [np.zeros(every.shape[1], dtype=np.intp)] * matrix.size
    for column, levels in zip(criteria, every, strict=True):
        codes[column] = levels
    return frozenset(score(matrix, codes, MANY).values[number].tolist())


def band_faults(matrix: CompiledMatrix) -> list[Fault]:
    """Faults of bands: scores below the first of them, bands that no score falls in."""
    faults = []
    written = {node.key: (place, node) for place, node in enumerate(matrix.definition.nodes)}
    for node, reach in zip(matrix.nodes, reachable(matrix), strict=True):
        place, author = written[node.key]
        at = f"/nodes/{place}/bands"
        if node.cuts is None or not author.bands:
            continue
        lowest = node.lowest if reach is None else min(reach)
        if lowest < Fraction(author.bands[0].from_) * node.denominator:
            floor = Fraction(lowest, node.denominator)
            detail = f"{node.key}: scores begin at {floor}; the first band begins there or below"
            faults.append(Fault(f"{at}/0/from", Code.BAD_BANDS, detail))
        ends = [node.lowest, *node.cuts.one, node.highest + 1]
        for number, band in enumerate(author.bands):
            low, high = ends[number], ends[number + 1]
            inside = low < high and low <= node.highest and high > node.lowest
            if reach is not None:
                inside = any(low <= value < high for value in reach)
            if not inside:
                detail = f"{node.key}: no score falls in {band.key}; move a cut or take it out"
                faults.append(Fault(f"{at}/{number}", Code.UNREACHABLE_BAND, detail))
    return faults
