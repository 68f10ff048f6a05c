"""Nodes in SQL: exact integers from those of the inputs, stage upon stage."""

from collections.abc import Iterator

from morile_api.engine.compiled import CompiledMatrix, Grid, Node
from morile_api.engine.sql.answers import Columns
from morile_api.engine.sql.dialects import Speech

ENDS = ("head", "low", "high")
"""The levels that count, and both ends of what the answers leave open."""


def stages(matrix: CompiledMatrix, speech: Speech) -> Iterator[Columns]:
    """Values of all columns, stage by stage: a node stands above its inputs."""
    yield {
        f"value_{end}_{number}": speech.looked_up(points.one, f"COALESCE({end}_{number}, 0)")
        for end in ENDS
        for number, points in enumerate(matrix.points)
    }
    depths = _depths(matrix)
    for depth in range(1, max(depths) + 1):
        mine = [number for number, each in enumerate(depths) if each == depth]
        grids = [number for number in mine if matrix.nodes[number].grid is not None]
        if grids:
            yield {
                f"step_{end}_{matrix.size + number}": _cell(matrix, number, end, speech)
                for end in ENDS
                for number in grids
            }
        yield {
            f"value_{end}_{matrix.size + number}": _value(matrix, number, end, speech)
            for end in ENDS
            for number in mine
        }
        banded = [number for number in mine if matrix.nodes[number].cuts is not None]
        if banded:
            yield {
                f"step_{end}_{matrix.size + number}": _band(matrix, number, end, speech)
                for end in ENDS
                for number in banded
            }


def _depths(matrix: CompiledMatrix) -> list[int]:
    depths = [0] * matrix.size
    for node in matrix.nodes:
        depths.append(1 + max(depths[column] for column in node.inputs))
    return depths[matrix.size :]


def _value(matrix: CompiledMatrix, number: int, end: str, speech: Speech) -> str:
    node = matrix.nodes[number]
    if node.grid is not None:
        return speech.looked_up(node.grid.points.one, f"step_{end}_{matrix.size + number}")
    values = [f"value_{end}_{column}" for column in node.inputs]
    if node.combine == "product":
        return " * ".join(values)
    scaled = [
        value if factor == 1 else f"{value} * {speech.whole(factor)}"
        for value, factor in zip(values, node.factors, strict=True)
    ]
    if node.combine in ("max", "min"):
        pick = "GREATEST" if node.combine == "max" else "LEAST"
        return f"{pick}({', '.join(scaled)})" if len(scaled) > 1 else scaled[0]
    return " + ".join(scaled)


def _cell(matrix: CompiledMatrix, number: int, end: str, speech: Speech) -> str:
    """The number of the level in a grid's cell, from the step on each axis."""
    node = matrix.nodes[number]
    grid: Grid = node.grid  # type: ignore[assignment]
    steps = [
        f"COALESCE({end}_{column}, 0)" if column < matrix.size else f"step_{end}_{column}"
        for column in node.inputs
    ]
    index = " + ".join(
        f"{step} * {stride}" for step, stride in zip(steps, grid.strides, strict=True)
    )
    return speech.looked_up(grid.cells.one, f"({index})")


def _band(matrix: CompiledMatrix, number: int, end: str, speech: Speech) -> str:
    node = matrix.nodes[number]
    value = f"value_{end}_{matrix.size + number}"
    cuts = node.cuts.one if node.cuts else ()
    cases = " ".join(
        f"WHEN {value} >= {speech.whole(cut)} THEN {place}"
        for place, cut in reversed(list(enumerate(cuts, start=1)))
    )
    return f"CASE {cases} ELSE 0 END" if cases else "0"


def stands(matrix: CompiledMatrix, number: int) -> str:
    """Whether every answer that can move a node has a level that counts."""
    moving = matrix.directions[number].of
    needed = [f"head_{each} IS NOT NULL" for each in matrix.unsure if moving[each] != 0]
    return " AND ".join(["fault = ''", *needed])


def named(node: Node, step: str) -> str:
    """A band, or a grid's level, by its number."""
    cases = " ".join(f"WHEN {place} THEN '{band}'" for place, band in enumerate(node.bands))
    return f"CASE {step} {cases} END"
