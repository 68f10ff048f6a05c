"""Moving figures: the request to score submissions again under others, as it is sent."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from morile._bulk import Submission, Wish, whole

Vary = Literal["points", "weights", "both"]
"""Which figures move."""


class Moving(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request as it is sent; a service says which matrices there are when none is named."""

    submissions: list[msgspec.Raw]
    vary: str
    by: float
    trials: int
    seed: int
    matrix: str | None = None


def moving(
    submissions: Iterable[Submission], wish: Wish, vary: Vary, by: float, trials: int, seed: int
) -> bytes:
    """The request to vary the figures under submissions.

    Args:
        submissions: all of them; a ranking cannot be sent in parts.
        wish: with the matrix; where it names none that of the first submission is taken.
        vary: points, weights or both.
        by: how far each figure may move, as a share of itself.
        trials: how often all are drawn anew.
        seed: of the draws.

    Raises:
        BadSubmission: some hold what JSON cannot; with every fault.
    """
    items, matrix = whole(submissions, wish)
    return msgspec.json.encode(Moving(items, vary, by, trials, seed, matrix))
