"""One request for priorities, from its bytes."""

from datetime import date

import pytest

from morile_api.engine.priorities.prioritise import prioritised
from morile_api.language.faults import BadSubmission, Code
from tests.builders import a_request, as_json, codes, shipped_catalogue
from tests.priorities import CUMBRIA, MERSEYSIDE, a_board, numbered, scoring


def test_ties_are_kept_in_the_order_of_the_request() -> None:
    answer = a_board().ask(scoring(3), scoring(7), scoring(3), scoring(1))

    found = [(each["ref"], each["rank"], each["tied"]) for each in answer["ranking"]]
    assert found == [("T1", 1, 1), ("T0", 2, 2), ("T2", 2, 2), ("T3", 4, 1)]


def test_a_threat_without_a_headline_score_is_listed_apart_with_its_range() -> None:
    """It is not dropped, and it counts among those that could be above others."""
    answer = a_board(None).ask(scoring("unknown", marking="OFFICIAL"), scoring(5), top=1)

    [unranked] = answer["unranked"]
    assert unranked == {
        "index": 0,
        "ref": "T0",
        "organisation": CUMBRIA,
        "threat_type": "county-lines",
        "range": {"bands": ["low", "high"], "highest": 10, "lowest": 0},
        "possible": {
            "best_rank": 1,
            "worst_rank": 2,
            "expected_rank": 1.5,
            # 6 to 10 of the eleven levels are above 5, and 5 ties with it.
            "in_top": {"clear": 0.454545, "with_ties": 0.545455},
        },
        "marking": "OFFICIAL",
    }
    assert answer["summary"] == {"total": 2, "ranked": 1, "unranked": 1}
    assert answer["ranking"][0]["rank"] == 1
    assert answer["ranking"][0]["possible"]["worst_rank"] == 2


def test_the_answer_carries_the_highest_marking() -> None:
    """Whoever prints it knows how to handle the sheet."""
    marked = [scoring(1, marking="OFFICIAL"), scoring(2, marking="OFFICIAL-SENSITIVE"), scoring(3)]

    assert a_board().ask(*marked)["marking"] == "OFFICIAL-SENSITIVE"
    assert a_board().ask(scoring(1))["marking"] is None


def test_the_k_is_the_number_of_slots_unless_it_is_given() -> None:
    board = a_board()

    assert board.ask(scoring(1), slots=3)["top"] == 3
    assert board.ask(scoring(1), slots=3, top=1.0)["top"] == 1
    assert board.ask(scoring(1, cost=1), capacity=3)["top"] is None


def test_percentiles_are_among_the_reference_the_caller_gives() -> None:
    """Of 1, 3, 3 and 9 a 3 has one below and half of two: 50; a 10 has all below it."""
    answer = a_board().ask(scoring(3), scoring(10), reference_scores=[9, 3, 1, 3.0])

    assert {each["ref"]: each["percentile"] for each in answer["ranking"]} == {"T0": 50, "T1": 100}
    assert "percentile" not in a_board().ask(scoring(3))["ranking"][0]


def test_a_request_of_one_threat_may_not_name_a_member_twice() -> None:
    """The last would win unseen."""
    body = as_json(a_request(*numbered([scoring(1)]), slots=1))
    twice = body.replace(b'"slots": 1', b'"slots": 1, "slots": 2')

    assert codes(a_board().faults(twice)) == [("", Code.DUPLICATE_MEMBER)]


def test_a_decoded_request_is_answered_or_refused_whole() -> None:
    board = a_board()
    request = board.verb.decoder.decode(as_json(a_request(scoring(1), scoring(2), slots=1)))

    with pytest.raises(BadSubmission) as refused:
        prioritised(board.scorer, request, shipped_catalogue().vocabularies, [])

    assert codes(refused.value.faults) == [("/submissions/1", Code.REPEATED_SUBMISSION)]


def test_the_date_comes_back_with_the_answer() -> None:
    answer = a_board().ask(scoring(1, MERSEYSIDE), as_of="2026-11-22")

    assert date.fromisoformat(answer["as_of"]) == date(2026, 11, 22)
