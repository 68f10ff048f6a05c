"""Spans: the lowest and highest each node can be, over every completion of open answers."""

from collections.abc import Callable, Sequence
from itertools import product
from math import prod

from morile_api.engine.compiled import CompiledMatrix, Direction
from morile_api.engine.score import Column, Scores, Ways, score
from morile_api.language.faults import Code, Fault

MOST_CORNERS = 4096
"""Completions that are tried out where criteria may move a node either way."""

Plan = tuple[int, ...]
"""Per criterion, the end that lowers a node: 1 its lowest level, -1 its highest, 0 try them all."""


def plan_of(direction: Direction) -> Plan:
    """Where a node is lowest; a criterion that does not move it may stay at its lowest level."""
    return tuple(0 if way is None else way or 1 for way in direction.of)


def plan_faults(matrix: CompiledMatrix) -> list[Fault]:
    """Faults of nodes whose range would take too many trials."""
    faults = []
    for node, plan in zip(matrix.nodes, matrix.plans, strict=True):
        tried = [len(scale) for scale, end in zip(matrix.scales, plan, strict=True) if end == 0]
        if prod(tried) > MOST_CORNERS:
            detail = (
                f"{node.key}: {len(tried)} criteria may raise or lower it, too many to try out; "
                "order the cells or signs so that most move it one way"
            )
            faults.append(Fault("/nodes", Code.TOO_LARGE, detail))
    return faults


def spans(
    matrix: CompiledMatrix,
    lows: Sequence[Column],
    highs: Sequence[Column],
    tried: Callable[[int], Sequence[Column]],
    ways: Ways,
) -> tuple[Scores, Scores]:
    """Lowest and highest score and band of every node.

    Args:
        matrix: compiled.
        lows: one column a criterion: the lowest level each threat may have.
        highs: the highest.
        tried: for a criterion, columns that between them hold every level each threat may have
            (repeats do no harm); asked only for criteria that may move a node either way.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        Two `Scores`: the lowest and the highest. Exact: where no criterion moves a node both ways
        it is lowest with each at the end that lowers it; the rest is tried out.
    """
    if matrix.rising:
        return score(matrix, lows, ways), score(matrix, highs, ways)
    ends = {
        plan: _ends(matrix, plan, (lows, highs), tried, ways)
        for plan in dict.fromkeys(matrix.plans)
    }
    if len(ends) == 1:
        return next(iter(ends.values()))
    return _picked(matrix, ends, 0), _picked(matrix, ends, 1)


def _picked(matrix: CompiledMatrix, ends: dict[Plan, tuple[Scores, Scores]], side: int) -> Scores:
    """Each node's end from its own plan."""
    picked = [ends[plan][side] for plan in matrix.plans]
    values = [each.values[number] for number, each in enumerate(picked)]
    return Scores(values, [each.bands[number] for number, each in enumerate(picked)])


def _ends(
    matrix: CompiledMatrix,
    plan: Plan,
    corners: tuple[Sequence[Column], Sequence[Column]],
    tried: Callable[[int], Sequence[Column]],
    ways: Ways,
) -> tuple[Scores, Scores]:
    open_ended = [criterion for criterion, end in enumerate(plan) if end == 0]
    lows = [corners[end < 0][criterion] for criterion, end in enumerate(plan)]
    highs = [corners[end >= 0][criterion] for criterion, end in enumerate(plan)]
    if not open_ended:
        return score(matrix, lows, ways), score(matrix, highs, ways)
    lowest: Scores | None = None
    highest: Scores | None = None
    for trial in product(*[tried(criterion) for criterion in open_ended]):
        for criterion, column in zip(open_ended, trial, strict=True):
            lows[criterion] = highs[criterion] = column
        lowest = _folded(lowest, score(matrix, lows, ways), ways.smaller)
        highest = _folded(highest, score(matrix, highs, ways), ways.larger)
    if lowest is None or highest is None:
        raise ValueError("an answer must leave at least one level open")
    return lowest, highest


def _folded(so_far: Scores | None, new: Scores, pick: Callable[[Column, Column], Column]) -> Scores:
    if so_far is None:
        return new
    bands = [
        None if a is None else pick(a, b) for a, b in zip(so_far.bands, new.bands, strict=True)
    ]
    return Scores([pick(a, b) for a, b in zip(so_far.values, new.values, strict=True)], bands)
