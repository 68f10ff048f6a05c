"""Markings: what is made of several submissions is as sensitive as the most sensitive of them."""

from collections.abc import Iterable, Sequence


def highest_of(stated: Iterable[str | None], markings: Sequence[str]) -> str | None:
    """The highest of these protective markings; None where none is stated.

    Args:
        stated: of each submission.
        markings: all there are, lowest first.
    """
    found = set(stated)
    return next((each for each in reversed(markings) if each in found), None)
