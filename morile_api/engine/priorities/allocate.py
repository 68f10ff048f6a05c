"""Allocating: slots to the most serious overall and to each organisation's own most serious.

Threats wait in lines, most serious first, in groups that tie: one line overall, and one for every
organisation with a reserved part. A line gives to a whole group or, if it does not have enough for
all of it, to nobody: then what it has is left open among those that tie. A threat that costs more
than a line has left is passed over, and the next may have it. A slot that one line gives may settle
a tie in another, so the lines are gone through until nothing more is decided.

What an organisation cannot use goes to the overall line. What it can certainly never use goes there
before anything is given. What only turns out to be of no use when others have been given theirs may
come too late for a threat that the overall line has passed over for its cost: then all is given
anew with parts as small as what was used of them, unless a threat would then have nothing that the
part of its organisation, as agreed, would have paid for at its turn.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from morile_api.engine.priorities.desk import Desk, Line

MOST_TIMES = 16
"""How often all is given anew; what is released after that goes to those next in line."""


class Filled(msgspec.Struct, frozen=True):
    """Who is given what.

    Attributes:
        given: threat -> the organisation whose reserved part it is, or None for overall.
        open: line -> what it has left and the threats that tie for it.
        released: what organisations could not use.
        unused: what nobody could use.
        spent: per organisation, how much of its reserved part is given.
    """

    given: dict[int, str | None]
    open: dict[str | None, tuple[int, list[int]]]
    released: int
    unused: int
    spent: dict[str, int]


def allocate(
    groups: Sequence[Sequence[int]],
    costs: Sequence[int],
    organisations: Sequence[str],
    total: int,
    reserved: Mapping[str, int],
    on_top: bool,
) -> Filled:
    """Give what there is.

    Args:
        groups: threats, most serious first, those together that tie.
        costs: per threat, of the same unit as `total`; all 1 for slots.
        organisations: per threat.
        total: slots, or capacity.
        reserved: per organisation, its part of that.
        on_top: whether reserved parts come on top of what is won overall; else what is won overall
            counts towards them.
    """
    parts = _usable(groups, costs, organisations, reserved)
    desk = Desk(groups, costs, organisations, total, parts)
    desk.give(on_top)
    for _ in range(MOST_TIMES):
        if desk.late < desk.needed:
            break
        used = {name: desk.spent[name] + _held(line) for name, line in desk.lines.items()}
        again = Desk(groups, costs, organisations, total, used)
        again.give(on_top)
        if any(_wronged(again, reserved)):
            break
        desk = again
    lines: list[tuple[str | None, Line]] = [(None, desk.line), *desk.lines.items()]
    kept = sum(desk.spent.values()) + sum(map(_held, desk.lines.values()))
    return Filled(
        given=desk.given,
        open={name: (line.left, line.tied) for name, line in lines if line.tied},
        released=sum(reserved.values()) - kept,
        unused=0 if desk.line.tied else desk.line.left,
        spent=desk.spent,
    )


def _usable(
    groups: Sequence[Sequence[int]],
    costs: Sequence[int],
    organisations: Sequence[str],
    reserved: Mapping[str, int],
) -> dict[str, int]:
    """Of every part what its organisation could use at most: all its threats that fit into it."""
    sums = dict.fromkeys(reserved, 0)
    for number in (each for group in groups for each in group) if reserved else ():
        name = organisations[number]
        if costs[number] <= reserved.get(name, -1):
            sums[name] += costs[number]
    return {name: min(part, sums[name]) for name, part in reserved.items()}


def _held(line: Line) -> int:
    """What a line keeps for those that tie for it."""
    return line.left if line.tied else 0


def _wronged(desk: Desk, reserved: Mapping[str, int]) -> Iterator[str]:
    """Organisations whose agreed part would have paid for a threat of theirs that has nothing."""
    for name, line in desk.lines.items():
        own = [each for group in line.groups for each in group]
        paid = {each: desk.costs[each] for each in own if desk.given.get(each) == name}
        # The rest of what was spent helped to settle ties.
        left = reserved[name] - (desk.spent[name] - sum(paid.values()))
        for number in own:
            if number not in desk.given and not line.tied and desk.costs[number] <= left:
                yield name
            left -= paid.get(number, 0)
