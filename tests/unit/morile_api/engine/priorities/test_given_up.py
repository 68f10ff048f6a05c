"""What reserving cost, beside the plain ranking, and why it cannot always be said."""

from typing import Any

from tests.priorities import CUMBRIA, LANCASHIRE, MANCHESTER, MERSEYSIDE, a_board, scoring


def reserved(name: str, amount: float) -> dict[str, Any]:
    return {"by": "equal", "amount": amount, "among": [{"organisation": name}]}


def beside(*threats: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = a_board().ask(*threats, **more)["allocation"]["against_plain"]
    return found


def test_what_reserving_costs_is_the_difference_of_the_scores() -> None:
    """Plain: 10 + 9 + 8 = 27. With one slot for Cumbria: 10 + 9 + 3 = 22, so 5 or 18.52 %."""
    threats = [
        scoring(10, MERSEYSIDE),
        scoring(9, MANCHESTER),
        scoring(8, MERSEYSIDE),
        scoring(3, CUMBRIA),
        scoring(2, CUMBRIA),
    ]

    assert beside(*threats, slots=3, reserve=reserved(CUMBRIA, 1)) == {
        "says": "The scores chosen add up to 22, those of the plain ranking to 27. By these scores "
        "reserving gave up 5 (18.52 %).",
        "score": 22,
        "open_score": 0,
        "plain_score": 27,
        "plain_open_score": 0,
        "given_up": 5,
        "given_up_percentage": 18.52,
        "displaced": [2],
        "instead": [3],
    }


def test_slots_that_are_left_open_are_told_apart_from_those_chosen() -> None:
    """One is chosen, 10. Two of 8 tie for the other slot: whoever gets it, it is worth 8."""
    threats = [scoring(10, MERSEYSIDE), scoring(8, MERSEYSIDE), scoring(8, MANCHESTER)]

    found = beside(*threats, slots=2, reserve=reserved(LANCASHIRE, 1))

    assert (found["score"], found["open_score"]) == (10, 8)
    assert (found["plain_score"], found["plain_open_score"], found["given_up"]) == (10, 8, 0)
    assert found["says"] == (
        "The scores chosen add up to 10 and what ties leave open (1 slot) to 8, those of the plain "
        "ranking to 10 and what ties leave open (1 slot) to 8. By these scores reserving gave up "
        "nothing."
    )


def test_an_open_slot_here_may_be_dearer_in_the_plain_ranking() -> None:
    """Plain: 10 + 9. With Cumbria's slot, for which its two of 3 tie: 10 + an open 3."""
    threats = [scoring(10, MERSEYSIDE), scoring(9, MERSEYSIDE), scoring(3), scoring(3)]

    found = beside(*threats, slots=2, reserve=reserved(CUMBRIA, 1))

    assert (found["score"], found["open_score"]) == (10, 3)
    assert (found["plain_score"], found["plain_open_score"], found["given_up"]) == (19, 0, 6)
    assert (
        "10 and what ties leave open (1 slot) to 3, those of the plain ranking to 19."
        in (found["says"])
    )


def test_capacity_that_is_left_open_leaves_the_cost_of_reserving_open() -> None:
    """Nobody knows what the capacity would be spent on; the answer says so in both places."""
    threats = [scoring(8, MERSEYSIDE, cost=2), scoring(8, MANCHESTER, cost=2)]
    rules = {"capacity": 3, "reserve": reserved(CUMBRIA, 0), "as_of": "2026-11-22", "top": 1}

    answer = a_board().ask(*threats, **rules)

    found = answer["allocation"]["against_plain"]
    assert (found["score"], found["open_score"], found["given_up"]) == (0, None, None)
    assert found["says"].endswith(
        "What reserving gave up these sums cannot say: capacity is left open by a tie, so what it "
        "would be spent on is not known."
    )
    assert [each["what"] for each in answer["not_given"]] == ["given-up"]
    assert answer["not_given"][0]["why"].startswith("capacity is left open by a tie")


def test_costs_may_make_what_is_chosen_add_up_to_more_and_that_is_said() -> None:
    """Plainly the 9 takes all of the capacity. With 4 for Cumbria its 5 and 3 are chosen instead
    for 2 each; what is left, 1, is used for the 6, so 14 and not 9: nothing that cost risk."""
    threats = [
        scoring(9, MERSEYSIDE, cost=5),
        scoring(6, MERSEYSIDE, cost=1),
        scoring(5, cost=2),
        scoring(3, cost=2),
    ]

    answer = a_board().ask(*threats, capacity=5, reserve=reserved(CUMBRIA, 4))

    found = answer["allocation"]["against_plain"]
    assert (found["score"], found["plain_score"]) == (14, 9)
    assert (found["given_up"], found["given_up_percentage"]) == (None, None)
    why = {each["what"]: each["why"] for each in answer["not_given"]}["given-up"]
    assert why.startswith("what is chosen here adds up to more than the plain ranking")
    assert found["says"].endswith(f"What reserving gave up these sums cannot say: {why}.")


def test_a_plain_score_of_nought_has_no_percentage() -> None:
    found = beside(scoring(0, MERSEYSIDE), scoring(0), slots=1, reserve=reserved(CUMBRIA, 1))

    assert found["given_up_percentage"] is None
