"""The allocation as it is answered: who is given a slot and why, and what just missed."""

from collections.abc import Mapping, Sequence

from morile_api.engine.priorities.given_up import against_plain
from morile_api.engine.priorities.reservation import reserve_outcome
from morile_api.engine.priorities.settlement import Settlement
from morile_api.engine.priorities.tie_break import in_words
from morile_api.language.allocated import Allocation, Chosen, LeftOpen, Missed, WhyChosen

LISTED_MISSES = 5
"""Threats that just missed which are named at least, where there are so many."""

OPEN = "ties for what is left, and no tie-break decides"

NOBODY = ""
"""Who is given nothing; None is the overall line."""


def allocation(case: Settlement) -> Allocation:
    """The allocation in full."""
    budget, filled = case.budget, case.filled
    return Allocation(
        slots=budget.total if budget.slots else None,
        capacity=None if budget.slots else budget.figure(budget.total),
        tie_break=[in_words(case.standings.matrix, key) for key in case.order.keys],
        chosen=_chosen(case),
        left_open=[_left_open(case, *each) for each in filled.open.items()],
        unused=budget.figure(filled.unused),
        just_missed=_missed(case),
        reserve=reserve_outcome(case) if budget.parts else None,
        against_plain=against_plain(case) if budget.parts else None,
    )


def _chosen(case: Settlement) -> list[Chosen]:
    reserve, given = case.request.reserve, case.filled.given
    at_least = reserve is not None and reserve.counts == "at-least"
    rivals = _rivals(case)
    found = []
    for number in (each for group in case.order.groups for each in group if each in given):
        mark, plain = given[number], number in case.plain.given
        # What it wins overall counts towards its part, so it is not chosen for that part's sake.
        mark = None if at_least and plain else mark
        rival = rivals.get((mark, number))
        key = None if rival is None else case.order.decided_by(number, rival)
        says = "overall" if mark is None else f"reserved for {case.titles[mark]}"
        if key is not None:
            says += f"; tie broken by {in_words(case.standings.matrix, key)}"
        why = WhyChosen("overall" if mark is None else "reserved", says, plain, mark, key)
        found.append(Chosen(**case.said(number), why=why))
    return found


def _rivals(case: Settlement) -> dict[tuple[str | None, int], int]:
    """Per line and threat chosen, the next in that line of the same score that was not chosen."""
    found: dict[tuple[str | None, int], int] = {}
    last: dict[str | None, int] = {}
    for number in (each for group in reversed(case.order.groups) for each in reversed(group)):
        lines = (None, case.organisation(number))
        for line in lines:
            if number not in case.filled.given:
                last[line] = number
            elif line in last and case.order.scores[last[line]] == case.order.scores[number]:
                found[line, number] = last[line]
    return found


def _left_open(case: Settlement, line: str | None, held: tuple[int, list[int]]) -> LeftOpen:
    amount, among = case.budget.figure(held[0]), held[1]
    unit = "slots" if case.budget.slots else "units of capacity"
    whose = "" if line is None else f" reserved for {case.titles[line]}"
    says = (
        f"{amount} {unit[:-1] if amount == 1 and case.budget.slots else unit}{whose} left open: "
        f"{len(among)} threats tie and no tie-break decides"
    )
    return LeftOpen(amount, sorted(among), says, line)


def _missed(case: Settlement) -> list[Missed]:
    given, order = case.filled.given, case.order
    tied = {number for _, among in case.filled.open.values() for number in among}
    overall = [place for place, group in enumerate(order.groups) if _overall(case, group)]
    lowest = order.scores[order.groups[overall[-1]][0]] if overall else None
    found: list[Missed] = []
    above: dict[str | None, int] = {}
    for place, group in enumerate(order.groups):
        if len(found) >= LISTED_MISSES:
            break
        before = bool(overall) and place <= overall[-1]
        for number in (each for each in group if each not in given):
            score = order.scores[number]
            short = None if lowest is None or score > lowest else case.score(lowest - score)
            says = OPEN if number in tied else _kept_out(case, number, above, before)
            found.append(Missed(**case.said(number), says=says, short_by=short))
        above.update((given[number], number) for number in group if number in given)
    return found


def _overall(case: Settlement, group: Sequence[int]) -> bool:
    return any(case.filled.given.get(number, NOBODY) is None for number in group)


def _kept_out(case: Settlement, number: int, above: Mapping[str | None, int], before: bool) -> str:
    """Why a threat that does not tie for what is left has nothing.

    Args:
        case: the settlement.
        number: of the threat.
        above: per line, the last that was given something before its turn.
        before: whether something was given overall at its turn or after.
    """
    left, _ = case.filled.open.get(None, (case.filled.unused, []))
    # Whoever stands before the last that was given something was passed over for its cost.
    if before or case.budget.costs[number] > left > 0:
        return "costs more than was left"
    for line in (None, case.organisation(number)):
        other = above.get(line)
        if other is not None and case.order.scores[other] == case.order.scores[number]:
            key = case.order.decided_by(other, number)
            if key is not None:
                return f"lost the tie by {in_words(case.standings.matrix, key)}"
    return "below the cut"
