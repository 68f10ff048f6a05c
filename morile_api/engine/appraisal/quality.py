"""Quality: ties, compression, misordering and idle criteria of a matrix, counted or drawn.

What can go wrong with risk matrices: Cox 2008; Hubbard and Evans 2010; Krisper 2021. Ties, the most
common score and, mostly, the shares of bands come from the exact distribution of scores. What a
criterion can do is counted over every submission where they are few enough. What is drawn is
printed to no more decimals than the draws support.
"""

from collections.abc import Sequence
from math import prod

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.appraisal.misordered import PAIRS, SEED, drawn, misordered, supported
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.distribution import Odds, Spread, odds_of, spread_of_node
from morile_api.engine.figures import printed
from morile_api.engine.lexicon import Meaning, meaning
from morile_api.engine.prospects import band_weights, probabilities
from morile_api.engine.score import MANY, Column, score
from morile_api.language.matrix import UNKNOWN
from morile_api.language.quality import CriterionQuality, Figure, IdleCriterion, Quality

MOST_COUNTED = 1_000_000
"""Submissions that are all counted; of more a sample is taken."""

SAMPLED = 200_000
MOST_WORK = 1_000_000_000
"""Values worked out for one report, some four seconds' worth; a larger matrix gets a smaller
sample."""

DECIMALS = 4


def quality(matrix: CompiledMatrix) -> Quality:
    """The quality report of a compiled matrix."""
    said = _even(matrix)
    odds = odds_of(matrix)
    spread = spread_of_node(matrix, odds, matrix.score, said)
    involved = _involved(matrix)
    most = MOST_WORK // _work(matrix, involved)
    counted = prod(len(matrix.scales[column]) for column in involved) <= min(MOST_COUNTED, most)
    codes = _every(matrix, involved) if counted else drawn(matrix, min(SAMPLED, most), 0)
    bands, exact_bands = _band_shares(matrix, odds, said, codes, counted)
    criteria = [_criterion(matrix, codes, column, counted) for column in involved]
    pairs = min(PAIRS, most)
    wrong = None if _looked_up(matrix, involved) else misordered(matrix, pairs)
    given = {
        "distinct_scores": None if spread is None else True,
        "tied": None if spread is None else True,
        "most_common": None if spread is None else True,
        "misordered": None if wrong is None else False,
        "bands": None if matrix.band is None else exact_bands,
        "criteria": counted,
    }
    return Quality(
        distinct_scores=None if spread is None else len(spread.values),
        tied=None if spread is None else _share(*_ties(spread)),
        most_common=None if spread is None else _share(max(spread.weights), sum(spread.weights)),
        misordered=None if wrong is None else supported(wrong, pairs, pairs),
        bands=bands,
        criteria=criteria,
        idle=_idle(matrix, involved, criteria, counted),
        exact={figure: each for figure, each in given.items() if each is not None},
        sampled=0 if counted and exact_bands else len(codes[0]),
        pairs=0 if wrong is None else pairs,
        seed=SEED,
    )


def _ties(spread: Spread) -> tuple[int, int]:
    """Pairs of submissions with the same score, and all pairs."""
    return sum(each * each for each in spread.weights), sum(spread.weights) ** 2


def _looked_up(matrix: CompiledMatrix, involved: Sequence[int]) -> bool:
    """Whether the headline rests on a grid, which measures nothing."""
    inside = set(involved)
    return any(node.grid is not None for node in matrix.nodes if inside.intersection(node.inputs))


def _share(part: int, whole: int) -> Figure:
    return printed(part, whole, DECIMALS)


def _work(matrix: CompiledMatrix, involved: Sequence[int]) -> int:
    """Values worked out for one submission: every column, once for each criterion tried."""
    columns = matrix.size + sum(len(node.inputs) for node in matrix.nodes)
    return columns * max(1, len(involved))


def _even(matrix: CompiledMatrix) -> list[Meaning]:
    """Answers that leave every level of every criterion equally likely."""
    said = []
    for column, scale in enumerate(matrix.scales):
        every = meaning(matrix, column, UNKNOWN)
        levels = tuple(range(len(scale)))
        said.append(msgspec.structs.replace(every, levels=levels, weights=(1,) * len(scale)))
    return said


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


def _band_shares(
    matrix: CompiledMatrix,
    odds: Odds,
    said: Sequence[Meaning],
    codes: Sequence[Column],
    counted: bool,
) -> tuple[dict[str, Figure], bool]:
    """The share of submissions in each band, and whether it is of all there are."""
    if matrix.band is None:
        return {}, True
    names = matrix.nodes[matrix.band].bands
    spread = spread_of_node(matrix, odds, matrix.band, said)
    if spread is not None:
        weights = band_weights(matrix, spread)
        listed = [weights.get(number, 0) for number in range(len(names))]
        return dict(zip(names, probabilities(listed), strict=True)), True
    numbers: Column = score(matrix, codes, MANY).bands[matrix.band]
    counts = np.bincount(numbers, minlength=len(names)).tolist()
    total = sum(counts)
    shares = [_share(each, total) if counted else supported(each, total, total) for each in counts]
    return dict(zip(names, shares, strict=True)), counted


def _criterion(
    matrix: CompiledMatrix, codes: Sequence[Column], column: int, counted: bool
) -> CriterionQuality:
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
    changes = None if bands is None else _changing(bands, counted)
    return CriterionQuality(
        criterion=matrix.definition.criteria[column].key,
        band_changes=changes,
        moves_at_least=_share(int(moves.min()), span),
        moves_at_most=_share(int(moves.max()), span),
    )


def _changing(bands: NDArray[np.intp], counted: bool) -> Figure:
    """Of all pairs of different levels in all settings, the share in different bands."""
    levels, settings = bands.shape
    if levels < 2:
        return 0
    same = sum(int((np.sum(bands == band, axis=0) ** 2).sum()) for band in np.unique(bands))
    pairs = settings * levels * (levels - 1)
    changing = pairs - (same - settings * levels)
    return _share(changing, pairs) if counted else supported(changing, pairs, settings)


def _idle(
    matrix: CompiledMatrix,
    involved: Sequence[int],
    criteria: Sequence[CriterionQuality],
    counted: bool,
) -> list[IdleCriterion]:
    """The criteria that cannot change the headline band, or the score where there is no band."""
    changes = {column: each.band_changes for column, each in zip(involved, criteria, strict=True)}
    within = (
        "moves the score, but never into another band"
        if counted
        else "moved the score into another band in no submission of the sample"
    )
    found = []
    for column, criterion in enumerate(matrix.definition.criteria):
        if column in changes and changes[column] != 0:
            continue
        feeds = [
            node.key
            for node, way in zip(matrix.nodes, matrix.directions, strict=True)
            if way.of[column] != 0
        ]
        beside = f"feeds {', '.join(feeds)}, beside the headline" if feeds else "moves no node"
        reason = within if column in changes else beside
        found.append(IdleCriterion(criterion.key, feeds, reason))
    return found
