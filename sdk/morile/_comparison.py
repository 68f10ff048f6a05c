"""Comparisons: the request to compare assessors, made of submissions as callers have them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from morile._bulk import Submission, Wish, whole

if TYPE_CHECKING:
    from morile_api.language.comparison import Compare


class Comparison(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request as it is sent; what callers leave out the engine decides."""

    submissions: list[msgspec.Raw]
    matrix: str | None = None
    compare: str = "assessors"
    draws: int | None = None
    seed: int | None = None


def comparison(
    submissions: Iterable[Submission],
    wish: Wish,
    compare: "Compare",
    draws: int | None,
    seed: int | None,
) -> bytes:
    """The request to compare submissions.

    Args:
        submissions: all of them; a comparison cannot be sent in parts.
        wish: with the matrix; where it names none that of the first submission is taken.
        compare: assessors or periods.
        draws: how often the threats are drawn again.
        seed: where the draws begin.

    Raises:
        BadSubmission: some hold what JSON cannot; with every fault.
    """
    items, named = whole(submissions, wish)
    return msgspec.json.encode(Comparison(items, named, compare, draws, seed))
