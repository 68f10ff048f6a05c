"""The allocation as it is answered: reasons, ties, and what just missed."""

from typing import Any

from tests.priorities import (
    CUMBRIA,
    MANCHESTER,
    MERSEYSIDE,
    a_board,
    chosen,
    scoring,
    why,
)

FOR_CUMBRIA = {"by": "equal", "amount": 1, "among": [{"organisation": CUMBRIA}]}


def allocation(*threats: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = a_board().ask(*threats, **more)["allocation"]
    return found


def test_every_choice_has_its_reason() -> None:
    """Two of Merseyside's are the most serious; Cumbria's worst is minor beside them."""
    answer = a_board().ask(
        scoring(9, MERSEYSIDE),
        scoring(8, MERSEYSIDE),
        scoring(7, MANCHESTER),
        scoring(2, CUMBRIA),
        slots=3,
        reserve=FOR_CUMBRIA,
    )

    assert why(answer) == {0: "overall", 1: "overall", 3: "reserved for Cumbria Constabulary"}
    last = answer["allocation"]["chosen"][-1]
    assert last["why"] == {
        "by": "reserved",
        "says": "reserved for Cumbria Constabulary",
        "plain": False,
        "organisation": CUMBRIA,
    }


def test_a_tie_that_was_broken_says_by_what() -> None:
    """Both score 8; the one with the later information has the slot."""
    threats = [
        scoring(8, information_date="2026-01-01"),
        scoring(8, information_date="2026-05-01"),
    ]

    answer = a_board().ask(*threats, slots=1, tie_break=["latest-information"])

    assert why(answer) == {1: "overall; tie broken by latest information"}
    assert answer["allocation"]["chosen"][0]["why"]["tie_broken_by"] == "latest-information"
    missed = answer["allocation"]["just_missed"][0]
    assert (missed["index"], missed["says"]) == (0, "lost the tie by latest information")


def test_a_tie_that_nobody_loses_is_not_said_to_be_broken() -> None:
    """There is a slot for both."""
    answer = a_board().ask(scoring(8), scoring(8), slots=2, tie_break=["request-order"])

    assert set(why(answer).values()) == {"overall"}


def test_a_reserved_slot_says_which_of_the_organisations_own_lost_the_tie() -> None:
    """Cumbria's two tie for Cumbria's slot; that Manchester has the same score is beside it."""
    answer = a_board().ask(
        scoring(9, MERSEYSIDE),
        scoring(2, CUMBRIA, second=1),
        scoring(2, CUMBRIA, second=3),
        scoring(2, MANCHESTER, second=2),
        slots=2,
        reserve=FOR_CUMBRIA,
        tie_break=["highest:other"],
    )

    assert why(answer)[2] == "reserved for Cumbria Constabulary; tie broken by highest other"
    says = {each["index"]: each["says"] for each in answer["allocation"]["just_missed"]}
    assert says == {3: "below the cut", 1: "lost the tie by highest other"}


def test_an_open_tie_is_said_in_words() -> None:
    found = allocation(scoring(9), scoring(8), scoring(8), scoring(8), scoring(1), slots=3)

    assert found["left_open"] == [
        {
            "amount": 2,
            "among": [1, 2, 3],
            "says": "2 slots left open: 3 threats tie and no tie-break decides",
        }
    ]
    assert found["tie_break"] == []


def test_an_open_tie_of_a_reserved_slot_says_whose() -> None:
    found = allocation(scoring(8), scoring(8), slots=1, reserve=FOR_CUMBRIA)

    [left] = found["left_open"]
    assert left["organisation"] == CUMBRIA
    assert left["says"] == (
        "1 slot reserved for Cumbria Constabulary left open: 2 threats tie and no tie-break decides"
    )


def test_the_tie_break_is_printed_in_words() -> None:
    found = allocation(scoring(8), slots=1, tie_break=["lowest:other", "ref"])

    assert found["tie_break"] == ["lowest other", "reference, A to Z"]


def test_what_just_missed_says_by_how_much() -> None:
    """At least five are named, and whole ties."""
    found = allocation(*(scoring(each) for each in (9, 7, 6, 5, 4, 3, 3, 1)), slots=1)

    missed = [(each["index"], each["short_by"]) for each in found["just_missed"]]
    assert missed == [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 6)]


def test_what_costs_too_much_is_named_with_its_cost() -> None:
    """The second costs 8 of which 4 are left; the third has them."""
    found = allocation(
        scoring(9, cost=6), scoring(8, cost=8), scoring(7, cost=4), scoring(1, cost=1), capacity=10
    )

    assert [each["index"] for each in found["chosen"]] == [0, 2]
    assert [each["cost"] for each in found["chosen"]] == [6, 4]
    assert found["capacity"] == 10
    assert "slots" not in found
    says = [(each["cost"], each["says"]) for each in found["just_missed"]]
    assert says == [(8, "costs more than was left"), (1, "below the cut")]


def test_a_threat_that_is_passed_over_says_so_where_something_is_left() -> None:
    found = allocation(scoring(9, cost=6), scoring(8, cost=8), capacity=10)

    assert found["unused"] == 4
    [missed] = found["just_missed"]
    assert missed["says"] == "costs more than was left"
    assert missed["short_by"] == 1


def test_open_capacity_is_said_in_units() -> None:
    found = allocation(scoring(8, cost=2), scoring(8, cost=2), capacity=3.5)

    assert found["left_open"][0]["says"].startswith("3.5 units of capacity left open: 2 threats")


def test_at_least_names_what_is_won_overall_so() -> None:
    """Cumbria's first is third in the ranking, within the three slots; its slot is used by it."""
    reserve = {**FOR_CUMBRIA, "counts": "at-least"}
    answer = a_board().ask(
        scoring(9, MERSEYSIDE),
        scoring(8, MERSEYSIDE),
        scoring(7, CUMBRIA),
        scoring(6, MERSEYSIDE),
        slots=3,
        reserve=reserve,
    )

    assert why(answer) == {0: "overall", 1: "overall", 2: "overall"}


def test_threats_without_a_headline_score_are_given_nothing_and_named_apart() -> None:
    answer = a_board(None).ask(scoring("unknown"), scoring(1), slots=2)

    assert chosen(answer) == [1]
    assert answer["allocation"]["unused"] == 1
    assert [each["index"] for each in answer["unranked"]] == [0]


def test_a_request_without_slots_has_no_allocation() -> None:
    assert a_board().ask(scoring(1))["allocation"] is None
