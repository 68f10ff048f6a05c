"""Bounds: how small and how large a node can get, and whether that is safe in 64 bits."""

from itertools import product
from math import prod

from morile_api.engine.compiled import Node
from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import Matrix

LARGEST = 2**62
"""No sum on the way to a score may pass this; it leaves a bit for the sign of a difference."""

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


def limit_faults(definition: Matrix, nodes: list[Node]) -> list[Fault]:
    """Faults of size: scores that 64 bits or a printed number could not hold, wide grids."""
    faults = []
    places = {node.key: f"/nodes/{number}" for number, node in enumerate(definition.nodes)}
    for node in nodes:
        at = places[node.key]
        largest = max(abs(node.lowest), abs(node.highest))
        printed = largest * 10**definition.decimals // node.denominator
        widest = max(largest * 10**definition.decimals, 2 * node.denominator)
        if widest >= LARGEST or printed >= LARGEST_PRINTED:
            detail = f"{node.key}: scores would overflow 64 bits; use smaller or coarser figures"
            faults.append(Fault(at, Code.OVERFLOW, detail))
        weighed = node.combine in ("product", "grid") or (
            node.combine in ("max", "min") and node.sinking
        )
        wide = weighed and len(node.inputs) > MAX_PRODUCT_INPUTS
        if wide or (node.grid is not None and prod(node.grid.shape) > MAX_CELLS):
            detail = f"{node.key}: at most {MAX_PRODUCT_INPUTS} inputs and {MAX_CELLS} cells"
            faults.append(Fault(at, Code.TOO_LARGE, f"{detail}; nest nodes instead"))
    return faults
