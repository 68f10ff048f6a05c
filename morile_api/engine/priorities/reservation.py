"""Reserved parts: how they were shared out, and what came of them."""

from collections.abc import Mapping
from fractions import Fraction

from morile_api.engine.figures import printed
from morile_api.engine.priorities.budget import COST_DECIMALS, PERCENT_DECIMALS, Part
from morile_api.engine.priorities.settlement import Settlement
from morile_api.language.allocated import ReservedPart, ReserveOutcome


def reserve_outcome(case: Settlement) -> ReserveOutcome:
    """How the reserved part was shared out, and what came of it."""
    budget, reserve = case.budget, case.request.reserve
    total = sum((part.weight for part in budget.parts), Fraction(0))
    chosen: dict[str, int] = {}
    for number in case.filled.given:
        name = case.organisation(number)
        chosen[name] = chosen.get(name, 0) + 1
    lines = _next_in_line(case)
    return ReserveOutcome(
        by=reserve.__struct_config__.tag,
        counts=reserve.counts,
        equal_remainders=reserve.equal_remainders,
        amount=budget.figure(budget.amount),
        method=budget.method,
        unapportioned=budget.figure(budget.left),
        released=budget.figure(case.filled.released),
        parts=[_part(case, part, total, chosen, lines) for part in budget.parts],
    )


def _part(
    case: Settlement,
    part: Part,
    total: Fraction,
    chosen: Mapping[str, int],
    lines: Mapping[str, list[int]],
) -> ReservedPart:
    name, percent = part.organisation, 100 * part.weight / total
    return ReservedPart(
        organisation=name,
        title=case.titles[name],
        percentage=printed(percent.numerator, percent.denominator, PERCENT_DECIMALS),
        exact=printed(part.exact.numerator, part.exact.denominator, COST_DECIMALS),
        reserved=case.budget.figure(part.reserved),
        by_remainder=part.by_remainder,
        reserved_given=case.budget.figure(case.filled.spent[name]),
        threats=chosen.get(name, 0),
        next_in_line=lines.get(name, []),
    )


def _next_in_line(case: Settlement) -> dict[str, list[int]]:
    """Per organisation, its most serious threats that were not chosen, ties whole."""
    found: dict[str, list[int]] = {}
    for group in case.order.groups:
        mine: dict[str, list[int]] = {}
        for number in group:
            if number not in case.filled.given:
                mine.setdefault(case.organisation(number), []).append(number)
        for name, numbers in mine.items():
            found.setdefault(name, sorted(numbers))
    return found
