"""Misordering: how often scores rank two submissions against the order of what is measured.

The underlying order supposes that each level stands for one of equal stretches of something
measured from nought to the worst there is, and that the matrix combines what is measured as it
combines points. What is measured has no smallest step, so the pairs cannot be counted: they are
drawn, the same ones everywhere.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.draws import words
from morile_api.engine.figures import printed
from morile_api.engine.score import MANY, Column, combined, score
from morile_api.language.quality import Figure

PAIRS = 1_000_000
"""Pairs drawn: two standard errors of any share are then at most a tenth of a per cent."""

TOGETHER = 100_000
"""Pairs drawn in one turn: enough to amortise the calls, few enough for the memory."""

SEED = 20_150_630
"""Of the draws: the same report comes out everywhere."""

FEWEST_DECIMALS, MOST_DECIMALS = 2, 4


def misordered(matrix: CompiledMatrix, pairs: int) -> int:
    """How many of so many drawn pairs the scores order against the underlying order.

    Args:
        matrix: compiled; its headline rests on no grid.
        pairs: how many to draw.
    """
    wrong = 0
    for start in range(0, pairs, TOGETHER):
        count = min(TOGETHER, pairs - start)
        first = 2 * start * matrix.size
        one, true_one = _both(matrix, count, first)
        other, true_other = _both(matrix, count, first + count * matrix.size)
        wrong += int((np.sign(one - other) * np.sign(true_one - true_other) < 0).sum())
    return wrong


def supported(part: int, whole: int, draws: int) -> Figure:
    """A drawn share with no more decimals than it supports, a whole per cent at the coarsest.

    The last decimal is worth two standard errors or more. What was met is never printed as 0.

    Args:
        part: of the cases, how many are counted.
        whole: how many cases there are.
        draws: how many independent draws they come from.
    """
    decimals = MOST_DECIMALS
    while (
        decimals > FEWEST_DECIMALS
        and 4 * part * (whole - part) * 10 ** (2 * decimals) > whole * whole * draws
    ):
        decimals -= 1
    return printed(max(part, min(1, part) * -(-whole // 10**decimals)), whole, decimals)


def drawn(matrix: CompiledMatrix, count: int, first: int) -> list[Column]:
    """Submissions with every level equally likely, the same on every machine."""
    return _levels(matrix, _latent(matrix, count, first))


def _both(matrix: CompiledMatrix, count: int, first: int) -> tuple[Column, Column]:
    """Headline scores of drawn submissions, and the headlines of what is measured."""
    latent = _latent(matrix, count, first)
    scores = score(matrix, _levels(matrix, latent), MANY)
    return scores.values[matrix.score], _underlying(matrix, latent)


def _levels(matrix: CompiledMatrix, latent: Sequence[NDArray[np.float64]]) -> list[Column]:
    return [
        (each * len(scale)).astype(np.intp)
        for each, scale in zip(latent, matrix.scales, strict=True)
    ]


def _latent(matrix: CompiledMatrix, count: int, first: int) -> list[NDArray[np.float64]]:
    """Per criterion, (submissions,) where between nought and one what is measured lies."""
    bits = words(SEED, first, count * matrix.size).reshape(matrix.size, count)
    return list((bits >> np.uint64(11)) * 2.0**-53)


def _underlying(matrix: CompiledMatrix, latent: Sequence[NDArray[np.float64]]) -> Column:
    """The headline of what is measured: from nought, or a negative end, to the highest points."""
    values: list[Column] = []
    for points, each in zip(matrix.points, latent, strict=True):
        low, high = min(points.one[0], 0), points.one[-1]
        values.append(low + each * (high - low))
    for node in matrix.nodes:
        values.append(_of_node(node, values))
    return values[matrix.size + matrix.score]


def _of_node(node: Node, values: Sequence[Column]) -> Column:
    if node.grid is not None:
        # Grids are looked up, not measured; the headline does not rest on this one.
        return np.zeros_like(values[0])
    return combined(node, [values[column] for column in node.inputs], MANY)
