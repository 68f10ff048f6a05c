"""Rolling up: threats added up by force, regional unit, nation and threat type."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from morile_api.engine.figures import printed
from morile_api.engine.priorities.membership import Region, regions
from morile_api.engine.priorities.per_million import People, people_of
from morile_api.engine.priorities.standing import Standings
from morile_api.language.rolled_up import MembershipUsed, RolledUp, RollUp
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES, Term, Vocabulary

NO_REGION = "In no regional unit"
NO_NATION = "Of no single nation"
NO_TYPE = "Without a threat type"

Line = tuple[str | None, str, list[int], list[str]]
"""A line before it is added up: key, title, numbers of its threats, whose people it is held to."""


class Tally(msgspec.Struct, frozen=True, eq=False):
    """What is added up: every threat, who is given a slot, and how many people there are."""

    standings: Standings
    submissions: Sequence[Any]
    chosen: frozenset[int]
    people: People

    def added_up(self, line: Line) -> RolledUp:
        """One line of a roll-up."""
        key, title, mine, members = line
        standings, matrix = self.standings, self.standings.matrix
        node, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
        exact = {each: int(standings.scores[each]) for each in mine if standings.scored[each]}
        counted = [(self.submissions[each].organisation, exact.get(each)) for each in mine]
        return RolledUp(
            key=key,
            title=title,
            threats=len(mine),
            unranked=len(mine) - len(exact),
            highest=printed(max(exact.values()), node.denominator, decimals) if exact else None,
            score=printed(sum(exact.values()), node.denominator, decimals),
            bands=self._bands(exact),
            chosen=len(self.chosen.intersection(mine)),
            **self.people.figures(counted, members, node.denominator),
        )

    def _bands(self, ranked: Iterable[int]) -> dict[str, int]:
        matrix = self.standings.matrix
        if matrix.band is None:
            return {}
        found = dict.fromkeys(matrix.nodes[matrix.band].bands, 0)
        for number in ranked:
            band = self.standings.bands[number]
            if band is not None:
                found[band] += 1
        return {band: count for band, count in found.items() if count}


def roll_up(
    standings: Standings,
    request: Any,
    chosen: Iterable[int],
    vocabularies: Mapping[str, Vocabulary],
) -> RollUp:
    """All four roll-ups of a request.

    Args:
        standings: of all threats.
        request: decoded and without faults.
        chosen: numbers of the threats that are given a slot.
        vocabularies: by name; organisations and threat types are used.
    """
    terms = {term.key: term for term in vocabularies[ORGANISATIONS].terms}
    people = people_of(request.populations, {key: term.title for key, term in terms.items()})
    tally = Tally(standings, request.submissions, frozenset(chosen), people)
    found = None
    if request.as_of is not None:
        found = regions(vocabularies[ORGANISATIONS], request.as_of)
    types = {term.key: term.title for term in vocabularies[THREAT_TYPES].terms}
    lines = _Lines(request.submissions, terms)
    return RollUp(
        force=[tally.added_up(line) for line in lines.by_force()],
        rocu=None if found is None else [tally.added_up(line) for line in lines.by_region(found)],
        nation=[tally.added_up(line) for line in lines.by_nation()],
        threat_type=[tally.added_up(line) for line in lines.by_type(types)],
        memberships=[] if found is None else lines.used(found),
    )


class _Lines:
    """The threats of a request, sorted into lines."""

    def __init__(self, submissions: Sequence[Any], terms: Mapping[str, Term]) -> None:
        self.submissions, self.terms = submissions, terms
        self.own = self._sorted(lambda each: each.organisation)

    def _sorted(self, key: Callable[[Any], str | None]) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = {}
        for number, each in enumerate(self.submissions):
            found.setdefault(key(each), []).append(number)
        return found

    def by_force(self) -> list[Line]:
        """One line an organisation, in the order of the vocabulary."""
        return [
            (key, term.title, self.own[key], [key])
            for key, term in self.terms.items()
            if key in self.own
        ]

    def by_region(self, found: Mapping[str, Region]) -> list[Line]:
        """One line a regional unit, its own threats among them, held to its forces' people."""
        units = {region.row.of for region in found.values()}

        def unit(each: Any) -> str | None:
            region = found.get(each.organisation)
            if region is not None:
                return region.row.of
            return each.organisation if each.organisation in units else None

        members: dict[str | None, list[str]] = {}
        for name, region in found.items():
            members.setdefault(region.row.of, []).append(name)
        mine = self._sorted(unit)
        return [
            (
                key,
                NO_REGION if key is None else self.terms[key].title,
                mine[key],
                members.get(key) or self._whose(mine[key]),
            )
            for key in (*self.terms, None)
            if key in mine
        ]

    def by_nation(self) -> list[Line]:
        """One line a nation, held to the people of all its forces."""
        members: dict[str | None, list[str]] = {}
        for key, term in self.terms.items():
            if term.nation is not None:
                members.setdefault(term.nation, []).append(key)
        mine = self._sorted(lambda each: self.terms[each.organisation].nation)
        return [
            (name, name or NO_NATION, mine[name], members.get(name) or self._whose(mine[name]))
            for name in (*members, None)
            if name in mine
        ]

    def by_type(self, titles: Mapping[str, str]) -> list[Line]:
        """One line a threat type, held to the people of everybody who has a threat here."""
        mine = self._sorted(lambda each: each.threat_type)
        everybody = [key for key in self.terms if key in self.own]
        return [
            (key, NO_TYPE if key is None else titles[key], mine[key], everybody)
            for key in (*titles, None)
            if key in mine
        ]

    def used(self, found: Mapping[str, Region]) -> list[MembershipUsed]:
        """The rows that say where the organisations of a request belong."""
        return [
            MembershipUsed(name, found[name].row.of, found[name].row.as_of, found[name].later)
            for name in self.terms
            if name in self.own and name in found
        ]

    def _whose(self, numbers: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(self.submissions[each].organisation for each in numbers))
