"""Slots given: to whom and why, what was reserved, what ties left open and what just missed."""

from typing import Literal

import msgspec

from morile_api.language.assessment import Number
from morile_api.language.priorities import By, Counts, Remainders


class WhyChosen(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a threat has a slot, and the same as a sentence.

    Attributes:
        by: won overall, what parts released included, or reserved.
        says: in words.
        organisation: whose reserved slot it is.
        tie_broken_by: the key of the tie-break that decided.
        plain: whether the plain ranking would have chosen it too.
    """

    by: Literal["overall", "reserved"]
    says: str
    plain: bool
    organisation: str | None = None
    tie_broken_by: str | None = None


class Chosen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One threat that is given a slot."""

    index: int
    ref: str
    organisation: str
    rank: int
    score: Number
    why: WhyChosen
    cost: Number | None = None


class LeftOpen(msgspec.Struct, frozen=True, omit_defaults=True):
    """Slots that nobody is given, because threats tie for them and no tie-break decides.

    Attributes:
        amount: slots, or units of capacity.
        among: the indices of the threats that tie.
        says: in words.
        organisation: whose reserved slots they are; left out for those of the overall part.
    """

    amount: Number
    among: list[int]
    says: str
    organisation: str | None = None


class Missed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One threat that just missed: what kept it out, and how far its score was short."""

    index: int
    ref: str
    organisation: str
    rank: int
    score: Number
    says: str
    short_by: Number | None = None
    cost: Number | None = None


class ReservedPart(msgspec.Struct, frozen=True, kw_only=True):
    """What one organisation was reserved and what came of it.

    Attributes:
        percentage: its part of what is reserved.
        exact: the same in slots or units of capacity, before slots are made whole.
        reserved: slots, or units of capacity.
        by_remainder: whether one of the slots came of a largest remainder.
        reserved_given: to how many threats, or for how much cost, these went.
        threats: how many of its threats were chosen in all.
        next_in_line: the indices of its most serious threats that were not chosen, ties whole.
    """

    organisation: str
    title: str
    percentage: Number
    exact: Number
    reserved: Number
    by_remainder: bool
    reserved_given: Number
    threats: int
    next_in_line: list[int]


class ReserveOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How the reserved part was shared out.

    Attributes:
        amount: what was reserved of the slots or the capacity.
        method: how shares became whole slots, in words; only what mattered here.
        unapportioned: slots that equal remainders left over; they went to the overall part.
        released: reserved slots or capacity that its organisation could not use; likewise.
    """

    by: By
    counts: Counts
    equal_remainders: Remainders
    amount: Number
    method: str
    unapportioned: Number
    released: Number
    parts: list[ReservedPart]


class AgainstPlain(msgspec.Struct, frozen=True, kw_only=True):
    """What reserving cost in risk: this allocation beside the plain ranking.

    Attributes:
        says: what follows as a sentence; where something is null, why.
        score: the scores of what is chosen here, added up.
        open_score: what slots that ties leave open are worth, whoever gets them: all that tie for
            one have the same score. Null where capacity is left open, since nobody knows how much
            of it the tied threats would take.
        plain_score: `score` of the plain ranking.
        plain_open_score: `open_score` of the plain ranking.
        given_up: how much less the first two add up to than the last two. Null where one of the
            four is, and where they add up to more: with costs several cheap threats may add up to
            more than one dear threat that stands above them.
        given_up_percentage: the same as a share of the last two.
        displaced: indices of threats that the plain ranking would have chosen and this does not; an
            index counts the submissions of the request from 0, as `index` does everywhere here.
        instead: indices of threats chosen here that the plain ranking would not have chosen.
    """

    says: str
    score: Number
    open_score: Number | None
    plain_score: Number
    plain_open_score: Number | None
    given_up: Number | None
    given_up_percentage: Number | None
    displaced: list[int]
    instead: list[int]


class Allocation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who is given a slot, why, and who just missed.

    Attributes:
        slots: how many there are; `capacity` where threats have costs.
        tie_break: what decides between equal scores, first to last, in words.
        chosen: most serious first, in the order of the tie-break.
        left_open: slots that ties leave open.
        unused: slots or capacity that no threat can use.
        just_missed: the first in line, ties whole, at least five where there are so many.
    """

    slots: int | None = None
    capacity: Number | None = None
    tie_break: list[str]
    chosen: list[Chosen]
    left_open: list[LeftOpen]
    unused: Number
    just_missed: list[Missed]
    reserve: ReserveOutcome | None = None
    against_plain: AgainstPlain | None = None
