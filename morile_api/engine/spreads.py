"""Spreads: the distributions of a batch, where threats share the work that is alike."""

from collections.abc import Sequence

import msgspec
import numpy as np

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.distribution import (
    MOST_STEPS,
    Odds,
    Spread,
    Steps,
    TooMuch,
    Weights,
    combined,
    spread_of,
    spread_of_node,
    ways_to,
)
from morile_api.engine.lexicon import Meaning

Kind = tuple[Weights | None, int]
"""A column's distribution, None where it is too much, and the steps that it took."""


class Kinds(msgspec.Struct, frozen=True):
    """A column of a batch: which kind each threat is of, and the kinds."""

    rows: list[int]
    kinds: list[Kind]


def spreads(
    matrix: CompiledMatrix, odds: Odds, number: int, coded: Coded, rows: Sequence[int]
) -> list[Spread | None]:
    """How likely each exact score of a node is, for threats of a batch.

    Threats for which the inputs of a node are alike, of this node or of one below it, share the
    work on it. Each finds what it would find by itself.

    Args:
        matrix: compiled.
        odds: of that matrix.
        number: of the node.
        coded: the answers.
        rows: which threats.
    """
    if not odds.fixed[number]:
        found = _kinds(matrix, number, coded, rows)
        made = [None if weights is None else spread_of(weights) for weights, _ in found.kinds]
        return [made[kind] for kind in found.rows]
    moving = [column for column, way in enumerate(matrix.directions[number].of) if way != 0]
    met: dict[tuple[Meaning, ...], Spread | None] = {}
    each_one = []
    for row in rows:
        said = coded.said(row)
        key = tuple(said[column] for column in moving)
        if key not in met:
            met[key] = spread_of_node(matrix, odds, number, said)
        each_one.append(met[key])
    return each_one


def _kinds(matrix: CompiledMatrix, number: int, coded: Coded, rows: Sequence[int]) -> Kinds:
    """A node's column, from those of its inputs; no criterion reaches it by two ways."""
    ways = ways_to(matrix, number)
    found: dict[int, Kinds] = {}
    for column in (each for each in range(matrix.size) if each in ways):
        points = matrix.points[column].one
        kinds: list[Kind] = [
            ({points[at]: weight for at, weight in zip(each.levels, each.weights, strict=True)}, 0)
            for each in coded.meanings[column]
        ]
        said = np.atleast_1d(coded.numbers[column])
        found[column] = Kinds(said[list(rows)].tolist(), kinds)
    for place in (each for each in range(number + 1) if matrix.size + each in ways):
        found[matrix.size + place] = _of_node(matrix, place, found)
    return found[matrix.size + number]


def _of_node(matrix: CompiledMatrix, place: int, found: dict[int, Kinds]) -> Kinds:
    node = matrix.nodes[place]
    inputs = [found[column] for column in node.inputs]
    met: dict[tuple[int, ...], int] = {}
    rows = [met.setdefault(key, len(met)) for key in zip(*(it.rows for it in inputs), strict=True)]
    alike: dict[object, int] = {}
    kinds: list[Kind] = []
    merged = []
    for key in met:
        made = _made(matrix, place, [it.kinds[at] for it, at in zip(inputs, key, strict=True)])
        # Other answers often come to the same, and what is built on it is then the same too.
        same = made[1], None if made[0] is None else tuple(sorted(made[0].items()))
        merged.append(alike.setdefault(same, len(kinds)))
        if merged[-1] == len(kinds):
            kinds.append(made)
    return Kinds([merged[row] for row in rows], kinds)


def _made(matrix: CompiledMatrix, place: int, inputs: Sequence[Kind]) -> Kind:
    taken = sum(took for _, took in inputs)
    weights = [each for each, _ in inputs if each is not None]
    if len(weights) < len(inputs):
        return None, taken
    steps = Steps(MOST_STEPS - taken)
    try:
        return combined(matrix, matrix.nodes[place], weights, steps), MOST_STEPS - steps.left
    except TooMuch:
        return None, taken
