"""A desk: slots or capacity given once, from one line overall and one for each reserved part."""

from collections.abc import Mapping, Sequence
from sys import maxsize


class Line:
    """Threats that wait for one part of the slots: what is left of it, and how far it has come."""

    def __init__(self, groups: Sequence[Sequence[int]], left: int) -> None:
        """A line nobody has been given anything from yet."""
        self.groups, self.left = groups, left
        self.at = 0
        self.tied: list[int] = []
        self.short = maxsize

    def waiting(self, given: Mapping[int, str | None], costs: Sequence[int]) -> list[int]:
        """The next group: those of it that have nothing yet and do not cost too much.

        `short` is how much the nearest of all those that cost too much was short of.
        """
        group = [each for each in self.groups[self.at] if each not in given]
        fits = [each for each in group if costs[each] <= self.left]
        if len(fits) < len(group):
            dear = min(costs[each] for each in group if costs[each] > self.left)
            self.short = min(self.short, dear - self.left)
        return fits


class Desk:
    """All lines, and what has been given so far.

    Attributes:
        line: overall; `lines` those of the reserved parts.
        given: threat -> the organisation whose reserved part it is, or None for overall.
        spent: per organisation, how much of its reserved part is given.
        late: what parts released after the overall line had been begun.
        needed: how much of that would have let in somebody who was passed over.
    """

    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        costs: Sequence[int],
        organisations: Sequence[str],
        total: int,
        reserved: Mapping[str, int],
    ) -> None:
        """Lines nobody has been given anything from yet."""
        self.costs = costs
        own: dict[str, list[list[int]]] = {name: [] for name in reserved}
        for group in groups if reserved else ():
            mine: dict[str, list[int]] = {}
            for each in group:
                mine.setdefault(organisations[each], []).append(each)
            for name in mine.keys() & own.keys():
                own[name].append(mine[name])
        self.lines = {name: Line(own[name], part) for name, part in reserved.items()}
        self.line = Line(groups, total - sum(reserved.values()))
        self.given: dict[int, str | None] = {}
        self.spent = dict.fromkeys(reserved, 0)
        self.begun, self.late, self.needed = False, 0, maxsize

    def give(self, on_top: bool) -> None:
        """Give what there is; see `allocate`."""
        if on_top:
            self._overall(on_top)
        decided = -1
        while decided < len(self.given):
            decided = len(self.given)
            self._reserved()
            self._overall(on_top)

    def _reserved(self) -> None:
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
                self.late += line.left if self.begun else 0
                self.line.left += line.left
                # What was passed over may fit now.
                line.left = self.line.at = 0

    def _overall(self, on_top: bool) -> None:
        """Give from the overall line what can be given."""
        line, self.begun = self.line, True
        line.tied, line.short = [], maxsize
        while line.at < len(line.groups) and line.left:
            waiting = line.waiting(self.given, self.costs)
            held = self._held(waiting)
            cost, aid = self._cost(waiting), sum(held.values())
            # On top, reserved parts help only where the tie cannot be settled without them.
            use = aid and (not on_top or cost > line.left)
            if cost - (aid if use else 0) > line.left:
                line.tied = waiting
                break
            self._give(waiting, None)
            line.left -= cost - (aid if use else 0)
            for name, part in held.items() if use else ():
                self.lines[name].left -= part
                self.spent[name] += part
            line.at += 1
        self.needed = min(self.needed, self.late + line.short)

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
