"""Calibration: how close everyone's answers come to the reference submission of the threat."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.apart import mean
from morile_api.engine.agreement.identity import Identity
from morile_api.engine.agreement.panel import Panel
from morile_api.engine.figures import printed
from morile_api.language.agreement import Calibrated, Calibration, Closeness

Whole = NDArray[np.int64]

ANSWERS, SAME, WITHIN_ONE, STEPS, DISTANCE, BANDS, SAME_BANDS = range(7)
"""What is counted: compared answers, of these the same and within a step, the sums of signed and
plain distances, compared bands and the same ones."""


class _Held(msgspec.Struct, frozen=True, eq=False):
    """Submissions beside the reference of their threat: their rows, and the rows of those."""

    rows: NDArray[np.intp]
    against: NDArray[np.intp]


def calibration(panel: Panel, criteria: list[str]) -> Calibration | None:
    """Everyone held to the references; None where there are none."""
    references = panel.references
    if not len(references.threat):
        return None
    where = np.full(len(panel.refs), -1)
    where[references.threat] = np.arange(len(references.threat))
    against = where[panel.sheet.threat]
    rows = np.flatnonzero(against >= 0)
    held = _Held(rows, against[rows])
    by_rater = np.zeros((len(panel.raters), 7), dtype=np.int64)
    by_criterion = np.zeros((len(criteria), 7), dtype=np.int64)
    for number in range(len(criteria)):
        counted = _counted(panel, held, number)
        np.add.at(by_rater, panel.rater[rows], counted)
        by_criterion[number] = counted.sum(axis=0)
    bands = _banded(panel, held)
    np.add.at(by_rater, panel.rater[rows], bands)
    return Calibration(
        threats=len(np.unique(panel.sheet.threat[rows])),
        overall=_calibrated(Identity(), by_rater.sum(axis=0)),
        compared=[
            _calibrated(who, by_rater[number])
            for number, who in enumerate(panel.raters)
            if by_rater[number, [ANSWERS, BANDS]].any()
        ],
        criteria=[
            _calibrated(Identity(), by_criterion[number], criterion)
            for number, criterion in enumerate(criteria)
        ],
    )


def _counted(panel: Panel, held: _Held, criterion: int) -> Whole:
    """(rows, 7): what each submission adds at one criterion."""
    said = panel.sheet.levels[criterion][held.rows]
    agreed = panel.references.levels[criterion][held.against]
    both = (said >= 0) & (agreed >= 0)
    steps = np.where(both, said - agreed, 0)
    away = np.abs(steps)
    nothing = np.zeros(len(steps), dtype=np.int64)
    columns = [both, both & (away == 0), both & (away <= 1), steps, away, nothing, nothing]
    return np.stack(columns, axis=1).astype(np.int64)


def _banded(panel: Panel, held: _Held) -> Whole:
    """(rows, 7): whether each submission gets the band of the reference."""
    sheet, references = panel.sheet, panel.references
    both = sheet.banded[held.rows] & references.banded[held.against]
    same = both & (sheet.bands[held.rows] == references.bands[held.against])
    counted = np.zeros((len(held.rows), 7), dtype=np.int64)
    counted[:, BANDS], counted[:, SAME_BANDS] = both, same
    return counted


def _calibrated(who: Identity, counts: Whole, criterion: str | None = None) -> Calibrated:
    answers, same, within_one, steps, distance, bands, same_bands = counts.tolist()
    return Calibrated(
        organisation=who.organisation,
        assessor=who.assessor,
        period=who.period,
        criterion=criterion,
        closeness=Closeness(
            answers=answers,
            same=same,
            within_one=within_one,
            same_percentage=printed(100 * same, answers, 1) if answers else None,
            mean_steps=mean(steps, answers),
            mean_distance=mean(distance, answers),
        ),
        bands=bands,
        same_bands=same_bands,
    )
