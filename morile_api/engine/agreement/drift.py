"""Drift: how the answers about the same threats moved from one period to the next."""

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.apart import mean
from morile_api.engine.agreement.panel import Panel
from morile_api.language.agreement import CriterionDistance, Drift


def drift(panel: Panel, criteria: list[str]) -> list[Drift]:
    """Every period but the last beside the one that follows it among those that are there."""
    sheet = panel.sheet
    order = np.lexsort((panel.rater, sheet.threat))
    earlier, later = order[:-1], order[1:]
    same_threat = sheet.threat[earlier] == sheet.threat[later]
    next_period = panel.rater[earlier] + 1 == panel.rater[later]
    pairs = same_threat & next_period
    earlier, later = earlier[pairs], later[pairs]
    begins = np.argsort(panel.rater[earlier], kind="stable")
    cuts = np.cumsum(np.bincount(panel.rater[earlier], minlength=len(panel.raters)))[:-1]
    parts = np.split(begins, cuts)[: len(panel.raters) - 1]
    return [
        _between(panel, number, earlier[part], later[part], criteria)
        for number, part in enumerate(parts)
    ]


def _between(
    panel: Panel,
    number: int,
    earlier: NDArray[np.intp],
    later: NDArray[np.intp],
    criteria: list[str],
) -> Drift:
    sheet = panel.sheet
    before, after = sheet.levels[:, earlier], sheet.levels[:, later]
    both = (before >= 0) & (after >= 0)
    moved = np.where(both, after - before, 0)
    answers, sums = both.sum(axis=1).tolist(), moved.sum(axis=1).tolist()
    raised, lowered = int((moved > 0).sum()), int((moved < 0).sum())
    banded = sheet.banded[earlier] & sheet.banded[later]
    shift = (sheet.bands[later] - sheet.bands[earlier])[banded]
    return Drift(
        earlier=str(panel.raters[number].period),
        later=str(panel.raters[number + 1].period),
        threats=len(earlier),
        answers=sum(answers),
        raised=raised,
        same=sum(answers) - raised - lowered,
        lowered=lowered,
        mean_steps=mean(sum(sums), sum(answers)),
        bands_raised=int((shift > 0).sum()),
        bands_same=int((shift == 0).sum()),
        bands_lowered=int((shift < 0).sum()),
        criteria=tuple(
            CriterionDistance(key, count, mean(total, count))
            for key, total, count in zip(criteria, sums, answers, strict=True)
            if count
        ),
    )
