"""Quality: ties, compression, misordering and idle criteria of a matrix, counted or sampled.

What can go wrong with risk matrices: Cox 2008; Hubbard and Evans 2010; Krisper 2021. The
underlying order that scores are held against supposes that each level stands for one of equal
stretches of something measured from nought to the worst there is, and that the matrix combines
what is measured as it combines points.
"""

from collections.abc import Sequence
from math import prod

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.distribution import Spread, odds_of, spread_of_node
from morile_api.engine.draws import words
from morile_api.engine.figures import printed
from morile_api.engine.lexicon import meaning
from morile_api.engine.score import MANY, Column, Scores, combined, score
from morile_api.language.matrix import UNKNOWN
from morile_api.language.quality import CriterionQuality, Figure, Quality

MOST_COUNTED = 1_000_000
"""Submissions that are all counted; of more a sample is taken."""

SAMPLED = 200_000
MOST_WORK = 1_000_000_000
"""Values worked out for one report, some four seconds' worth; a larger matrix gets a smaller
sample."""

SEED = 20_150_630
"""Of the samples: the same report comes out everywhere."""

DECIMALS = 4


def quality(matrix: CompiledMatrix) -> Quality:
    """The quality report of a compiled matrix."""
    spread = _even_spread(matrix)
    total = 1 if spread is None else sum(spread.weights)
    ties = None if spread is None else sum(each * each for each in spread.weights)
    involved = _involved(matrix)
    every = prod(len(matrix.scales[column]) for column in involved)
    most = MOST_WORK // _work(matrix, involved)
    exact = every <= min(MOST_COUNTED, most)
    count = min(SAMPLED, most)
    codes = _every(matrix, involved) if exact else _sampled(matrix, count, 0)
    scores = score(matrix, codes, MANY)
    return Quality(
        distinct_scores=None if spread is None else len(spread.values),
        tied=None if ties is None else _share(ties, total * total),
        most_common=None if spread is None else _share(max(spread.weights), total),
        misordered=_misordered(matrix, count),
        bands=_band_shares(matrix, scores),
        criteria=[_criterion(matrix, codes, column) for column in involved],
        exact=exact,
        sampled=count,
        seed=SEED,
    )


def _share(part: int, whole: int) -> Figure:
    return printed(part, whole, DECIMALS)


def _work(matrix: CompiledMatrix, involved: Sequence[int]) -> int:
    """Values worked out for one submission: every column, once for each criterion tried."""
    columns = matrix.size + sum(len(node.inputs) for node in matrix.nodes)
    return columns * max(1, len(involved))


def _even_spread(matrix: CompiledMatrix) -> Spread | None:
    """The distribution of the score when every level of every criterion is equally likely."""
    said = []
    for column, scale in enumerate(matrix.scales):
        every = meaning(matrix, column, UNKNOWN)
        levels = tuple(range(len(scale)))
        said.append(msgspec.structs.replace(every, levels=levels, weights=(1,) * len(scale)))
    return spread_of_node(matrix, odds_of(matrix), matrix.score, said)


def _involved(matrix: CompiledMatrix) -> list[int]:
    """The criteria that move the headline score or band."""
    heads = [matrix.score, matrix.score if matrix.band is None else matrix.band]
    return [
        column
        for column in range(matrix.size)
        if any(matrix.directions[head].of[column] != 0 for head in heads)
    ]


def _every(matrix: CompiledMatrix, involved: Sequence[int]) -> list[Column]:
    """Every submission there is, as far as the headline goes: (submissions,) a criterion."""
    shape = [len(matrix.scales[column]) for column in involved]
    grids = np.indices(shape).reshape(len(shape), -1)
    codes: list[Column] = [np.zeros(prod(shape), dtype=np.intp)] * matrix.size
    for column, levels in zip(involved, grids, strict=True):
        codes[column] = levels
    return codes


def _sampled(matrix: CompiledMatrix, count: int, first: int) -> list[Column]:
    """Submissions with every level equally likely, the same on every machine."""
    latent = _latent(matrix, count, first)
    return [
        (each * len(scale)).astype(np.intp)
        for each, scale in zip(latent, matrix.scales, strict=True)
    ]


def _latent(matrix: CompiledMatrix, count: int, first: int) -> list[NDArray[np.float64]]:
    """Per criterion, (submissions,) where between nought and one what is measured lies."""
    bits = words(SEED, first, count * matrix.size).reshape(matrix.size, count)
    return list((bits >> np.uint64(11)) * 2.0**-53)


def _band_shares(matrix: CompiledMatrix, scores: Scores) -> dict[str, Figure]:
    if matrix.band is None:
        return {}
    node = matrix.nodes[matrix.band]
    numbers: Column = scores.bands[matrix.band]
    counts = np.bincount(numbers, minlength=len(node.bands)).tolist()
    total = sum(counts)
    return {band: _share(count, total) for band, count in zip(node.bands, counts, strict=True)}


def _criterion(matrix: CompiledMatrix, codes: Sequence[Column], column: int) -> CriterionQuality:
    """What one criterion can do: its levels are gone through with all others held."""
    head = matrix.nodes[matrix.score]
    # Where every submission is there, those with this criterion at its lowest hold all settings.
    lowest = np.flatnonzero(codes[column] == 0)
    # A small sample may have none; then the first submission holds one setting as well as any.
    settings = lowest if len(lowest) else np.arange(1)
    levels, held = len(matrix.scales[column]), len(settings)
    tried: list[Column] = [np.tile(each[settings], levels) for each in codes]
    tried[column] = np.repeat(np.arange(levels), held)
    scores = score(matrix, tried, MANY)
    values = scores.values[matrix.score].reshape(levels, held)
    numbers: Column = None if matrix.band is None else scores.bands[matrix.band]
    bands = None if numbers is None else numbers.reshape(levels, held)
    moves = values[-1] - values[0]
    span = head.highest - head.lowest or 1
    changes = None if bands is None else _changing(bands)
    return CriterionQuality(
        criterion=matrix.definition.criteria[column].key,
        band_changes=changes,
        moves_at_least=_share(int(moves.min()), span),
        moves_at_most=_share(int(moves.max()), span),
    )


def _changing(bands: NDArray[np.intp]) -> Figure:
    """Of all pairs of different levels in all settings, the share in different bands."""
    levels, settings = bands.shape
    if levels < 2:
        return 0
    same = sum(int((np.sum(bands == band, axis=0) ** 2).sum()) for band in np.unique(bands))
    pairs = settings * levels * (levels - 1)
    return _share(pairs - (same - settings * levels), pairs)


def _misordered(matrix: CompiledMatrix, count: int) -> Figure | None:
    """The share of sampled pairs that the scores order against the underlying order."""
    involved = set(_involved(matrix))
    if any(node.grid is not None for node in matrix.nodes if involved.intersection(node.inputs)):
        return None
    pair = []
    for first in (0, count * matrix.size):
        latent = _latent(matrix, count, first)
        scores = score(matrix, _sampled(matrix, count, first), MANY)
        pair.append((scores.values[matrix.score], _underlying(matrix, latent)))
    (one, true_one), (other, true_other) = pair
    wrong = np.sign(one - other) * np.sign(true_one - true_other) < 0
    return _share(int(wrong.sum()), count)


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
