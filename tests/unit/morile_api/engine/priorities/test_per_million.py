"""Figures per million people, and why there may be none."""

from typing import Any

import msgspec

from morile_api.engine.priorities.per_million import People, people_of
from morile_api.language.rolled_up import Excluded, PerMillion

TITLES = {"A": "Aland", "B": "Beland", "C": "Celand", "D": "Deland", "E": "Eland"}
RESIDENTS = "few residents, many visitors, national fraud role"


class Said(msgspec.Struct):
    organisation: str
    population: float | None = None
    excluded: str | None = None


def people(*said: Said) -> People:
    return people_of(said, TITLES)


def figures(of: People, counted: list[tuple[str, int | None]], *members: str) -> dict[str, Any]:
    return of.figures(counted, members, denominator=2)


def test_threats_and_scores_are_held_against_the_people() -> None:
    """Three threats and scores of 5 and 2.5 (over 2: 10 and 5) for half a million people."""
    found = figures(people(Said("A", 500_000)), [("A", 10), ("A", 5), ("A", None)], "A")

    assert found == {"per_million": PerMillion(500_000, 6, 15), "excluded": []}


def test_where_no_population_is_given_at_all_nothing_is_said() -> None:
    assert figures(people(), [("A", 1)], "A") == {}


def test_a_population_that_is_missing_is_named() -> None:
    """Not guessed, and not taken as nobody."""
    found = figures(people(Said("A", 500_000)), [("A", 1), ("B", 1)], "A", "B")

    assert found == {"no_per_million": "no population is given for Beland", "excluded": []}


def test_of_many_missing_ones_some_are_named() -> None:
    found = figures(people(Said("A", 500_000)), [("A", 1)], *TITLES)

    expected = "no population is given for Beland, Celand, Deland and 1 more"
    assert found["no_per_million"] == expected


def test_who_is_excluded_is_left_out_of_threats_and_people_alike() -> None:
    """The City of London: its threats are not held against other people."""
    said = [Said("A", 1_000_000), Said("B", 8_600, RESIDENTS)]

    found = figures(people(*said), [("A", 4), ("B", 400)], "A", "B")

    assert found == {
        "per_million": PerMillion(1_000_000, 1, 2),
        "excluded": [Excluded("B", RESIDENTS)],
    }


def test_where_everybody_is_excluded_there_is_no_figure() -> None:
    found = figures(people(Said("B", None, RESIDENTS)), [("B", 400)], "B")

    assert found["no_per_million"] == "everybody in it is excluded"


def test_a_unit_without_people_of_its_own_counts_with_its_members() -> None:
    """A regional unit's own threats are held against the people of its forces."""
    found = figures(people(Said("A", 1_000_000)), [("A", 2), ("UNIT", 2)], "A")

    assert found["per_million"] == PerMillion(1_000_000, 2, 2)
