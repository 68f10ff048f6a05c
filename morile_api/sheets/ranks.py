"""Ranks: equal scores share one."""

from collections.abc import Sequence

from morile_api.language.assessment import Number


def ranks_of(scores: Sequence[Number | None]) -> list[int | None]:
    """1 for the highest; equal scores share the rank of the first of them."""
    first: dict[Number, int] = {}
    known = sorted((score for score in scores if score is not None), reverse=True)
    for place, score in enumerate(known, start=1):
        first.setdefault(score, place)
    return [None if score is None else first[score] for score in scores]
