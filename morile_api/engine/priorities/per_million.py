"""Per million: figures held against the people who are policed, where that says something."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from morile_api.engine.figures import printed
from morile_api.language.rolled_up import Excluded, PerMillion

MILLION = 1_000_000
PER_MILLION_DECIMALS = 2
NAMED = 3
"""Of organisations without a population, how many a sentence names."""


class People(msgspec.Struct, frozen=True):
    """Populations and exclusions of a request, by organisation; titles of all organisations."""

    populations: Mapping[str, int]
    excluded: Mapping[str, str]
    titles: Mapping[str, str]

    def figures(
        self,
        counted: Sequence[tuple[str, int | None]],
        members: Iterable[str],
        denominator: int,
    ) -> dict[str, Any]:
        """Figures per million of some threats, or why there are none.

        Args:
            counted: per threat, its organisation and its exact score, None without one.
            members: the organisations whose people the threats are held against.
            denominator: what the scores are over.

        Returns:
            The members of `RolledUp` that are about it.
        """
        if not self.populations and not self.excluded:
            return {}
        places = dict.fromkeys([*members, *(name for name, _ in counted)])
        left_out = [Excluded(each, self.excluded[each]) for each in places if each in self.excluded]
        inside = [each for each in dict.fromkeys(members) if each not in self.excluded]
        missing = [each for each in inside if each not in self.populations]
        if missing or not inside:
            return {"no_per_million": self._why(missing), "excluded": left_out}
        people = sum(self.populations[each] for each in inside)
        scores = [score for name, score in counted if name not in self.excluded]
        total = sum(score for score in scores if score is not None)
        figures = PerMillion(
            population=people,
            threats=printed(len(scores) * MILLION, people, PER_MILLION_DECIMALS),
            score=printed(total * MILLION, people * denominator, PER_MILLION_DECIMALS),
        )
        return {"per_million": figures, "excluded": left_out}

    def _why(self, missing: Sequence[str]) -> str:
        if not missing:
            return "everybody in it is excluded"
        named = ", ".join(self.titles[each] for each in missing[:NAMED])
        more = len(missing) - NAMED
        return f"no population is given for {named}" + (f" and {more} more" if more > 0 else "")


def people_of(populations: Iterable[Any], titles: Mapping[str, str]) -> People:
    """What a request says of populations.

    Args:
        populations: as decoded.
        titles: of organisations, by key.
    """
    listed = list(populations)
    excluded = {each.organisation: each.excluded for each in listed if each.excluded is not None}
    given = {
        each.organisation: int(each.population)
        for each in listed
        if each.population is not None and each.organisation not in excluded
    }
    return People(given, excluded, titles)
