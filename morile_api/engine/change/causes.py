"""Causes: which changed piece of a definition made a submission's headline move."""

from collections.abc import Callable, Mapping, Sequence
from math import lcm
from typing import Any

import msgspec
import numpy as np

from morile_api.engine.change.headline import Headlines, coded_rows, headlines
from morile_api.engine.change.moved_figures import Figures, moved_figures
from morile_api.engine.change.parts import STRUCTURE, Part, parts_of, swapped
from morile_api.engine.change.shapley import shapley
from morile_api.engine.change.sharing import shared_out
from morile_api.engine.coding import Coded
from morile_api.engine.compiled import LARGEST
from morile_api.engine.compiling.compile import assembled
from morile_api.engine.figures import printed, printed_steps
from morile_api.engine.memo import Memo
from morile_api.engine.rows import Row
from morile_api.language.faults import BadMatrix
from morile_api.language.matrix import Matrix
from morile_api.language.replay import Alone, Cause, Effect

MOST_SHARED = 8
"""Pieces whose shares are worked out: every subset of them is a definition of its own."""

Subset = frozenset[int]


class Trials(msgspec.Struct, frozen=True, eq=False):
    """The headlines of the same submissions with different pieces swapped.

    Attributes:
        parts: the pieces, by name.
        tried: by the numbers of the pieces taken from the later version: none, each alone, all
            but each, and all; every subset where there are few.
        figures: per piece, the changed figures that the submission of a number rests on.
        decimals: how many are printed.
    """

    parts: list[Part]
    tried: dict[Subset, Headlines]
    figures: list[Callable[[int], Figures]]
    decimals: int


def trials(
    before: Matrix, after: Matrix, here: Sequence[Row], there: Sequence[Row]
) -> Trials | None:
    """Score submissions with pieces of one version put in the place of the other's.

    Args:
        before: the version they are for.
        after: the version they were replayed with.
        here: their answers to the first, at least one row.
        there: the same answers carried over to the second.

    Returns:
        None if some mixture of the two has scores that 64 bits cannot hold.
    """
    parts = parts_of(before, after)
    structure = next((n for n, part in enumerate(parts) if part.kind == STRUCTURE), None)
    met: dict[tuple[bool, tuple[int, ...]], Coded] = {}
    tried: dict[Subset, Headlines] = {}
    try:
        for chosen in _subsets(len(parts)):
            matrix = assembled(swapped(before, after, parts, chosen), "")
            new = structure in chosen
            key = new, matrix.stand_ins
            if key not in met:
                met[key] = coded_rows(matrix, there if new else here)
            tried[chosen] = headlines(matrix, met[key])
    except BadMatrix:
        return None
    figures = moved_figures(before, after, parts, here)
    return Trials(parts, tried, figures, max(before.decimals, after.decimals))


def _subsets(count: int) -> list[Subset]:
    every = frozenset(range(count))
    if count <= MOST_SHARED:
        return [frozenset(n for n in every if number >> n & 1) for number in range(1 << count)]
    alone = [frozenset([n]) for n in every]
    return [frozenset(), *alone, *[every - one for one in alone], every]


def causes(of: Trials) -> tuple[list[tuple[Cause, ...]], tuple[Effect, ...]]:
    """What each piece did to each submission, and to how many.

    Returns:
        Per submission its causes, without the pieces that did nothing to it; per piece its effect.
    """
    every = frozenset(range(len(of.parts)))
    first, last = (_heads(of.tried[each], of.decimals) for each in (frozenset[int](), every))
    shares = _shares(of)
    found: list[list[Cause]] = [[] for _ in first]
    effects = []
    for number, part in enumerate(of.parts):
        alone = _heads(of.tried[frozenset([number])], of.decimals)
        without = _heads(of.tried[every - {number}], of.decimals)
        moves = crosses = needs = 0
        for row, (head, stood) in enumerate(zip(alone, first, strict=True)):
            share, crossed = shares[row].get(part.name), last[row].band != stood.band
            needed = crossed and without[row].band == stood.band
            moves += head != stood
            crosses += head.band != stood.band
            needs += needed
            if share or needed or head != stood:
                rests = of.figures[number](row)
                crosses_alone = head.band != stood.band
                found[row].append(Cause(part.name, share, head, crosses_alone, needed, rests))
        effects.append(Effect(part.name, moves, crosses, needs))
    return [tuple(mine) for mine in found], tuple(effects)


def _heads(of: Headlines, decimals: int) -> list[Alone]:
    """The headlines as printed."""

    def shown(key: tuple[int, bool, int]) -> Alone:
        value, scored, step = key
        score = printed(value, of.below, decimals) if scored else None
        return Alone(score, None if step < 0 else of.names[step])

    columns = of.values.tolist(), of.scored.tolist(), of.steps.tolist()
    return list(map(Memo(shown).__getitem__, zip(*columns, strict=True)))


def _shares(of: Trials) -> list[Mapping[str, Any]]:
    """Per submission, each piece's printed share of the difference; empty where there is none."""
    count = len(of.parts)
    every = frozenset(range(count))
    first, last = of.tried[frozenset()], of.tried[every]
    nothing: list[Mapping[str, Any]] = [{} for _ in range(len(first.values))]
    if count > MOST_SHARED or count == 0:
        return nothing
    ordered = [
        of.tried[frozenset(n for n in every if number >> n & 1)] for number in range(1 << count)
    ]
    below = lcm(*(each.below for each in ordered))
    # The common denominator may be larger than that of any of the definitions.
    largest = max(int(abs(each.values).max()) * (below // each.below) for each in ordered)
    kind = object if largest >= LARGEST else np.int64
    worths = np.stack([each.values.astype(kind) * (below // each.below) for each in ordered])
    exact, over = shapley(worths)
    shared = np.all(np.stack([each.scored for each in ordered]), axis=0)
    names = [part.name for part in of.parts]
    for row in np.flatnonzero(shared).tolist():
        ends = [printed_steps(int(h.values[row]), h.below, of.decimals) for h in (first, last)]
        mine = dict(zip(names, map(int, exact[:, row]), strict=True))
        nothing[row] = shared_out(mine, over * below, ends[1] - ends[0], of.decimals)
    return nothing
