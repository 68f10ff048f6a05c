"""Allocating: slots to the most serious overall and to each organisation's own most serious.

Threats wait in lines, most serious first, in groups that tie: one line overall, and one for every
organisation with a reserved part. A line gives to a whole group or, if it does not have enough for
all of it, to nobody: then what it has is left open among those that tie. A threat that costs more
than a line has left is passed over, and the next may have it. What an organisation cannot use goes
to the overall line. A slot that one line gives may settle a tie in another, so the lines are gone
through until nothing more is decided.
"""

from collections.abc import Mapping, Sequence

import msgspec


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


class Line:
    """Threats that wait for one part of the slots: what is left of it, and how far it has come."""

    def __init__(self, groups: Sequence[Sequence[int]], left: int) -> None:
        """A line nobody has been given anything from yet."""
        self.groups, self.left = groups, left
        self.at = 0
        self.tied: list[int] = []

    def waiting(self, given: Mapping[int, str | None], costs: Sequence[int]) -> list[int]:
        """The next group: those of it that have nothing yet and do not cost too much."""
        group = self.groups[self.at]
        return [each for each in group if each not in given and costs[each] <= self.left]


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
    desk = _Desk(groups, costs, organisations, total, reserved, on_top)
    if on_top:
        desk.overall()
    decided = -1
    while decided < len(desk.given):
        decided = len(desk.given)
        desk.reserved()
        desk.overall()
    lines: list[tuple[str | None, Line]] = [(None, desk.line), *desk.lines.items()]
    return Filled(
        given=desk.given,
        open={name: (line.left, line.tied) for name, line in lines if line.tied},
        released=desk.released,
        unused=0 if desk.line.tied else desk.line.left,
        spent=desk.spent,
    )


class _Desk:
    """All lines, and what has been given so far."""

    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        costs: Sequence[int],
        organisations: Sequence[str],
        total: int,
        reserved: Mapping[str, int],
        on_top: bool,
    ) -> None:
        self.costs, self.organisations, self.on_top = costs, organisations, on_top
        own: dict[str, list[list[int]]] = {name: [] for name in reserved}
        for group in groups:
            mine: dict[str, list[int]] = {}
            for each in group:
                mine.setdefault(organisations[each], []).append(each)
            for name in mine.keys() & own.keys():
                own[name].append(mine[name])
        self.lines = {name: Line(own[name], part) for name, part in reserved.items()}
        self.line = Line(groups, total - sum(reserved.values()))
        self.given: dict[int, str | None] = {}
        self.spent = dict.fromkeys(reserved, 0)
        self.released = 0

    def reserved(self) -> None:
        """Give from every organisation's line what can be given; release what it cannot use."""
        for name, line in self.lines.items():
            line.tied = []
            while line.at < len(line.groups) and line.left:
                waiting = line.waiting(self.given, self.costs)
                if self._cost(waiting) > line.left:
                    line.tied = waiting
                    break
                self._give(waiting, name)
                line.left -= self._cost(waiting)
                self.spent[name] += self._cost(waiting)
                line.at += 1
            if line.left and not line.tied:
                self.released += line.left
                self.line.left += line.left
                # What was passed over may fit now.
                line.left = self.line.at = 0

    def overall(self) -> None:
        """Give from the overall line what can be given."""
        line = self.line
        line.tied = []
        while line.at < len(line.groups) and line.left:
            waiting = line.waiting(self.given, self.costs)
            held = self._held(waiting)
            cost, aid = self._cost(waiting), sum(held.values())
            # On top, reserved parts help only where the tie cannot be settled without them.
            use = aid and (not self.on_top or cost > line.left)
            if cost - (aid if use else 0) > line.left:
                line.tied = waiting
                return
            self._give(waiting, None)
            line.left -= cost - (aid if use else 0)
            for name, part in held.items() if use else ():
                self.lines[name].left -= part
                self.spent[name] += part
            line.at += 1

    def _held(self, waiting: Sequence[int]) -> dict[str, int]:
        """What organisations hold for a tie among their own that these threats include."""
        held: dict[str, int] = {}
        tied = {name: line for name, line in self.lines.items() if line.tied}
        among = set(waiting) if tied else ()
        for name, line in tied.items():
            mine = [each for each in line.tied if each in among]
            if mine:
                held[name] = min(line.left, self._cost(mine))
        return held

    def _give(self, threats: Sequence[int], mark: str | None) -> None:
        self.given.update(dict.fromkeys(threats, mark))

    def _cost(self, threats: Sequence[int]) -> int:
        return sum(self.costs[each] for each in threats)
