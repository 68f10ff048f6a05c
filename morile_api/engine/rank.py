"""Ranks: 1, 2, 2, 4, and the best and worst rank each threat could have under the gaps of all."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from morile_api.language.assessment import Number

Whole = NDArray[np.int64]


def ranks(scores: Whole) -> tuple[Whole, Whole]:
    """Rank of every score, 1 for the highest, and how many share it.

    Args:
        scores: exact, (threats,).

    Returns:
        One more than the number of higher scores; the number of equal ones, itself included.
    """
    rising = np.sort(scores)
    up_to = np.searchsorted(rising, scores, side="right")
    return len(scores) - up_to + 1, up_to - np.searchsorted(rising, scores, side="left")


def best_and_worst(lows: Whole, highs: Whole) -> tuple[Whole, Whole]:
    """The best and the worst rank each threat can have, answers left open being independent.

    It is at its best at its highest score with all others at their lowest, at its worst the other
    way round. By sorting: n log n.

    Args:
        lows: the lowest score each can have, exact, (threats,).
        highs: the highest.
    """
    above = len(lows) - np.searchsorted(np.sort(lows), highs, side="right")
    perhaps = len(highs) - np.searchsorted(np.sort(highs), lows, side="right")
    # A threat whose score is open can itself be higher than its lowest.
    return above + 1, perhaps - (highs > lows) + 1


def percentiles(figures: Sequence[Number], reference: Iterable[Number]) -> list[tuple[int, int]]:
    """Where each printed score stands among reference scores.

    Args:
        figures: scores as printed.
        reference: scores as printed elsewhere.

    Returns:
        Twice the number of reference scores below, with those of the same score counted once, over
        twice the number of all: a threat in the middle of its equals.
    """
    rising = np.sort(np.array(list(reference)))
    left = np.searchsorted(rising, figures, side="left") + np.searchsorted(
        rising, figures, side="right"
    )
    return [(each, 2 * len(rising)) for each in left.tolist()]
