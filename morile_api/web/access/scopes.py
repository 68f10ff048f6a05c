"""Scopes: from the organisation and scope of a token to whose submissions it may send."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from morile_api.engine.priorities.membership import regions
from morile_api.language.claims import EVERYBODY, FORCES
from morile_api.language.reach import Reach
from morile_api.language.vocabulary import Vocabulary

NATIONAL = "national-agency"
"""The kind of organisation that may send what anybody says, given the scope."""

Members = Mapping[str, frozenset[str]]


class Territories(msgspec.Struct, frozen=True):
    """Who belongs to which regional unit, and since when.

    Attributes:
        everybody: every organisation there is.
        national: those of them that are national agencies.
        days: on which some membership changes, ascending.
        eras: by unit its forces, before the first of these days, from each to the next, and so on.
    """

    everybody: frozenset[str]
    national: frozenset[str]
    days: tuple[date, ...]
    eras: tuple[Members, ...]

    def reach(self, organisations: Iterable[str], scope: str, today: date) -> Reach | None:
        """Whose submissions a token may send; None where it names an organisation nobody knows.

        Args:
            organisations: that it speaks for.
            scope: of the token, its parts with spaces between them (RFC 6749, section 3.3).
            today: what counts as now for submissions without a date.
        """
        own, scopes = frozenset(organisations), frozenset(scope.split(" "))
        if not own <= self.everybody:
            return None
        if EVERYBODY in scopes and own & self.national:
            return Reach(self.everybody)
        if FORCES not in scopes:
            return Reach(own)
        empty: frozenset[str] = frozenset()
        eras = tuple(empty.union(*(era.get(unit, empty) for unit in own)) for era in self.eras)
        always = own.union(frozenset.intersection(*eras))
        return Reach(always, self.days, eras, bisect_right(self.days, today))


def territories_of(organisations: Vocabulary) -> Territories:
    """The territories that a vocabulary of organisations states."""
    days: set[date] = set()
    for row in organisations.memberships:
        days.add(row.as_of)
        days.update([row.since] if row.since else [])
        # The last day of a membership is its own; the next is not.
        days.update([row.until + timedelta(days=1)] if row.until else [])
    ordered = tuple(sorted(days))
    return Territories(
        everybody=frozenset(organisations.keys()),
        national=frozenset(each.key for each in organisations.terms if each.kind == NATIONAL),
        days=ordered,
        eras=tuple(_members(organisations, day) for day in (date.min, *ordered)),
    )


def _members(organisations: Vocabulary, day: date) -> Members:
    found: dict[str, set[str]] = {}
    for member, region in regions(organisations, day).items():
        found.setdefault(region.row.of, set()).add(member)
    return {unit: frozenset(members) for unit, members in found.items()}
