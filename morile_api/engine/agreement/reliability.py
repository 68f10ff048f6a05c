"""Reliability: alpha, its interval and the plain share of equal answers, for every question."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np

from morile_api.engine.agreement.alpha import Units, alpha, pooled, units_of
from morile_api.engine.agreement.bootstrap import (
    DECIMALS,
    FEWEST_THREATS,
    Drawn,
    as_they_are,
    drawn_again,
    interval_of,
)
from morile_api.engine.agreement.panel import NO_ONE_LEVEL, Panel
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.language.agreement import NoInterval, Reading, Reliability

RELIABLE = Fraction(800, 1000)
TENTATIVE = Fraction(667, 1000)
"""Krippendorff's customary cut-offs (Content Analysis, 2nd edition, 2004, chapter 11)."""


class Reliabilities(msgspec.Struct, frozen=True):
    """How far answers agree: on each criterion, on the band they lead to, over all criteria."""

    criteria: list[Reliability]
    band: Reliability | None
    overall: Reliability


def reliabilities(matrix: CompiledMatrix, panel: Panel, draws: int, seed: int) -> Reliabilities:
    """How far the submissions of a panel agree.

    Args:
        matrix: compiled.
        panel: the submissions.
        draws: how often the threats are drawn again.
        seed: where the draws begin.
    """
    sheet, threats, size = panel.sheet, len(panel.refs), matrix.size
    columns = list(sheet.levels)
    if matrix.band is not None:
        columns.append(np.where(sheet.banded, sheet.bands, NO_ONE_LEVEL))
    questions = [units_of(threats, sheet.threat, column) for column in columns]
    found = [as_they_are(units, panel.compared) for units in questions]
    drawn: list[Drawn | None] = [None] * (len(questions) + 1)
    if len(panel.compared) >= FEWEST_THREATS:
        drawn = [*drawn_again(questions, size, panel.compared, draws, seed)]
    each = [
        reliability(alpha(one), [units], again)
        for one, units, again in zip(found, questions, drawn, strict=False)
    ]
    overall = reliability(pooled(found[:size]), questions[:size], drawn[-1])
    return Reliabilities(each[:size], None if matrix.band is None else each[size], overall)


def reliability(
    exact: Fraction | None, questions: Sequence[Units], drawn: Drawn | None
) -> Reliability:
    """What is printed of one alpha, and of the pairs of answers it rests on."""
    counts = [_pairs(units) for units in questions]
    pairs, same = (sum(each) for each in zip(*counts, strict=True))
    in_use = [units.number < len(units.patterns) for units in questions]
    shown = None if exact is None else printed(exact.numerator, exact.denominator, DECIMALS)
    interval = None if exact is None or drawn is None else interval_of(exact, drawn)
    why_none: NoInterval = "no-alpha" if exact is None else "few-threats"
    if exact is not None and drawn is not None:
        why_none = "unstable"
    return Reliability(
        alpha=shown,
        reading=None if exact is None else reading(exact),
        interval=interval,
        percentage=printed(100 * same, pairs, 1) if pairs else None,
        pairs=pairs,
        same=same,
        threats=int(np.logical_or.reduce(in_use).sum()),
        undefined=None if exact is not None else "no-variation" if pairs else "no-pairs",
        no_interval=None if interval is not None else why_none,
        draws_without_alpha=0 if drawn is None else drawn.without,
    )


def _pairs(units: Units) -> tuple[int, int]:
    """Pairs of answers to a question on the same threat, and how many of them are equal."""
    size = len(units.patterns)
    times = np.bincount(units.number, minlength=size + 1)[:size]
    answers = units.patterns.sum(axis=1)
    pairs = int((times * (answers * (answers - 1) // 2)).sum())
    equal = (units.patterns * (units.patterns - 1) // 2).sum(axis=1)
    return pairs, int((times * equal).sum())


def reading(exact: Fraction) -> Reading:
    """What an alpha is customarily good for."""
    if exact >= RELIABLE:
        return "reliable"
    return "tentative" if exact >= TENTATIVE else "unreliable"
