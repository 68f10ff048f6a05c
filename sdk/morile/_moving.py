"""Moving figures: the request to score submissions again under others, as it is sent."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from morile._bulk import Submission, Wish, whole

Vary = Literal["points", "weights", "both"]
"""Which figures move."""


By = float | Mapping[str, float]
"""How far figures may move: all of them, or those of a scale or node by its key."""


class Moving(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request as it is sent; a service says which matrices there are when none is named."""

    submissions: list[msgspec.Raw]
    vary: str
    by: float
    trials: int
    seed: int
    bounds: list[dict[str, str | float]] = []
    matrix: str | None = None


def moving(
    submissions: Iterable[Submission],
    wish: Wish,
    vary: Vary,
    by: By,
    trials: int,
    seed: int,
) -> bytes:
    """The request to vary the figures under submissions.

    Args:
        submissions: all of them; a ranking cannot be sent in parts.
        wish: with the matrix; where it names none that of the first submission is taken.
        vary: points, weights or both.
        by: how far each figure may move, as a share of itself; or that by the key of a scale or
            weighted node, where "" is for all others, which stay as they are if it is left out.
        trials: how often all are drawn anew.
        seed: of the draws.

    Raises:
        BadSubmission: some hold what JSON cannot; with every fault.
    """
    items, matrix = whole(submissions, wish)
    own = {} if isinstance(by, float | int) else {key: each for key, each in by.items() if key}
    most = by if isinstance(by, float | int) else by.get("", 0)
    bounds: list[dict[str, str | float]] = [{"of": key, "by": each} for key, each in own.items()]
    return msgspec.json.encode(Moving(items, vary, most, trials, seed, bounds, matrix))
