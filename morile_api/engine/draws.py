"""Draws: threats taken at random with replacement, from raw bits by a rule of our own.

The bits are the outputs of SplitMix64 (Steele, Lea and Flood 2014), one word a draw. Of a word the
upper 32 bits are multiplied by the number of threats; the upper 32 bits of the product are the
place drawn. A word is passed over when the lower 32 bits of the product are below 2**32 modulo
that number, so that every place is exactly equally likely (Lemire 2019). Only wrapping integers
are used: the same seed gives the same draws on every machine and every numpy.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
HALF = np.uint64(32)
LOWER = np.uint64(0xFFFFFFFF)

TOGETHER = 1 << 17
"""Places drawn in one turn: enough to amortise the calls, few enough to stay in the cache."""


def words(seed: int, first: int, count: int) -> NDArray[np.uint64]:
    """Outputs of SplitMix64 from number `first` (the earliest is 0), started at a seed."""
    mixed = np.arange(first + 1, first + count + 1, dtype=np.uint64) * STEP + np.uint64(seed)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * SECOND
    return mixed ^ (mixed >> np.uint64(31))


def places(drawn: NDArray[np.uint64], below: int) -> NDArray[np.intp]:
    """The places, from 0 to under `below` (at most 2**32), of those words that are not passed over.

    In order; as many as words, or fewer.
    """
    products = (drawn >> HALF) * np.uint64(below)
    found = (products >> HALF).astype(np.intp)
    kept = (products & LOWER) >= np.uint64(2**32 % below)
    return found if kept.all() else found[kept]


def resamples(seed: int, threats: int, draws: int) -> Iterator[NDArray[np.intp]]:
    """The draws, a block at a time: (draws of the block, threats), each row one resample."""
    rows, first = max(1, TOGETHER // threats), 0
    for start in range(0, draws, rows):
        wanted = min(rows, draws - start) * threats
        taken = np.empty(0, np.intp)
        while len(taken) < wanted:
            missing = wanted - len(taken)
            more = places(words(seed, first, missing), threats)
            taken = np.concatenate((taken, more)) if len(taken) else more
            first += missing
        yield taken.reshape(-1, threats)
