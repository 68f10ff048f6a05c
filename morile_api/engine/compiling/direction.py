"""Direction: which way each criterion moves a node, found from the operators without trying."""

from collections.abc import Sequence
from math import prod

from morile_api.engine.compiled import CompiledMatrix, Direction, Node
from morile_api.language.faults import Code, Fault

Way = int | None
"""+1 rises with the input, -1 falls, 0 does not move, None may do either."""


def direction_of(node: Node, size: int, below: Sequence[Direction]) -> Direction:
    """How each of `size` criteria moves a node.

    Args:
        node: the node, with the `ways` of its inputs.
        size: number of criteria, which are the first columns.
        below: directions of the nodes before it.
    """
    of: list[Way] = [0] * size
    for column, way in zip(node.inputs, node.ways, strict=True):
        if column < size:
            of[column] = _joined(of[column], way)
        else:
            for criterion, deeper in enumerate(below[column - size].of):
                of[criterion] = _joined(of[criterion], _chained(way, deeper))
    return Direction(tuple(of))


def _joined(one: Way, other: Way) -> Way:
    if one is None or other is None:
        return None
    if one == 0 or other == 0 or one == other:
        return one or other
    return None


def _chained(outer: Way, inner: Way) -> Way:
    if outer == 0 or inner == 0:
        return 0
    return None if outer is None or inner is None else outer * inner


def ways_of(node: Node, ranges: Sequence[tuple[int, int]]) -> tuple[Way, ...]:
    """How each input moves a node; the inputs' integer scores lie in `ranges`."""
    return tuple(_way(node, place, ranges) for place in range(len(node.inputs)))


def _way(node: Node, place: int, ranges: Sequence[tuple[int, int]]) -> Way:
    if node.grid is not None:
        return _way_of_axis(node, place)
    if node.combine == "product":
        others = [span for other, span in enumerate(ranges) if other != place]
        return (
            prod(_sign(low, high) or 0 for low, high in others)
            if all(_sign(low, high) is not None for low, high in others)
            else None
        )
    return 1 if node.factors[place] > 0 else -1


def _sign(low: int, high: int) -> Way:
    if low >= 0:
        return 1 if high > 0 else 0
    return -1 if high <= 0 else None


def _way_of_axis(node: Node, place: int) -> Way:
    grid = node.grid
    if grid is None:
        return 0
    stride, steps = grid.strides[place], grid.shape[place]
    cells = grid.cells.one
    way: Way = 0
    for start, cell in enumerate(cells):
        if start // stride % steps < steps - 1:
            above = cells[start + stride]
            way = _joined(way, (above > cell) - (above < cell))
    return way


def monotone_faults(matrix: CompiledMatrix) -> list[Fault]:
    """Faults of a result declared monotone of which that cannot be shown."""
    if not matrix.definition.result.monotone:
        return []
    faults = []
    heads = {"score": matrix.score} | ({} if matrix.band is None else {"band": matrix.band})
    for role, number in heads.items():
        for criterion, way in enumerate(matrix.directions[number].of):
            if way not in (0, 1):
                key = matrix.definition.criteria[criterion].key
                node = matrix.nodes[number].key
                detail = f"{node}: raising {key} may lower it; mend it or say monotone = false"
                faults.append(Fault(f"/result/{role}", Code.NOT_MONOTONE, detail))
    return faults
