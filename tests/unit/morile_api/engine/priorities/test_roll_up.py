"""Threats added up four ways."""

from typing import Any

from tests.priorities import (
    CITY_OF_LONDON,
    CUMBRIA,
    MERSEYSIDE,
    NORTH_WALES,
    THE_MET,
    a_board,
    scoring,
)

DAY = "2026-11-22"


def lines(which: str, *threats: dict[str, Any], **more: Any) -> dict[str | None, dict[str, Any]]:
    """The lines of one roll-up by key."""
    stand_in = more.pop("stand_in", "l0")
    rolled = a_board(stand_in).ask(*threats, **more)["roll_up"]
    return {each["key"]: each for each in rolled[which]}


def test_a_line_counts_adds_up_and_says_the_highest() -> None:
    found = lines("force", scoring(9), scoring(2), scoring(4, MERSEYSIDE), slots=1)

    assert found[CUMBRIA] == {
        "key": CUMBRIA,
        "title": "Cumbria Constabulary",
        "threats": 2,
        "unranked": 0,
        "highest": 9,
        "score": 11,
        "bands": {"low": 1, "high": 1},
        "chosen": 1,
    }
    assert list(found) == [CUMBRIA, MERSEYSIDE]


def test_threats_without_a_headline_score_are_counted_apart() -> None:
    found = lines("force", scoring("unknown"), scoring(3), stand_in=None)

    assert (found[CUMBRIA]["threats"], found[CUMBRIA]["unranked"]) == (2, 1)
    assert found[CUMBRIA]["score"] == 3


def test_a_line_of_such_threats_only_has_no_highest() -> None:
    found = lines("force", scoring("unknown"), stand_in=None)

    assert found[CUMBRIA]["highest"] is None


def test_regional_units_are_those_of_the_date_and_count_their_own_threats() -> None:
    """Cumbria, Merseyside and North Wales are in the North West; so is its unit."""
    threats = [
        scoring(n, who) for n, who in enumerate([CUMBRIA, MERSEYSIDE, NORTH_WALES, "NWROCU"])
    ]

    found = lines("rocu", *threats, scoring(7, THE_MET), scoring(1, "NCA"), as_of=DAY)

    assert {key: each["threats"] for key, each in found.items()} == {
        "NWROCU": 4,
        "LONDON": 1,
        None: 1,
    }
    assert found[None]["title"] == "In no regional unit"


def test_the_rows_that_were_used_are_named() -> None:
    """A source of 2023 says nothing of 2020, and the answer says that."""
    answer = a_board().ask(scoring(1), as_of="2020-01-01")

    assert answer["roll_up"]["memberships"] == [
        {"member": CUMBRIA, "of": "NWROCU", "as_of": "2023-11-10", "later": True}
    ]


def test_without_a_date_there_are_no_regional_units_and_the_answer_says_why() -> None:
    """The engine reads no clock."""
    answer = a_board().ask(scoring(1), slots=1)

    assert answer["roll_up"]["rocu"] is None
    assert answer["roll_up"]["memberships"] == []
    assert [each["what"] for each in answer["not_given"]] == ["roll-up-rocu"]


def test_nations_are_those_of_the_vocabulary() -> None:
    found = lines("nation", scoring(1), scoring(2, NORTH_WALES), scoring(3, "NCA"))

    assert {key: each["title"] for key, each in found.items()} == {
        "England": "England",
        "Wales": "Wales",
        None: "Of no single nation",
    }


def test_threat_types_have_the_titles_of_the_vocabulary() -> None:
    found = lines("threat_type", scoring(1), scoring(2, threat_type="cuckooing"))

    assert {key: each["title"] for key, each in found.items()} == {
        "county-lines": "County lines",
        "cuckooing": "Cuckooing",
    }


def test_a_force_is_held_against_its_own_people() -> None:
    """Two threats for half a million people are four per million."""
    populations = [{"organisation": CUMBRIA, "population": 500_000}]

    found = lines("force", scoring(9), scoring(2), populations=populations)

    assert found[CUMBRIA]["per_million"] == {"population": 500_000, "threats": 4, "score": 22}


def test_the_city_of_london_is_left_out_with_its_reason() -> None:
    """Few residents, many visitors, a national role in fraud: 400 threats would say nothing."""
    reason = "few residents, many visitors, national fraud role"
    populations = [
        {"organisation": THE_MET, "population": 8_000_000},
        {"organisation": CITY_OF_LONDON, "population": 8_600, "excluded": reason},
        {"organisation": "BTP", "excluded": "no resident population"},
    ]
    threats = [scoring(4, THE_MET), scoring(8, CITY_OF_LONDON), scoring(8, CITY_OF_LONDON)]

    found = lines("rocu", *threats, populations=populations, as_of=DAY)["LONDON"]

    assert found["per_million"] == {"population": 8_000_000, "threats": 0.13, "score": 0.5}
    assert found["excluded"] == [
        {"organisation": CITY_OF_LONDON, "reason": reason},
        {"organisation": "BTP", "reason": "no resident population"},
    ]
    assert found["threats"] == 3


def test_a_nation_wants_the_people_of_all_its_forces() -> None:
    populations = [{"organisation": CUMBRIA, "population": 500_000}]

    found = lines("nation", scoring(9), populations=populations)["England"]

    assert "per_million" not in found
    assert found["no_per_million"].endswith("and 35 more")


def test_a_threat_type_is_held_against_everybody_with_a_threat_here() -> None:
    """One county line of Cumbria's, among the people of Cumbria and Merseyside."""
    populations = [
        {"organisation": CUMBRIA, "population": 500_000},
        {"organisation": MERSEYSIDE, "population": 1_500_000},
    ]
    threats = [scoring(4), scoring(8, MERSEYSIDE, threat_type="cuckooing")]

    found = lines("threat_type", *threats, populations=populations)

    assert found["county-lines"]["per_million"]["population"] == 2_000_000
    assert found["county-lines"]["per_million"]["threats"] == 0.5
