"""Agreed changes on a form."""

import msgspec
import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.web.pages.agreed import (
    NOTHING,
    Agreeable,
    agreeable,
    place_of,
    plain,
    request_of,
    spelt,
    wrong_in,
)
from morile_api.web.pages.asked import Fields, UnreadableForm
from morile_api.web.pages.wording import wording_of
from tests.builders import DIGEST, a_matrix

MATRIX = a_matrix(applies_to="unit")
WORDS = wording_of(compile_matrix(MATRIX, DIGEST))
FIRST, SECOND = f"{MATRIX.id}/PH:severe/CO:none", f"{MATRIX.id}/PH:unknown/CO:none"
ABOUT: Fields = {"ref": ["T-1"], "organisation": ["E23000029"], "role": ["chair"]}


def questions(fields: Fields) -> list[Agreeable]:
    return agreeable(WORDS, FIRST, SECOND, fields)


def test_the_answer_of_the_first_stands_until_another_is_chosen() -> None:
    differs, alike = questions({})

    assert [each.value for each in differs.question.options] == [
        *("none", "moderate", "severe", "unknown")
    ]
    assert [each.value for each in differs.question.options if each.on] == ["severe"]
    assert (differs.differs, differs.first, differs.second) == (True, "Severe", "Not known")
    assert (alike.differs, alike.first) == (False, "None")
    assert not any(each.touched or each.wrong for each in (differs, alike))


def test_it_can_be_agreed_that_it_is_between_levels_and_how_sure_they_are() -> None:
    """As a submission may say it; a form says confidence where somebody stated theirs."""
    first = FIRST.replace("PH:severe", "PH:severe~high")
    fields = {"PH": ["-between"], "PH.may": ["none", "moderate"], "PH.confidence": ["low"]}
    fields |= {
        **ABOUT,
        "PH.reason": ["Two doctors differ"],
        "CO": ["severe"],
        "CO.reason": ["Seen"],
    }
    agreed = agreeable(WORDS, first, SECOND, fields)
    changes = msgspec.json.decode(request_of(MATRIX, first, fields, agreed, "OFFICIAL"))["changes"]

    assert [each.value for each in agreed[0].question.confidence] == ["", "low", "moderate", "high"]
    assert agreed[1].question.confidence == []
    assert list(wrong_in(MATRIX, fields, agreed)) == []
    assert [(each["from"], each["to"]) for each in changes] == [
        (
            {"level": "severe", "confidence": "high"},
            {"level": ["none", "moderate"], "confidence": "low"},
        ),
        ("none", "severe"),
    ]


def test_a_change_becomes_a_request_that_the_engine_takes() -> None:
    agreed = {**ABOUT, "PH": ["moderate"], "PH.reason": ["Seen by a doctor"]}

    assert list(wrong_in(MATRIX, agreed, questions(agreed))) == []
    assert msgspec.json.decode(request_of(MATRIX, FIRST, agreed, questions(agreed), None)) == {
        "matrix": MATRIX.id,
        "submission": {"ref": "T-1", "organisation": "E23000029", "vector": FIRST},
        "changes": [
            {
                "criterion": "physical_harm",
                "from": "severe",
                "to": "moderate",
                "reason": "Seen by a doctor",
                "role": "chair",
            }
        ],
    }


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({**ABOUT, "PH": ["none"]}, ["PH-reason"]),
        ({**ABOUT, "CO": ["severe"]}, ["CO-reason"]),
        ({**ABOUT, "PH": ["-between"], "PH.may": ["none"]}, ["PH"]),
        ({**ABOUT, "PH.reason": ["why"]}, ["PH"]),
        ({**ABOUT, "PH": ["severe"]}, ["PH"]),
        ({"PH": ["none"], "PH.reason": ["why"]}, ["role", "ref", "organisation"]),
    ],
)
def test_what_is_missing_is_said_with_its_place(fields: Fields, at: list[str]) -> None:
    """A reason, an answer, a change at all, or what a moderation is about."""
    assert [each.at for each in wrong_in(MATRIX, fields, questions(fields))] == at


def test_nothing_changed_is_said_so() -> None:
    fields = {**ABOUT, "PH": ["severe"]}

    assert [each.says for each in wrong_in(MATRIX, fields, questions(fields))] == [NOTHING]


def test_the_threat_type_is_asked_for_where_the_matrix_is_about_a_threat() -> None:
    fields = {**ABOUT, "PH": ["none"], "PH.reason": ["why"]}
    about_themes = a_matrix(applies_to="theme")

    assert [each.at for each in wrong_in(about_themes, fields, questions(fields))] == [
        "threat_type"
    ]


def test_an_answer_that_is_not_offered_is_refused() -> None:
    with pytest.raises(UnreadableForm):
        questions({"PH": ["awful"]})


@pytest.mark.parametrize(
    ("pointer", "at"),
    [
        ("/submission/organisation", "organisation"),
        ("/changes/0/role", "role"),
        ("/changes/0/reason", "PH-reason"),
        ("/changes/1/reason/0", "CO-reason"),
        ("/changes/1/to", "CO"),
        ("/submission/vector", "PH"),
        ("", "PH"),
    ],
)
def test_a_fault_of_the_request_is_said_at_the_field_it_came_from(pointer: str, at: str) -> None:
    fields = {"PH": ["none"], "CO": ["severe"]}

    assert place_of(pointer, questions(fields)) == at


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("severe", "severe"),
        ("none|severe", ["none", "severe"]),
        ("unknown~low", {"level": "unknown", "confidence": "low"}),
    ],
)
def test_an_answer_is_sent_in_its_plainest_form(said: str, value: object) -> None:
    assert plain(said) == value


def test_a_vector_is_read_by_its_codes() -> None:
    assert spelt(FIRST) == {"PH": "severe", "CO": "none"}
