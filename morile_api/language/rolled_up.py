"""Threats added up: by force, regional unit, nation and threat type, and per million people."""

from datetime import date

import msgspec

from morile_api.language.assessment import Number


class PerMillion(msgspec.Struct, frozen=True):
    """Figures per million people; threats of excluded organisations are left out."""

    population: int
    threats: Number
    score: Number


class Excluded(msgspec.Struct, frozen=True):
    """An organisation left out of figures per million, and why."""

    organisation: str
    reason: str


class RolledUp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The threats of one force, region, nation or type, added up.

    Attributes:
        key: null for the threats that belong to none.
        unranked: how many have no headline score; they count in `threats` only.
        score: of all ranked ones, added up.
        chosen: how many are given a slot.
        per_million: given where every population it takes is known.
        no_per_million: why it is not given, where populations were.
        excluded: who is left out of it.
    """

    key: str | None
    title: str
    threats: int
    unranked: int
    highest: Number | None
    score: Number
    bands: dict[str, int]
    chosen: int
    per_million: PerMillion | None = None
    no_per_million: str | None = None
    excluded: list[Excluded] = []


class MembershipUsed(msgspec.Struct, frozen=True):
    """Which region a force was counted in, and the date for which the source says so.

    `later` says that the source speaks of a date after the one asked about, because none speaks of
    an earlier one.
    """

    member: str
    of: str
    as_of: date
    later: bool


class RollUp(msgspec.Struct, frozen=True):
    """The threats rolled up four ways; regional units only where the request has `as_of`.

    Each list is in the order of its vocabulary; threats that belong to none come last.
    """

    force: list[RolledUp]
    rocu: list[RolledUp] | None
    nation: list[RolledUp]
    threat_type: list[RolledUp]
    memberships: list[MembershipUsed]
