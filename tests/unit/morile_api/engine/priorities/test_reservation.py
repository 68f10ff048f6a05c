"""What was reserved, what came of it, and what it cost."""

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


def test_what_reserving_costs_is_the_difference_of_the_scores() -> None:
    """Plain: 10 + 9 + 8 = 27. With one slot for Cumbria: 10 + 9 + 3 = 22, so 5 or 18.52 %."""
    reserve = {"by": "equal", "amount": 1, "among": among(CUMBRIA)}

    assert allocation(slots=3, reserve=reserve)["against_plain"] == {
        "score": 22,
        "plain_score": 27,
        "given_up": 5,
        "given_up_percentage": 18.52,
        "displaced": [2],
        "instead": [3],
    }


def test_a_slot_that_is_left_open_counts_as_the_score_that_ties_for_it() -> None:
    """Whoever gets it is worth 8: 10 + 8 here, 10 + 8 plainly."""
    threats = [scoring(10, MERSEYSIDE), scoring(8, MERSEYSIDE), scoring(8, MANCHESTER)]
    reserve = {"by": "equal", "amount": 0, "among": among(CUMBRIA)}

    found = allocation(*threats, slots=2, reserve=reserve)["against_plain"]

    assert (found["score"], found["plain_score"], found["given_up"]) == (18, 18, 0)


def test_capacity_that_is_left_open_leaves_the_cost_of_reserving_open() -> None:
    """Nobody knows what the capacity would be spent on; the answer says so."""
    threats = [scoring(8, MERSEYSIDE, cost=2), scoring(8, MANCHESTER, cost=2)]
    reserve = {"by": "equal", "share": 0, "among": among(CUMBRIA)}

    answer = a_board().ask(*threats, capacity=3, reserve=reserve, as_of="2026-11-22", top=1)

    assert answer["allocation"]["against_plain"]["given_up"] is None
    assert [each["what"] for each in answer["not_given"]] == ["given-up"]


def test_without_anything_reserved_there_is_nothing_to_compare() -> None:
    found = allocation(slots=3)

    assert "reserve" not in found
    assert "against_plain" not in found


def test_a_plain_score_of_nought_has_no_percentage() -> None:
    reserve = {"by": "equal", "amount": 1, "among": among(CUMBRIA)}

    found = allocation(scoring(0, MERSEYSIDE), scoring(0), slots=1, reserve=reserve)

    assert found["against_plain"]["given_up_percentage"] is None


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
