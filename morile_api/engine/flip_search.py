"""Flip search: the smallest changes of levels that move the band of one threat, found exactly.

How good a node can get with so many level steps is worked out from the criteria up; the search
for the changes themselves then never enters a branch that does not lead to one. So it is bounded
where there are too many changes to try each.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import accumulate, product
from operator import add, mul

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.distribution import step_of
from morile_api.engine.score import ONE, score
from morile_api.engine.spelling import band_number

Best = list[int]
"""Per number of steps spent, the best value within reach, measured towards the aim."""

FOLDS: dict[str, Callable[[int, int], int]] = {"product": mul, "max": max, "min": min}

Allowed = Sequence[tuple[int, ...]]
"""Per criterion, the levels it may be changed to, by the number of steps: at place 0 it stays."""


def searched(
    matrix: CompiledMatrix, codes: Sequence[int], up: bool, most: int
) -> tuple[int, list[tuple[int, ...]]] | None:
    """The nearest flips of one threat, one way.

    Args:
        matrix: compiled; every criterion moves every node one way, and reaches it one way.
        codes: the level that counts, one a criterion.
        up: to a higher band, or to a lower one.
        most: how many to find.

    Returns:
        The fewest steps and, changes of earlier criteria first, the levels after each change; None
        where no change moves the band that way.
    """
    number = matrix.score if matrix.band is None else matrix.band
    aim = _aim(matrix, number, codes, up)
    if aim is None:
        return None
    search = _Search(matrix, number, up)
    allowed = search.moves(codes)
    steps = search.fewest(allowed, aim)
    return None if steps is None else (steps, search.all(allowed, steps, aim, most))


def _aim(matrix: CompiledMatrix, number: int, codes: Sequence[int], up: bool) -> int | None:
    """The value that is just in the next band, or None at the end of the bands."""
    node = matrix.nodes[number]
    value = score(matrix, codes, ONE).values[number]
    band = band_number(node, value)
    if up:
        if band + 1 == len(node.bands):
            return None
        return node.cuts.one[band] if node.cuts else _points(node)[band + 1]
    if band == 0:
        return None
    return node.cuts.one[band - 1] - 1 if node.cuts else _points(node)[band - 1]


def _points(node: Node) -> tuple[int, ...]:
    return () if node.grid is None else node.grid.points.one


class _Search:
    """One way of moving one node of one matrix."""

    def __init__(self, matrix: CompiledMatrix, number: int, up: bool) -> None:
        self.matrix, self.number, self.up = matrix, number, up
        self.met: dict[tuple[object, ...], Best] = {}
        self.feeding = [
            [column for column, way in enumerate(each.of) if way != 0] for each in matrix.directions
        ]

    def moves(self, codes: Sequence[int]) -> list[tuple[int, ...]]:
        """Per criterion, its present level and those beyond it in the way that helps."""
        moves: list[tuple[int, ...]] = []
        ways = self.matrix.directions[self.number].of
        for code, way, scale in zip(codes, ways, self.matrix.scales, strict=True):
            if not way:
                moves.append((code,))
            elif (way > 0) == self.up:
                moves.append(tuple(range(code, len(scale))))
            else:
                moves.append(tuple(range(code, -1, -1)))
        return moves

    def reaches(self, value: int, aim: int) -> bool:
        """Whether a value is at the aim or beyond."""
        return value >= aim if self.up else value <= aim

    def fewest(self, allowed: Allowed, aim: int) -> int | None:
        """The fewest steps that reach the aim, or None if none do."""
        longest = sum(len(levels) - 1 for levels in allowed)
        budget = 1
        while True:
            best = self.best(self.number, allowed, min(budget, longest), self.up)
            for steps, value in enumerate(best):
                if self.reaches(value, aim):
                    return steps
            if budget >= longest:
                return None
            budget *= 2

    def all(self, allowed: Allowed, steps: int, aim: int, most: int) -> list[tuple[int, ...]]:
        """Every choice of levels that reaches the aim in just so many steps, up to `most`."""
        found: list[tuple[int, ...]] = []
        # What is still to be tried: levels, those before a criterion fixed, and the steps left.
        waiting: list[tuple[list[tuple[int, ...]], int, int]] = [(list(allowed), 0, steps)]
        while waiting and len(found) < most:
            fixed, criterion, left = waiting.pop()
            if criterion == self.matrix.size:
                found.append(tuple(levels[0] for levels in fixed))
                continue
            options = []
            for spent, level in enumerate(fixed[criterion][: left + 1]):
                given = [*fixed[:criterion], (level,), *fixed[criterion + 1 :]]
                best = self.best(self.number, given, left - spent, self.up)
                if self.reaches(best[-1], aim):
                    options.append((given, criterion + 1, left - spent))
            waiting += options
        return found

    def best(self, number: int, allowed: Allowed, budget: int, up: bool) -> Best:
        """The best value of a node with at most 0, 1, ... `budget` steps in all."""
        mine = tuple(allowed[column] for column in self.feeding[number])
        key = (number, budget, up, mine)
        if key not in self.met:
            self.met[key] = self._best(self.matrix.nodes[number], allowed, budget, up)
        return self.met[key]

    def _best(self, node: Node, allowed: Allowed, budget: int, up: bool) -> Best:
        inputs = []
        for column, way in zip(node.inputs, node.ways, strict=True):
            # An input that lowers the node is best at its lowest.
            inputs.append(self._best_of(column, allowed, budget, up == ((way or 1) > 0)))
        pick = max if up else min
        if node.grid is not None:
            return self._best_of_grid(node, inputs, budget, pick)
        fold: Callable[[int, int], int] = FOLDS.get(node.combine, add)
        scaled = [
            [value * factor for value in each]
            for each, factor in zip(inputs, node.factors, strict=True)
        ]

        def joined(one: Best, other: Best) -> Best:
            return [
                pick([fold(one[spent], other[steps - spent]) for spent in range(steps + 1)])
                for steps in range(budget + 1)
            ]

        return reduce(joined, scaled)

    def _best_of(self, column: int, allowed: Allowed, budget: int, up: bool) -> Best:
        if column >= self.matrix.size:
            return self.best(column - self.matrix.size, allowed, budget, up)
        levels, points = allowed[column], self.matrix.points[column].one
        return [points[levels[min(steps, len(levels) - 1)]] for steps in range(budget + 1)]

    def _best_of_grid(
        self, node: Node, inputs: Sequence[Best], budget: int, pick: Callable[..., int]
    ) -> Best:
        if node.grid is None:
            raise ValueError("only a grid is looked up")
        axes = []
        for column, each in zip(node.inputs, inputs, strict=True):
            first: dict[int, int] = {}
            for spent, value in enumerate(each):
                first.setdefault(step_of(self.matrix, column, value), spent)
            axes.append(list(first.items()))
        best: dict[int, int] = {}
        for cell in product(*axes):
            spent = sum(each for _, each in cell)
            index = sum(step * by for (step, _), by in zip(cell, node.grid.strides, strict=True))
            value = node.grid.points.one[node.grid.cells.one[index]]
            best[spent] = pick(best.get(spent, value), value)
        return list(accumulate((best.get(spent, best[0]) for spent in range(budget + 1)), pick))
