"""Membership: which regional unit a force belonged to on a date, as dated sources say."""

from collections.abc import Mapping
from datetime import date

import msgspec

from morile_api.language.vocabulary import Membership, Vocabulary


class Region(msgspec.Struct, frozen=True):
    """A force in a region: the row that says so, and whether it speaks of a later date only."""

    row: Membership
    later: bool


def regions(organisations: Vocabulary, as_of: date) -> Mapping[str, Region]:
    """Per force, its region on a date.

    Of rows that do not end before the date or begin after it, the one whose source is the latest
    that speaks of the date or an earlier one; without any, the earliest of a later date, marked so.
    """
    found: dict[str, Region] = {}
    for row in organisations.memberships:
        if (row.since and row.since > as_of) or (row.until and row.until < as_of):
            continue
        new = Region(row, later=row.as_of > as_of)
        old = found.get(row.member)
        if old is None or _better(new, old):
            found[row.member] = new
    return found


def _better(new: Region, old: Region) -> bool:
    if new.later != old.later:
        return old.later
    if new.later:
        return new.row.as_of < old.row.as_of
    return new.row.as_of > old.row.as_of
