"""Answers: what an assessor says about one criterion, in its one canonical form."""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from morile_api.language.matrix import UNKNOWN

Confidence = Literal["low", "moderate", "high"]
"""Analytical confidence, weakest first (matrices/vocabularies/analytical-confidence.toml)."""

WEAKEST_FIRST: tuple[Confidence, ...] = get_args(Confidence)


class Answer(msgspec.Struct, frozen=True):
    """The levels a criterion may have, ascending; all of them is what `unknown` means."""

    levels: tuple[str, ...]
    confidence: Confidence | None = None
    grading: str | None = None


def as_answer(
    said: str | Sequence[str], scale: Sequence[str], confidence: Confidence | None = None
) -> Answer:
    """The canonical answer for one level key, `unknown`, or several level keys of a scale.

    Args:
        said: only keys of `scale`, or `unknown`; any order.
        scale: the level keys, lowest first.
        confidence: how far the information can be trusted, if stated.
    """
    named = {said} if isinstance(said, str) else set(said)
    levels = tuple(scale) if UNKNOWN in named else tuple(key for key in scale if key in named)
    return Answer(levels, confidence)


def written(answer: Answer, scale: Sequence[str]) -> str:
    """An answer as the vector spells it: `severe`, `minor|severe`, `unknown`, then `~low`."""
    unknown = len(answer.levels) == len(scale) > 1
    levels = UNKNOWN if unknown else "|".join(answer.levels)
    return f"{levels}~{answer.confidence}" if answer.confidence else levels
