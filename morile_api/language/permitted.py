"""Permitted: what of a request its caller may send, the rest set apart one by one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from morile_api.language.asked import Asked, Bad, Reader
from morile_api.language.by_matrix import Verb
from morile_api.language.reach import Reach, foreign, not_yours

Reading = TypeVar("Reading", Reader, Verb)


def held_to(reach: Reach | None, reading: Reading) -> Reading:
    """What reads requests, held to what a caller may send; as it is where reach is None."""
    return reading if reach is None else replace(reading, reach=reach)


def permitted(asked: Asked, reach: Reach | None) -> Asked:
    """The same request, what its caller may not send among the bad.

    Args:
        asked: as it was read.
        reach: of the caller; None where anybody's submissions may be sent.
    """
    if reach is None:
        return asked
    bad = barred(reach, asked.places, asked.submissions, asked.wanted.as_of)
    if not bad:
        return asked
    out = {each.index for each in bad}
    pairs = zip(asked.places, asked.submissions, strict=True)
    kept = [(place, each) for place, each in pairs if place not in out]
    places, submissions = [place for place, _ in kept], [each for _, each in kept]
    return replace(asked, places=places, submissions=submissions, bad=asked.bad + bad)


def barred(
    reach: Reach, places: Sequence[int], submissions: Sequence[Any], as_of: date | None
) -> list[Bad]:
    """Those of some submissions that their caller may not send.

    Args:
        reach: of the caller.
        places: of the submissions in their request.
        submissions: decoded.
        as_of: the date of those without one of their own, if the request has one.
    """
    return [
        Bad(
            places[each],
            submissions[each].ref,
            [not_yours(f"/submissions/{places[each]}")],
            submissions[each].marking,
        )
        for each in foreign(reach, submissions, as_of)
    ]
