"""Leaving one out: the distribution of a sum of chances without one of its parts.

If C is the distribution with a part of chance p and Q that without it, C(t) = (1 - p) Q(t) +
p Q(t - 1). This is solved for Q(t) from below where p is at most one half, else for Q(t - 1) from
above: so an error never grows from one term to the next.
"""

import numpy as np

from morile_api.engine.priorities.bernoulli import Chances, Places

HALF = 0.5

TERMS = ((0.0, 0), (1 / 3, 60), (2 / 5, 104), (HALF, 1 << 30))
"""Chances up to a limit, and after how many terms of the recurrence an error is below 2**-59."""

TOGETHER = 4096
"""Questions answered at once."""


def without(at_most: Chances, row: Places, cell: Places, chance: Chances) -> Chances:
    """The chances of sums from which one factor is taken out.

    Args:
        at_most: of `Sums`.
        row: per question, the row of `at_most`.
        cell: and the cell asked about, which may lie outside.
        chance: of the factor to take out.

    Returns:
        The chance of that sum or a lower one without the factor.
    """
    last = at_most.shape[1] - 1
    # Below all cells nothing is, and above all cells everything is.
    found: Chances = (cell >= last).astype(np.float64)
    inside = (cell >= 0) & (cell < last)
    edged = np.pad(at_most, ((0, 0), (1, 0)))
    smaller = np.minimum(chance, 1 - chance)
    limits = np.searchsorted([limit for limit, _ in TERMS], smaller)
    for number, (_, terms) in enumerate(TERMS):
        mine = np.flatnonzero(inside & (limits == number))
        for start in range(0, len(mine), TOGETHER):
            some = mine[start : start + TOGETHER]
            count = min(terms, last + 1)
            found[some] = _solved(edged, row[some], cell[some], chance[some], count)
    return found


def _solved(edged: Chances, row: Places, cell: Places, chance: Chances, terms: int) -> Chances:
    above = chance > HALF
    other = np.where(above, 1 - chance, chance)
    rest = 1 - other
    way = np.where(above, 1, -1)
    start = row * edged.shape[1]
    place = cell + above + 1 + terms * way
    value = above.astype(np.float64)
    flat, highest = edged.ravel(), edged.shape[1] - 1
    for _ in range(terms + 1):
        given = flat[start + np.clip(place, 0, highest)]
        value = (given - other * value) / rest
        place -= way
    return value
