"""Shares: what each input of a node adds to it, its exact Shapley value, per unit of the input."""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations
from math import factorial, lcm

import msgspec

from morile_api.engine.compiled import Node
from morile_api.engine.score import Column, Ways, combined, looked_up


class Share(msgspec.Struct, frozen=True, eq=False):
    """A fraction a threat: columns or plain ints."""

    above: Column
    below: Column


def gains(
    node: Node,
    values: Sequence[Column],
    base: Sequence[int],
    steps: Sequence[Column | None],
    at_base: Sequence[int | None],
    ways: Ways,
) -> list[Share]:
    """Per input of a node, what one unit of it adds to the node's integer score.

    Args:
        node: the node.
        values: its inputs' integer values.
        base: the same with every criterion at its lowest level.
        steps: its inputs' level or band numbers, for a grid.
        at_base: the same with every criterion at its lowest level.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        Fractions; an input that stands at its base has 0.
    """
    if node.combine == "product":
        return _of_product(values, base)
    if node.combine not in ("max", "min", "grid"):
        return [Share(factor, 1) for factor in node.factors]
    if node.combine == "grid":
        added, over = _of_grid(node, steps, at_base, ways)
    else:
        added, over = _of_extreme(node, values, base, ways)
    changes = [value - low for value, low in zip(values, base, strict=True)]
    # Nothing changed means nothing added: 0 over 1 stands for 0 over 0.
    return [
        Share(each, (change + (change == 0)) * over)
        for each, change in zip(added, changes, strict=True)
    ]


def _of_extreme(
    node: Node, values: Sequence[Column], base: Sequence[int], ways: Ways
) -> tuple[list[Column], int]:
    """Shares of a maximum or minimum, in closed form where no input can lie below its base."""
    if node.sinking:
        return _of_subsets(node, values, base, ways)
    scaled = [value * factor for value, factor in zip(values, node.factors, strict=True)]
    floor = [low * factor for low, factor in zip(base, node.factors, strict=True)]
    return (_of_max if node.combine == "max" else _of_min)(scaled, floor, ways)


def _of_product(values: Sequence[Column], base: Sequence[int]) -> list[Share]:
    """The mean, over all orders, of the product of the others: each at its value if it came before.

    With e[k] the sum of all products in which k of the others are at their value, the order weighs
    it k! (n-1-k)! / n!.
    """
    size = len(values)
    if size == 2:
        # Half of the sum of the other's value and base.
        return [Share(values[1] + base[1], 2), Share(values[0] + base[0], 2)]
    shares = []
    for place in range(size):
        by_count: list[Column] = [1]
        for other in range(size):
            if other != place:
                low = [each * base[other] for each in by_count] + [0]
                high = [0] + [each * values[other] for each in by_count]
                by_count = [a + b for a, b in zip(low, high, strict=True)]
        weighed = [
            each * (factorial(count) * factorial(size - 1 - count))
            for count, each in enumerate(by_count)
        ]
        shares.append(Share(reduce(lambda a, b: a + b, weighed), factorial(size)))
    return shares


def _of_max(values: list[Column], base: list[int], ways: Ways) -> tuple[list[Column], int]:
    """Every stretch of the maximum above the base is shared by the inputs that reach it."""
    size, floor = len(values), max(base)
    over = lcm(*range(1, size + 1))
    lifted = [ways.larger(value, floor) for value in values]
    ends = ways.ascending(lifted)
    added: list[Column] = [0] * size
    below: Column = floor
    for place, end in enumerate(ends):
        stretch = (end - below) * (over // (size - place))
        added = [have + stretch * (each >= end) for have, each in zip(added, lifted, strict=True)]
        below = end
    return added, over


def _of_min(values: list[Column], base: list[int], ways: Ways) -> tuple[list[Column], int]:
    """Every stretch of the minimum is shared by the inputs whose base lies below it."""
    over = lcm(*range(1, len(values) + 1))
    lowest = reduce(ways.smaller, values)
    added: list[Column] = [0] * len(values)
    ends = sorted(set(base))
    for start, end in zip(ends, [*ends[1:], None], strict=True):
        top = lowest if end is None else ways.smaller(lowest, end)
        stretch = ways.larger(top - start, 0) * (over // sum(low <= start for low in base))
        added = [have + stretch * (low <= start) for have, low in zip(added, base, strict=True)]
    return added, over


def _of_grid(
    node: Node, steps: Sequence[Column | None], at_base: Sequence[int | None], ways: Ways
) -> tuple[list[Column], int]:
    grid = node.grid
    if grid is None:
        raise ValueError("only a grid is looked up")

    def worth(inside: frozenset[int]) -> Column:
        at = [steps[i] if i in inside else at_base[i] for i in range(len(steps))]
        return ways.wide(ways.look_up(grid.points, looked_up(grid, at, ways)))

    return _shapley(len(steps), worth)


def _of_subsets(
    node: Node, values: Sequence[Column], base: Sequence[int], ways: Ways
) -> tuple[list[Column], int]:
    def worth(inside: frozenset[int]) -> Column:
        at = [values[i] if i in inside else base[i] for i in range(len(values))]
        return combined(node, at, ways)

    return _shapley(len(values), worth)


def _shapley(size: int, worth: Callable[[frozenset[int]], Column]) -> tuple[list[Column], int]:
    """Shapley values by their definition, over every subset of the other inputs."""
    every = range(size)
    worths = {
        frozenset(inside): worth(frozenset(inside))
        for count in range(size + 1)
        for inside in combinations(every, count)
    }
    added: list[Column] = []
    for place in every:
        terms = [
            (worths[inside | {place}] - without)
            * (factorial(len(inside)) * factorial(size - 1 - len(inside)))
            for inside, without in worths.items()
            if place not in inside
        ]
        added.append(reduce(lambda a, b: a + b, terms))
    return added, factorial(size)
