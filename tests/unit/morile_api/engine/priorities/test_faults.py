"""Faults between members of a request, beside those of members."""

from typing import Any

import pytest

from morile_api.engine.priorities.faults import further_faults, priority_faults
from morile_api.language.faults import Code
from tests.builders import a_request, as_json, codes
from tests.priorities import CUMBRIA, MERSEYSIDE, a_board, numbered, scoring

ALIKE = {"by": "equal", "share": 0.5}
TWICE = [{"organisation": CUMBRIA}, {"organisation": MERSEYSIDE}, {"organisation": CUMBRIA}]


def found(*threats: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    board = a_board()
    body = as_json(a_request(*numbered(threats or [scoring(1)]), **more))
    return codes(priority_faults(board.scorer, board.verb.decoder.decode(body)))


def test_a_sound_request_has_none() -> None:
    populations = [{"organisation": CUMBRIA, "population": 5.0}]

    assert found(slots=1, reserve=ALIKE, populations=populations, as_of="2026-11-22") == []


@pytest.mark.parametrize(
    ("more", "pointer", "code"),
    [
        ({"slots": 1, "capacity": 1}, "/capacity", Code.EITHER_OR),
        ({"capacity": 1}, "/submissions/0/cost", Code.MISSING_MEMBER),
        ({"reserve": ALIKE}, "/slots", Code.MISSING_MEMBER),
        ({"slots": 1, "reserve": {"by": "equal"}}, "/reserve", Code.EITHER_OR),
        (
            {"slots": 1, "reserve": {**ALIKE, "amount": 1}},
            "/reserve",
            Code.EITHER_OR,
        ),
        (
            {"slots": 1, "reserve": {"by": "equal", "amount": 2}},
            "/reserve/amount",
            Code.OUT_OF_RANGE,
        ),
        (
            {"slots": 2, "reserve": {"by": "equal", "amount": 1.5}},
            "/reserve/amount",
            Code.WRONG_FORM,
        ),
        (
            {"slots": 1, "reserve": {**ALIKE, "among": TWICE}},
            "/reserve/among/2/organisation",
            Code.REPEATED_CHOICE,
        ),
        ({"tie_break": ["ref", "highest:other", "ref"]}, "/tie_break/2", Code.REPEATED_CHOICE),
        (
            {"tie_break": ["latest-information", "ref", "earliest-information"]},
            "/tie_break/2",
            Code.EITHER_OR,
        ),
        ({"tie_break": ["lowest:other", "highest:other"]}, "/tie_break/1", Code.EITHER_OR),
        (
            {"populations": [{"organisation": CUMBRIA}]},
            "/populations/0/population",
            Code.MISSING_MEMBER,
        ),
        (
            {"populations": [{"organisation": CUMBRIA, "population": 1}] * 2},
            "/populations/1/organisation",
            Code.REPEATED_CHOICE,
        ),
    ],
)
def test_members_that_do_not_go_together_are_named(
    more: dict[str, Any], pointer: str, code: str
) -> None:
    """Each at the place where it is mended."""
    assert (pointer, code) in found(**more)


def details(**more: Any) -> list[str]:
    board = a_board()
    body = as_json(a_request(*numbered([scoring(1)]), **more))
    return [each.detail for each in priority_faults(board.scorer, board.verb.decoder.decode(body))]


def test_a_tie_break_that_contradicts_itself_is_told_with_both_keys() -> None:
    """Whatever the first leaves tied the second leaves tied too, so it can only be a slip."""
    assert details(tie_break=["ref", "earliest-information", "latest-information"]) == [
        "the contrary of earliest-information, which stands before it; keep one of the two"
    ]


def test_a_range_that_reaches_higher_and_one_that_begins_higher_are_no_opposites() -> None:
    assert details(tie_break=["highest:possible-score", "highest:assured-score"]) == []


def test_neither_of_two_is_told_apart_from_both() -> None:
    """What is missing is not called too much."""
    assert details(slots=1, reserve={"by": "equal"}) == ["says neither; give a share or an amount"]
    assert details(slots=1, reserve={**ALIKE, "amount": 1}) == [
        "says both; give a share or an amount, and not both"
    ]


def test_with_slots_and_a_capacity_no_cost_is_called_missing() -> None:
    """Sixty threats without a cost would hide the one fault there is."""
    assert found(slots=1, capacity=1) == [("/capacity", Code.EITHER_OR)]


def test_a_threat_stands_once_for_each_organisation() -> None:
    """Another organisation may know a threat by the same reference."""
    threats = [scoring(1, ref="A"), scoring(2, MERSEYSIDE, ref="A"), scoring(3, ref="A")]

    assert found(*threats) == [("/submissions/2", Code.REPEATED_SUBMISSION)]


def test_information_may_not_be_later_than_the_date_of_the_answer() -> None:
    dated = scoring(1, information_date="2026-11-23")

    assert found(dated, as_of="2026-11-22") == [
        ("/submissions/0/information_date", Code.FUTURE_DATE)
    ]


def test_faults_of_answers_are_those_of_assessments() -> None:
    """A level twice, a vector of another matrix, and neither levels nor vector."""
    neither = scoring(1)
    del neither["levels"]

    assert found(scoring([1, 1]), {**neither, "vector": "other@1.0.0/SC:l1"}, neither) == [
        ("/submissions/1/vector", Code.OTHER_MATRIX),
        ("/submissions/2", Code.LEVELS_OR_VECTOR),
        ("/submissions/0/levels/score", Code.REPEATED_LEVEL),
    ]


def further(**value: Any) -> list[tuple[str, str]]:
    board = a_board()
    kind = board.verb.requests[board.scorer.matrix.id]
    return codes(further_faults(board.scorer, kind, value))


def test_beside_something_of_the_wrong_type_the_rest_is_still_looked_at() -> None:
    """Places are those of the request, the submission that cannot be read counted."""
    threats = [scoring(1), "nonsense", scoring(2)]

    assert further(submissions=threats, capacity=9) == [
        ("/submissions/0/cost", Code.MISSING_MEMBER),
        ("/submissions/2/cost", Code.MISSING_MEMBER),
        ("/submissions/2", Code.REPEATED_SUBMISSION),
    ]


@pytest.mark.parametrize("submissions", ["nonsense", None, 4])
def test_without_a_list_of_submissions_the_frame_is_looked_at(submissions: object) -> None:
    found = further(submissions=submissions, slots=1, capacity=2)

    assert found == [("/capacity", Code.EITHER_OR)]


def test_a_frame_that_cannot_be_read_is_judged_no_further() -> None:
    """Slots of the wrong type are not missing slots."""
    assert further(submissions=[scoring(1)] * 2, slots="many", reserve=ALIKE) == []
