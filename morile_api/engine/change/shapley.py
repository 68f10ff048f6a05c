"""Shapley values by their definition: what each of several parts adds, whatever their order.

Source: Shapley 1953: the mean, over every order of the parts, of what a part adds when it comes.
"""

from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import LARGEST

MOST_PARTS = 12
"""Every subset is weighed: 4,096 of them."""


def shapley(worths: NDArray[Any]) -> tuple[NDArray[Any], int]:
    """Exact Shapley values for many games of the same parts.

    Args:
        worths: (2 ** parts, games), at least one game: what each subset of the parts is worth;
            bit p of the row's number says whether part p is in it. Of 64 bits or Python integers.

    Returns:
        (parts, games), and the number they are all over. A column's sum is what the whole is
        worth less what nothing is. Python integers in the array where 64 bits could overflow.
    """
    parts = (len(worths) - 1).bit_length()
    over = factorial(parts)
    largest = max(abs(int(worths.max(initial=0))), abs(int(worths.min(initial=0))))
    weights = _weights(parts)
    if 2 * over * largest >= LARGEST:
        return weights.astype(object) @ worths.astype(object), over
    return weights @ worths.astype(np.int64), over


def _weights(parts: int) -> NDArray[np.int64]:
    """(parts, subsets): in how many orders a part has just joined a subset, or (-) is about to."""
    subsets = np.arange(1 << parts)
    inside = (subsets >> np.arange(parts)[:, np.newaxis]) & 1
    size = inside.sum(axis=0)
    joined = np.array([factorial(max(k - 1, 0)) * factorial(parts - k) for k in range(parts + 1)])
    joining = np.array([factorial(k) * factorial(max(parts - 1 - k, 0)) for k in range(parts + 1)])
    weights: NDArray[np.int64] = np.where(inside, joined[size], -joining[size])
    return weights
