"""Bounds: how small and how large a node can get, and whether that is safe in 64 bits."""

from collections.abc import Sequence
from itertools import product
from math import prod

from morile_api.engine.compiled import LARGEST, Node
from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import Matrix

LARGEST_PRINTED = 10**15
"""Printed scores stay below this many units of the last decimal: any reader's float is exact."""

MAX_PRODUCT_INPUTS = 12
"""Inputs of a product or grid: what an input adds is weighed over every subset of the others."""

MAX_CELLS = 1_000_000


def bounds_of(node: Node, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """Lowest and highest integer score of a node whose inputs lie within `ranges`."""
    if node.grid is not None:
        points = [node.grid.points.one[cell] for cell in node.grid.cells.one]
        return min(points), max(points)
    scaled = [
        tuple(sorted((low * factor, high * factor)))
        for (low, high), factor in zip(ranges, node.factors, strict=True)
    ]
    lows, highs = [low for low, _ in scaled], [high for _, high in scaled]
    match node.combine:
        case "product":
            lowest, highest = 1, 1
            for low, high in scaled:
                corners = [a * b for a, b in product((lowest, highest), (low, high))]
                lowest, highest = min(corners), max(corners)
            return lowest, highest
        case "max":
            return max(lows), max(highs)
        case "min":
            return min(lows), min(highs)
        case _:
            return sum(lows), sum(highs)


def limit_faults(
    definition: Matrix, nodes: Sequence[Node], ranges: Sequence[tuple[int, int]]
) -> list[Fault]:
    """Faults of size: scores that 64 bits or a printed number could not hold, wide grids.

    Args:
        definition: as written, for the places.
        nodes: compiled, in topological order.
        ranges: per column (criteria, then nodes), its lowest and highest integer value.
    """
    faults = [
        _overflow(f"/criteria/{number}", criterion.key)
        for number, criterion in enumerate(definition.criteria)
        if max(map(abs, ranges[number])) >= LARGEST
    ]
    places = {node.key: f"/nodes/{number}" for number, node in enumerate(definition.nodes)}
    for node in nodes:
        at = places[node.key]
        if not _fits(definition, node, [ranges[column] for column in node.inputs]):
            faults.append(_overflow(at, node.key))
        weighed = node.combine in ("product", "grid") or (
            node.combine in ("max", "min") and node.sinking
        )
        wide = weighed and len(node.inputs) > MAX_PRODUCT_INPUTS
        if wide or (node.grid is not None and prod(node.grid.shape) > MAX_CELLS):
            detail = f"{node.key}: at most {MAX_PRODUCT_INPUTS} inputs and {MAX_CELLS} cells"
            faults.append(Fault(at, Code.TOO_LARGE, f"{detail}; nest nodes instead"))
    return faults


def _overflow(at: str, key: str) -> Fault:
    detail = f"{key}: scores would overflow 64 bits; use smaller or coarser figures"
    return Fault(at, Code.OVERFLOW, detail)


def _fits(definition: Matrix, node: Node, ranges: Sequence[tuple[int, int]]) -> bool:
    unit = 10**definition.decimals
    largest = max(abs(node.lowest), abs(node.highest))
    if node.combine in ("max", "min"):
        # Sums and products that wrap round on the way come right again; comparisons would not.
        scaled = [
            abs(end * by) for ends, by in zip(ranges, node.factors, strict=True) for end in ends
        ]
        largest = max(largest, *scaled)
    widest: int = max(largest * unit, 2 * node.denominator)
    return bool(widest < LARGEST and largest * unit // node.denominator < LARGEST_PRINTED)
