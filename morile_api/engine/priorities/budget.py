"""The budget: slots or capacity in whole units, and what of it is reserved for whom."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from morile_api.engine.figures import printed, whole
from morile_api.engine.priorities.largest_remainder import Apportioned, apportion, shares_of
from morile_api.language.assessment import Number

COST_DECIMALS = 6
"""Of printed costs and capacities."""

PERCENT_DECIMALS = 2

WHOLE = "every share is a whole number of slots"
BY_REMAINDER = "whole slots by largest remainder"
EQUAL = f"{BY_REMAINDER}; equal remainders claimed more slots than were left, "
METHODS = {
    "most-serious": EQUAL + "so those have them whose most serious threat stands higher",
    "listed-order": EQUAL + "so those have them that are listed earlier in among",
    "overall": EQUAL + "so those slots go to the overall part",
}
DIVISIBLE = "exact shares of the capacity"


class Part(msgspec.Struct, frozen=True):
    """One organisation's part: its weight among all, its exact share and what is reserved."""

    organisation: str
    weight: Fraction
    exact: Fraction
    reserved: int
    by_remainder: bool


class Budget(msgspec.Struct, frozen=True):
    """What there is to give.

    Attributes:
        slots: whether units are slots; else of capacity.
        total: in units.
        unit: how many units make one slot or one of capacity.
        costs: per threat, in units.
        parts: what is reserved for whom; empty without reserved parts.
        amount: what is reserved in all, in units, before shares are made whole.
        left: reserved slots that equal remainders left over.
        method: in words.
    """

    slots: bool
    total: int
    unit: int
    costs: list[int]
    parts: list[Part]
    amount: int
    left: int
    method: str

    def figure(self, units: int) -> int | float:
        """Units as printed."""
        return printed(units, self.unit, COST_DECIMALS)

    @property
    def reserved(self) -> Mapping[str, int]:
        """Per organisation, its part in units."""
        return {part.organisation: part.reserved for part in self.parts}


def exact(number: Number) -> Fraction:
    """A number as its JSON spells it, which the float stands for."""
    return Fraction(str(number))


def budget_of(request: Any, groups: Sequence[Sequence[int]]) -> Budget | None:
    """What a request has to give; None where it asks for a ranking only.

    Args:
        request: decoded and without faults.
        groups: numbers of threats, most serious first, those together that tie.
    """
    if request.slots is not None:
        return _of_slots(request, groups)
    if request.capacity is not None:
        return _of_capacity(request)
    return None


def shareholders(request: Any) -> list[tuple[str, Fraction]]:
    """Who has a share in what is reserved, and its weight, in the order they are listed."""
    among = request.reserve.among
    if among is None:
        return [(name, Fraction(1)) for name in _in_order(request.submissions)]
    part = {"equal": None, "weights": "weight", "contribution": "contribution"}[_by(request)]
    return [
        (each.organisation, Fraction(1) if part is None else exact(getattr(each, part)))
        for each in among
    ]


def _by(request: Any) -> str:
    return str(request.reserve.__struct_config__.tag)


def _in_order(submissions: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(each.organisation for each in submissions))


def _amount(request: Any, total: Fraction) -> Fraction:
    reserve = request.reserve
    if reserve is None:
        return Fraction(0)
    return exact(reserve.share) * total if reserve.share is not None else exact(reserve.amount)


def _preference(
    request: Any, held: Sequence[tuple[str, Fraction]], groups: Sequence[Sequence[int]]
) -> list[int]:
    """Per shareholder, where it stands among those of an equal remainder."""
    if request.reserve.equal_remainders == "overall":
        return [0] * len(held)
    if request.reserve.equal_remainders == "listed-order":
        return list(range(len(held)))
    first: dict[str, int] = {}
    for place, group in enumerate(groups):
        for number in group:
            first.setdefault(request.submissions[number].organisation, place)
    return [first.get(name, len(groups)) for name, _ in held]


def _of_slots(request: Any, groups: Sequence[Sequence[int]]) -> Budget:
    total = int(request.slots)
    # Rounded down: never more than the agreed share.
    amount = int(_amount(request, Fraction(total)))
    parts, left, method = [], 0, ""
    if request.reserve is not None:
        held = shareholders(request)
        shares = shares_of([weight for _, weight in held], Fraction(amount))
        made = apportion(shares, _preference(request, held, groups))
        rows = zip(held, shares, made.slots, made.by_remainder, strict=True)
        parts = [Part(*who, share, slots, raised) for who, share, slots, raised in rows]
        left, method = made.left, _method(made, request.reserve.equal_remainders)
    costs = [1] * len(request.submissions)
    return Budget(True, total, 1, costs, parts, amount, left, method)


def _method(made: Apportioned, preference: str) -> str:
    """How shares became whole slots: only what mattered here."""
    if made.contested:
        return METHODS[preference]
    return BY_REMAINDER if any(made.by_remainder) else WHOLE


def _of_capacity(request: Any) -> Budget:
    total = exact(request.capacity)
    amount = _amount(request, total)
    held = shareholders(request) if request.reserve is not None else []
    shares = shares_of([weight for _, weight in held], amount)
    costs = [exact(each.cost) for each in request.submissions]
    units, unit = whole([total, amount, *shares, *costs])
    parts = [
        Part(*who, share, reserved, by_remainder=False)
        for who, share, reserved in zip(held, shares, units[2:], strict=False)
    ]
    method = DIVISIBLE if held else ""
    return Budget(False, units[0], unit, list(units[2 + len(held) :]), parts, units[1], 0, method)
