"""Tables: a matrix worked out for the different answers of some columns, group by group."""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.groups import Group, combined, grouped
from morile_api.engine.columns.understood import Understood
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix, Node
from morile_api.engine.lexicon import Meaning

FOLDS: dict[str, np.ufunc] = {"product": np.multiply, "max": np.maximum, "min": np.minimum}
"""How a node puts its inputs together; any other adds them, and a grid adds steps."""

MOST_DENSE = 2**16
"""Different scores of a node for which bands and cells are looked up rather than searched."""

WIDTHS: dict[type[Any], int] = {np.int16: 2**15, np.int32: 2**31}
"""The largest number that each kind of column does not hold; the narrowest that does is taken."""

End = Callable[[Meaning], int]
"""The level that an answer counts as: in the headline, or at the lower or the upper end."""


def headline(meaning: Meaning) -> int:
    """The level the headline counts, or any where none does."""
    return 0 if meaning.headline == NO_LEVEL else meaning.headline


def lowest(meaning: Meaning) -> int:
    """The lowest level the answer may be."""
    return meaning.levels[0]


def highest(meaning: Meaning) -> int:
    """The highest level the answer may be."""
    return meaning.levels[-1]


class Step(msgspec.Struct, frozen=True, eq=False):
    """One node: what to look up for it, what to take from other nodes, and its bands.

    `tables` are by number of their group. `others` are nodes, each with the factor (of a grid the
    stride) of its score (its band). `bands` are by score above `least`, where the scores are few.
    A grid has the levels of its `cells` and their `points`.
    """

    number: int
    node: Node
    fold: np.ufunc
    tables: dict[int, NDArray[Any]]
    others: tuple[tuple[int, int], ...]
    bands: NDArray[Any] | None
    least: int
    cells: NDArray[Any] | None
    points: NDArray[Any] | None
    wide: type[Any]


def steps_to(matrix: CompiledMatrix, wanted: Sequence[int]) -> list[int]:
    """The nodes that must be worked out for these, in topological order."""
    needed = set(wanted)
    for number in reversed(range(len(matrix.nodes))):
        if number in needed:
            inputs = matrix.nodes[number].inputs
            needed |= {each - matrix.size for each in inputs if each >= matrix.size}
    return sorted(needed)


def steps(
    matrix: CompiledMatrix,
    answers: Sequence[Understood],
    end: End,
    wanted: Sequence[int],
    groups: list[Group],
) -> list[Step]:
    """The way to the scores and bands of some nodes.

    Args:
        matrix: compiled.
        answers: per criterion, the different answers of its column.
        end: which level each of them counts as.
        wanted: numbers of nodes, with all that they rest on, in topological order.
        groups: the groups there are; new ones are added.
    """
    levels = [levels_at(each, end) for each in answers]
    largest = max(_largest(matrix, matrix.nodes[number]) for number in wanted)
    wide = next((kind for kind, most in WIDTHS.items() if largest < most), np.int64)
    return [_step(matrix, number, levels, groups, wide) for number in wanted]


def levels_at(answers: Understood, end: End) -> NDArray[Any]:
    """(answers,) the level that each answer to a criterion counts as."""
    # A wrong answer counts as the lowest level, so that its row can be worked out and passed over.
    said = [end(each) for each in answers.meanings] + [0] * len(answers.wrong)
    return np.array(said, dtype=np.intp)


def _step(
    matrix: CompiledMatrix,
    number: int,
    levels: Sequence[NDArray[Any]],
    groups: list[Group],
    wide: type[Any],
) -> Step:
    node = matrix.nodes[number]
    fold = FOLDS.get(node.combine, np.add)
    by = dict(zip(node.inputs, _factors(node), strict=True))
    criteria = [each for each in node.inputs if each < matrix.size]
    tables = {}
    for place in grouped(criteria, [len(each) for each in levels], groups):
        parts = [
            _worth(matrix, node, each, levels[each]) * by[each] for each in groups[place].criteria
        ]
        tables[place] = combined(parts, fold).astype(wide)
    others = [(each - matrix.size, by[each]) for each in node.inputs if each >= matrix.size]
    bands, least = _dense_bands(node)
    cells = points = None
    if node.grid is not None:
        cells, points = node.grid.cells.many.astype(np.uint8), node.grid.points.many.astype(wide)
    return Step(number, node, fold, tables, tuple(others), bands, least, cells, points, wide)


def _factors(node: Node) -> Sequence[int]:
    if node.grid is not None:
        return node.grid.strides
    return [1] * len(node.inputs) if node.combine == "product" else node.factors


def _worth(
    matrix: CompiledMatrix, node: Node, criterion: int, levels: NDArray[Any]
) -> NDArray[Any]:
    """What each answer brings to a node: its points, or to a grid its place on the axis."""
    if node.grid is not None:
        return levels.astype(np.int64)
    return matrix.points[criterion].many.take(levels)


def _dense_bands(node: Node) -> tuple[NDArray[Any] | None, int]:
    """The band of every possible score, from the least on."""
    if node.cuts is None or node.highest - node.lowest >= MOST_DENSE:
        return None, 0
    least = min(0, node.lowest)
    if node.highest - least >= MOST_DENSE:
        least = node.lowest
    every = np.arange(least, node.highest + 1, dtype=np.int64)
    # side="right": a score exactly on a cut is in the band above it.
    return np.searchsorted(node.cuts.many, every, side="right").astype(np.uint8), least


def _largest(matrix: CompiledMatrix, node: Node) -> int:
    """What no number on the way to a node passes, its sign aside."""
    if node.grid is not None:
        return max(prod(node.grid.shape), *map(abs, node.grid.points.one))
    parts = [
        max(1, *_ends(matrix, each)) * max(1, abs(factor))
        for each, factor in zip(node.inputs, _factors(node), strict=True)
    ]
    together = prod(parts) if node.combine == "product" else sum(parts)
    return max(together, abs(node.lowest), abs(node.highest))


def _ends(matrix: CompiledMatrix, column: int) -> list[int]:
    if column < matrix.size:
        return [abs(points) for points in matrix.points[column].one]
    node = matrix.nodes[column - matrix.size]
    return [abs(node.lowest), abs(node.highest)]


class Sides(msgspec.Struct, frozen=True, eq=False):
    """Scores and bands by number of the node, as columns; a node without bands has none."""

    values: dict[int, NDArray[Any]]
    bands: dict[int, NDArray[Any]]


def work_out(plan: Sequence[Step], at: Sequence[NDArray[Any]]) -> Sides:
    """Scores and bands of a block of rows.

    Args:
        plan: the steps, in topological order.
        at: per group, where in its tables each row is.
    """
    values: dict[int, NDArray[Any]] = {}
    bands: dict[int, NDArray[Any]] = {}
    for step in plan:
        taken = bands if step.node.grid is not None else values
        # mode="clip" spares a check of what is in bounds by the way places are made.
        parts = [table.take(at[group], mode="clip") for group, table in step.tables.items()]
        parts += [_scaled(taken[number], factor) for number, factor in step.others]
        value = parts[0]
        for part in parts[1:]:
            value = step.fold(value, part)
        if step.cells is not None and step.points is not None:
            bands[step.number] = cell = step.cells.take(value, mode="clip")
            value = step.points.take(cell, mode="clip")
        values[step.number] = value
        if step.node.cuts is not None:
            bands[step.number] = _banded(step, step.node.cuts.many, value)
    return Sides(values, bands)


def _scaled(column: NDArray[Any], factor: int) -> NDArray[Any]:
    # A band is a byte, which no stride may overflow.
    wide = column.astype(np.int32) if column.dtype == np.uint8 else column
    return wide if factor == 1 else wide * factor


def _banded(step: Step, cuts: NDArray[Any], value: NDArray[Any]) -> NDArray[Any]:
    if step.bands is not None:
        # The difference may need more bits than either.
        above = value.astype(np.int64) - step.least if step.least else value
        return step.bands.take(above, mode="clip")
    return np.searchsorted(cuts, value, side="right").astype(np.uint8)
