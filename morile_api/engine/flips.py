"""Flips: the smallest changes of levels that move the band, all of them, found exactly.

How good a node can get with so many level steps is worked out from the criteria up; the search
for the changes themselves then never enters a branch that does not lead to one.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import accumulate, product
from operator import add, mul
from typing import Literal

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.distribution import step_of, ways_to
from morile_api.engine.figures import printed
from morile_api.engine.score import ONE, score
from morile_api.engine.spelling import band_number
from morile_api.language.prospects import Flip, Flips, LevelChange

MOST_FLIPS = 20
"""Most flips listed each way."""

Best = list[int]
"""Per number of steps spent, the best value within reach, measured towards the aim."""

FOLDS: dict[str, Callable[[int, int], int]] = {"product": mul, "max": max, "min": min}

Allowed = Sequence[tuple[int, ...]]
"""Per criterion, the levels it may be changed to, by the number of steps: at place 0 it stays."""


def flips(
    matrix: CompiledMatrix, codes: Sequence[int], direction: Literal["up", "down"], most: int
) -> Flips:
    """The nearest flips of one threat, one way.

    Args:
        matrix: compiled.
        codes: the level that counts, one a criterion.
        direction: up to a higher band, or down to a lower one.
        most: how many to list.
    """
    number = matrix.score if matrix.band is None else matrix.band
    refused = _refused(matrix, number)
    if refused:
        return Flips(direction, None, (), complete=False, reason=refused)
    aim = _aim(matrix, number, codes, direction)
    if aim is None:
        end = "highest" if direction == "up" else "lowest"
        return Flips(direction, None, (), complete=True, reason=f"it is in the {end} band")
    search = _Search(matrix, number, direction)
    allowed = search.moves(codes)
    steps = search.fewest(allowed, aim)
    if steps is None:
        reason = "no change of levels moves the band that way"
        return Flips(direction, None, (), complete=True, reason=reason)
    found = search.all(allowed, steps, aim, most + 1)
    shown = tuple(_flip(matrix, codes, each) for each in found[:most])
    return Flips(direction, steps, shown, complete=len(found) <= most)


def _refused(matrix: CompiledMatrix, number: int) -> str | None:
    """Why the search would not be exact, or bounded, for a matrix."""
    if matrix.band is None:
        return "the matrix has no bands"
    ways = ways_to(matrix, number)
    if any(count > 1 for count in ways.values()):
        return "the matrix counts a criterion by two ways"
    below = [each for each in range(len(matrix.nodes)) if matrix.size + each in ways]
    if any(None in matrix.directions[each].of for each in below):
        return "a criterion of the matrix may move the score either way"
    products = [matrix.nodes[each] for each in below if matrix.nodes[each].combine == "product"]
    if any(node.lowest < 0 or -1 in node.ways for node in products):
        return "the matrix multiplies negative figures"
    return None


def _aim(matrix: CompiledMatrix, number: int, codes: Sequence[int], direction: str) -> int | None:
    """The value that is just in the next band, or None at the end of the bands."""
    node = matrix.nodes[number]
    value = score(matrix, codes, ONE).values[number]
    band = band_number(node, value)
    if direction == "up":
        if band + 1 == len(node.bands):
            return None
        return node.cuts.one[band] if node.cuts else _points(node)[band + 1]
    if band == 0:
        return None
    return node.cuts.one[band - 1] - 1 if node.cuts else _points(node)[band - 1]


def _points(node: Node) -> tuple[int, ...]:
    return () if node.grid is None else node.grid.points.one


def _flip(matrix: CompiledMatrix, codes: Sequence[int], to: Sequence[int]) -> Flip:
    scores = score(matrix, to, ONE)
    node, head = matrix.nodes[matrix.band or 0], matrix.nodes[matrix.score]
    changes = tuple(
        LevelChange(criterion.key, scale[old], scale[new])
        for criterion, scale, old, new in zip(
            matrix.definition.criteria, matrix.scales, codes, to, strict=True
        )
        if old != new
    )
    figure = printed(scores.values[matrix.score], head.denominator, matrix.definition.decimals)
    band = node.bands[band_number(node, scores.values[matrix.band or 0])]
    return Flip(figure, band, changes)


class _Search:
    """One way of moving one node of one matrix."""

    def __init__(self, matrix: CompiledMatrix, number: int, direction: str) -> None:
        self.matrix, self.number = matrix, number
        self.up = direction == "up"
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
