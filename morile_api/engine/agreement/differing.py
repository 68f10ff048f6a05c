"""Differing: how far the assessors of one threat are apart, in levels, score and band."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.panel import Panel
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.memo import Memo
from morile_api.language.agreement import BandSpread, LevelSpread, ScoreSpread, ThreatSpread

Ends = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Per threat: the lowest value, the highest, and how many values there are."""


def spreads(matrix: CompiledMatrix, panel: Panel) -> list[ThreatSpread]:
    """Every threat with two or more submissions, in the order of the request."""
    sheet, count = panel.sheet, len(panel.refs)
    criteria: list[list[LevelSpread]] = [[] for _ in range(count)]
    for number, levels in enumerate(sheet.levels):
        low, high, _ = _ends(sheet.threat, levels, levels >= 0, count)
        differ = np.flatnonzero(high > low)
        made = Memo(partial(_spread, matrix, number))
        pairs = zip(low[differ].tolist(), high[differ].tolist(), strict=True)
        for threat, spread in zip(differ.tolist(), map(made.__getitem__, pairs), strict=True):
            criteria[threat].append(spread)
    submissions = np.bincount(sheet.threat, minlength=count).tolist()
    scores = _scores(matrix, panel)
    bands = _bands(matrix, panel)
    return [
        ThreatSpread(
            panel.refs[number],
            submissions[number],
            scores[number],
            bands[number],
            tuple(criteria[number]),
        )
        for number in panel.compared.tolist()
    ]


def _ends(
    threat: NDArray[np.intp], values: NDArray[np.int64], counts: NDArray[np.bool_], threats: int
) -> Ends:
    """Both ends of some values on each threat; where there are none the highest is below."""
    there, mine = threat[counts], values[counts]
    low = np.full(threats, np.iinfo(np.int64).max)
    high = np.full(threats, np.iinfo(np.int64).min)
    np.minimum.at(low, there, mine)
    np.maximum.at(high, there, mine)
    return low, high, np.bincount(there, minlength=threats)


def _spread(matrix: CompiledMatrix, criterion: int, ends: tuple[int, int]) -> LevelSpread:
    (low, high), scale = ends, matrix.scales[criterion]
    key = matrix.definition.criteria[criterion].key
    return LevelSpread(key, scale[low], scale[high], high - low)


def _scores(matrix: CompiledMatrix, panel: Panel) -> list[ScoreSpread | None]:
    sheet = panel.sheet
    head, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
    low, high, count = _ends(sheet.threat, sheet.scores, sheet.scored, len(panel.refs))
    figures = Memo(lambda value: printed(value, head.denominator, decimals))
    listed = zip(low.tolist(), high.tolist(), count.tolist(), strict=True)
    return [
        ScoreSpread(figures[least], figures[most], scored) if scored else None
        for least, most, scored in listed
    ]


def _bands(matrix: CompiledMatrix, panel: Panel) -> list[BandSpread | None]:
    sheet = panel.sheet
    if matrix.band is None:
        return [None] * len(panel.refs)
    names = matrix.nodes[matrix.band].bands
    low, high, count = _ends(sheet.threat, sheet.bands, sheet.banded, len(panel.refs))
    made = Memo(lambda ends: BandSpread(names[ends[0]], names[ends[1]], ends[1] - ends[0]))
    listed = zip(low.tolist(), high.tolist(), count.tolist(), strict=True)
    return [made[least, most] if banded else None for least, most, banded in listed]
