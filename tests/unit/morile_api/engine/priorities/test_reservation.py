"""What was reserved, and what came of it."""

from typing import Any

from tests.priorities import CUMBRIA, LANCASHIRE, MANCHESTER, MERSEYSIDE, a_board, scoring

THREATS = [
    scoring(10, MERSEYSIDE),
    scoring(9, MANCHESTER),
    scoring(8, MERSEYSIDE),
    scoring(3, CUMBRIA),
    scoring(2, CUMBRIA),
]


def allocation(*threats: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = a_board().ask(*(threats or THREATS), **more)["allocation"]
    return found


def among(*names: str) -> list[dict[str, Any]]:
    return [{"organisation": name} for name in names]


def test_every_share_says_what_it_was_and_what_came_of_it() -> None:
    """Two of four slots for Cumbria and Lancashire; Lancashire has no threat here."""
    reserve = {"by": "equal", "share": 0.5, "among": among(CUMBRIA, LANCASHIRE)}

    found = allocation(slots=4, reserve=reserve)["reserve"]

    assert found["by"] == "equal"
    assert (found["amount"], found["released"], found["unapportioned"]) == (2, 1, 0)
    assert found["parts"] == [
        {
            "organisation": CUMBRIA,
            "title": "Cumbria Constabulary",
            "percentage": 50,
            "exact": 1,
            "reserved": 1,
            "by_remainder": False,
            "reserved_given": 1,
            "threats": 1,
            "next_in_line": [4],
        },
        {
            "organisation": LANCASHIRE,
            "title": "Lancashire Constabulary",
            "percentage": 50,
            "exact": 1,
            "reserved": 1,
            "by_remainder": False,
            "reserved_given": 0,
            "threats": 0,
            "next_in_line": [],
        },
    ]


def test_without_anything_reserved_there_is_nothing_to_compare() -> None:
    found = allocation(slots=3)

    assert "reserve" not in found
    assert "against_plain" not in found


def test_capacity_is_reserved_in_exact_shares() -> None:
    """A third of 10 each; Cumbria's first costs 3 of its 3.333333."""
    names = (CUMBRIA, MERSEYSIDE, MANCHESTER)
    threats = [scoring(9, name, cost=3) for name in names]
    reserve = {"by": "equal", "share": 1, "among": among(*names)}

    found = allocation(*threats, capacity=10, reserve=reserve)["reserve"]

    assert [each["exact"] for each in found["parts"]] == [3.333333] * 3
    assert [each["reserved_given"] for each in found["parts"]] == [3, 3, 3]
    assert found["released"] == 1
    assert found["method"] == "exact shares of the capacity"


def test_the_method_says_only_what_mattered() -> None:
    """Two of four for two: a slot each. Of three by 3 and 1, 2.25 and 0.75. Of three alike two."""
    two, three = among(CUMBRIA, MERSEYSIDE), among(CUMBRIA, MERSEYSIDE, MANCHESTER)
    weighed = [{**each, "weight": weight} for each, weight in zip(two, (3, 1), strict=True)]

    def method(**reserve: Any) -> str:
        return str(allocation(slots=4, reserve=reserve)["reserve"]["method"])

    assert method(by="equal", amount=2, among=two) == "every share is a whole number of slots"
    assert method(by="weights", amount=3, among=weighed) == "whole slots by largest remainder"
    assert method(by="equal", amount=2, among=three) == (
        "whole slots by largest remainder; equal remainders claimed more slots than were left, so "
        "those have them whose most serious threat stands higher"
    )
