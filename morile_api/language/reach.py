"""Reach: whose submissions a caller may send, and on which dates."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import msgspec

from morile_api.language.faults import BadSubmission, Code, Fault

REMEDY = (
    "the token does not cover this organisation on the date of the information; "
    "send it with one that does, or ask for the scope that does"
)


class Reach(msgspec.Struct, frozen=True):
    """The organisations that a caller may speak for.

    Attributes:
        always: whatever the date.
        days: on which the others change, ascending.
        eras: the others before the first of these days, from each to the next, and from the last.
        now: which of the eras holds for what has no date.
    """

    always: frozenset[str]
    days: tuple[date, ...] = ()
    eras: tuple[frozenset[str], ...] = (frozenset(),)
    now: int = 0

    def covers(self, organisation: str, day: date | None) -> bool:
        """Whether the caller may speak for an organisation, of information of a day."""
        if organisation in self.always:
            return True
        era = self.now if day is None else bisect_right(self.days, day)
        return organisation in self.eras[era]


NOBODY = Reach(frozenset())


def foreign(reach: Reach, submissions: Sequence[Any], as_of: date | None) -> list[int]:
    """The places of the submissions that a caller may not send.

    Args:
        reach: of the caller.
        submissions: decoded, each with `organisation` and `information_date`.
        as_of: the date of those without one of their own, if the request has one.
    """
    if reach.always.issuperset(map(attrgetter("organisation"), submissions)):
        return []
    return [
        place
        for place, each in enumerate(submissions)
        if not reach.covers(each.organisation, each.information_date or as_of)
    ]


def not_yours(at: str) -> Fault:
    """The fault of a submission, which lies at a pointer, that a caller may not send."""
    return Fault(f"{at}/organisation", Code.NOT_YOUR_ORGANISATION, REMEDY)


def refuse_foreign(reach: Reach, request: Any) -> None:
    """Refuse a request that is answered whole if a caller may not send all that it holds.

    Args:
        reach: of the caller.
        request: decoded, with `submissions` or one `submission`.

    Raises:
        BadSubmission: with a fault for each submission that the caller may not send.
    """
    as_of = getattr(request, "as_of", None)
    if hasattr(request, "submission"):
        faults = [not_yours("/submission") for _ in foreign(reach, [request.submission], as_of)]
    else:
        places = foreign(reach, request.submissions, as_of)
        faults = [not_yours(f"/submissions/{place}") for place in places]
    if faults:
        raise BadSubmission(faults)
