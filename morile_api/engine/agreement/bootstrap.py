"""The bootstrap: alpha over and over on threats drawn again, to see how far it may be chance.

Of few threats alpha comes out too low, since ranks are then unevenly spread, and the alphas of the
draws come out lower by about as much again. So the middle 95 in 100 of the draws are moved up by
twice the distance from their median to alpha, and are widened, if need be, to hold alpha itself.
Left where they are, they would miss the alpha of all threats far more often than 5 times in 100
(docs/agreement.md).
"""

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.alpha import (
    Disagreement,
    Units,
    Whole,
    alpha,
    disagreements,
    ordinal,
    pooled,
)
from morile_api.engine.draws import resamples
from morile_api.engine.figures import from_steps, printed_steps
from morile_api.language.agreement import Interval

DECIMALS = 4
"""Of a printed alpha."""

FEWEST_THREATS = 5
"""With fewer there is no interval: so few threats drawn again say nothing about others."""

LEFT_OUT = (1, 40)
"""The share of the draws left out at either end, so that 95 in 100 lie in the interval."""

MOST_WITHOUT = (1, 20)
"""The share of the draws that may lack an alpha before there is no interval."""


class Drawn(msgspec.Struct, frozen=True):
    """The alphas of those draws that have one, ascending, in steps of the last printed decimal."""

    steps: list[int]
    without: int


def drawn_again(
    questions: Sequence[Units], criteria: int, compared: NDArray[np.intp], draws: int, seed: int
) -> list[Drawn]:
    """The alphas of every draw: of each question, and last of the criteria together.

    Args:
        questions: the answers to each, over the same threats.
        criteria: how many of them, from the first, are criteria.
        compared: numbers of the threats to draw from.
        draws: how many.
        seed: where they begin.
    """
    alphas: list[list[Fraction | None]] = [[] for _ in range(len(questions) + 1)]
    for block in resamples(seed, len(compared), draws):
        drawn = compared[block]
        found = [disagreements(units, times(units, drawn), ordinal) for units in questions]
        for mine, each in zip(alphas, found, strict=False):
            mine.extend(map(alpha, each))
        alphas[-1].extend(map(pooled, zip(*found[:criteria], strict=True)))
    return [_sorted(each) for each in alphas]


def as_they_are(units: Units, compared: NDArray[np.intp]) -> Disagreement:
    """Observed and expected disagreement over the threats, each once."""
    return disagreements(units, times(units, compared[np.newaxis]), ordinal)[0]


def times(units: Units, threats: NDArray[np.intp]) -> Whole:
    """(patterns, draws): how often each pattern is in each draw.

    Args:
        units: the answers to one question.
        threats: (draws, threats) the numbers of those drawn.
    """
    rows, patterns = len(threats), len(units.patterns)
    flat = units.number.take(threats)
    flat += np.arange(rows)[:, np.newaxis] * (patterns + 1)
    counts = np.bincount(flat.ravel(), minlength=rows * (patterns + 1))
    return np.ascontiguousarray(counts.reshape(rows, patterns + 1)[:, :patterns].T)


def _sorted(alphas: list[Fraction | None]) -> Drawn:
    steps = sorted(_steps(each) for each in alphas if each is not None)
    return Drawn(steps, len(alphas) - len(steps))


def interval_of(exact: Fraction, drawn: Drawn) -> Interval | None:
    """Where alpha lies in 95 of 100 cases, or None where too many draws have no alpha.

    Args:
        exact: alpha of the threats as they are.
        drawn: the alphas of the draws.
    """
    steps, total = drawn.steps, len(drawn.steps) + drawn.without
    if drawn.without * MOST_WITHOUT[1] > total * MOST_WITHOUT[0]:
        return None
    here, most = _steps(exact), 10**DECIMALS
    left_out = len(steps) * LEFT_OUT[0] // LEFT_OUT[1]
    # Two middle draws, which are one where their number is odd: twice the median.
    moved = 2 * here - steps[(len(steps) - 1) // 2] - steps[len(steps) // 2]
    lowest = min(here, steps[left_out] + moved)
    highest = max(here, min(most, steps[-1 - left_out] + moved))
    return Interval(from_steps(lowest, DECIMALS), from_steps(highest, DECIMALS))


def _steps(exact: Fraction) -> int:
    return int(printed_steps(exact.numerator, exact.denominator, DECIMALS))
