"""The form: names that complete, and faults found before anything is sent."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest

from morile import BadSubmission, Choice, Draft, Form
from morile.form import form_of
from tests.builders import a_criterion, a_matrix, few_words

SAID: dict[str, Any] = {
    "ref": "A-1",
    "organisation": "E23000029",
    "threat_type": "county-lines",
    "physical_harm": "none",
    "community_harm": "severe",
}


@pytest.fixture(scope="module")
def form() -> Form:
    """Two criteria on one scale: none, moderate, severe."""
    return form_of(a_matrix(), few_words(), "OFFICIAL")


def levels_of(form: Form, **changes: Any) -> dict[str, Any]:
    levels: dict[str, Any] = form.submission(**(SAID | changes)).content["levels"]
    return levels


def faults_of(form: Form, without: str = "", **changes: Any) -> list[tuple[str, str]]:
    said = {key: it for key, it in (SAID | changes).items() if key != without}
    with pytest.raises(BadSubmission) as refused:
        form.submission(**said)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


# Names


def test_criteria_and_levels_complete_in_an_editor(form: Form) -> None:
    assert dir(form) == ["community_harm", "physical_harm", "submission"]
    assert dir(form.physical_harm) == ["moderate", "none", "severe", "unknown"]
    assert form.physical_harm.severe == form["physical_harm"]["severe"] == Choice("severe")


def test_printing_a_criterion_shows_what_its_levels_mean(form: Form) -> None:
    assert repr(form.physical_harm).splitlines() == [
        "Physical harm: How much?",
        "  none: What is observed.",
        "  moderate: What is observed.",
        "  severe: What is observed.",
        "  unknown: an intelligence gap; never counted as nothing",
    ]
    assert repr(form) == "<Form example@1.0.0: physical_harm, community_harm>"


def test_a_name_that_is_none_is_answered_with_the_nearest_and_with_all(form: Form) -> None:
    with pytest.raises(AttributeError, match=r"nearest: physical_harm\); there are physical_harm,"):
        _ = form.phsical_harm
    with pytest.raises(AttributeError, match=r"nearest: severe\); there are none, moderate"):
        _ = form.physical_harm.sever


def test_a_form_can_be_copied_and_sent_to_another_process(form: Form) -> None:
    """Looking up names must not trip over an object that is not whole yet."""
    question = form.physical_harm

    assert copy.copy(question).severe == Choice("severe")
    assert pickle.loads(pickle.dumps(question)).severe == Choice("severe")  # noqa: S301


# Answers


def test_answers_may_be_words_lists_choices_or_as_in_the_api(form: Form) -> None:
    graded = form.physical_harm.severe.with_confidence("low").with_grading("2CP")
    either = form.physical_harm.moderate | form.physical_harm.severe

    assert levels_of(form, physical_harm="unknown")["physical_harm"] == "unknown"
    assert levels_of(form, physical_harm=("none", "severe"))["physical_harm"] == ["none", "severe"]
    assert levels_of(form, physical_harm=either)["physical_harm"] == ["moderate", "severe"]
    assert levels_of(form, physical_harm=graded)["physical_harm"] == {
        "level": "severe",
        "confidence": "low",
        "grading": "2CP",
    }
    assert levels_of(form, physical_harm={"level": "none"})["physical_harm"] == {"level": "none"}


def test_unknown_stands_alone(form: Form) -> None:
    with pytest.raises(ValueError, match="stands alone"):
        _ = form.physical_harm.none | form.physical_harm.unknown


def test_confidence_is_stated_once_for_all_levels_joined(form: Form) -> None:
    """Of one of two levels it would be lost without a word."""
    with pytest.raises(ValueError, match="join the levels first"):
        _ = form.physical_harm.none | form.physical_harm.severe.with_confidence("low")


def test_what_is_stated_is_in_the_draft_and_what_is_not_is_left_out(form: Form) -> None:
    draft = form.submission(**SAID, information_date=date(2026, 9, 30), marking="OFFICIAL")

    assert isinstance(draft, Draft)
    assert draft.matrix == "example@1.0.0"
    assert draft.content == {
        "ref": "A-1",
        "organisation": "E23000029",
        "threat_type": "county-lines",
        "information_date": date(2026, 9, 30),
        "marking": "OFFICIAL",
        "levels": {"physical_harm": "none", "community_harm": "severe"},
    }


# Faults


def test_every_fault_is_found_at_once(form: Form) -> None:
    found = faults_of(
        form,
        without="community_harm",
        ref="x" * 201,
        organisation="nobody",
        physical_harm="sever",
        phsical_harm="none",
        information_date="30/09/2026",
        marking="SECRET",
    )

    assert sorted(found) == [
        ("/information_date", "wrong-form"),
        ("/levels", "no-such-criterion"),
        ("/levels/community_harm", "missing-criterion"),
        ("/levels/physical_harm", "no-such-level"),
        ("/marking", "marking-too-high"),
        ("/organisation", "not-a-choice"),
        ("/ref", "too-long"),
    ]


@pytest.mark.parametrize(
    "said", [["none", "none"], {"level": ["none", "severe", "none"], "confidence": "low"}]
)
def test_a_level_named_twice_is_found_here_too(form: Form, said: Any) -> None:
    [(_, code)] = faults_of(form, physical_harm=said)

    assert code == "repeated-level"


@pytest.mark.parametrize("said", [["none", "unknown"], [], 7, None, {"level": "none", "x": 1}])
def test_an_answer_of_another_shape_is_a_fault(form: Form, said: Any) -> None:
    assert faults_of(form, physical_harm=said)[0][0].startswith("/levels/physical_harm")


def test_only_a_unit_is_assessed_without_a_threat_type(form: Form) -> None:
    unit = form_of(a_matrix(applies_to="unit"), few_words(), "OFFICIAL")
    said = {key: it for key, it in SAID.items() if key != "threat_type"}

    assert faults_of(form, without="threat_type") == [("/threat_type", "missing-member")]
    assert "threat_type" not in unit.submission(**said).content


def test_names_that_python_keeps_for_itself_are_reached_with_brackets() -> None:
    matrix = a_matrix(criteria=[a_criterion("class", code="CL"), a_criterion("submission")])

    form = form_of(matrix, few_words(), "OFFICIAL")

    assert form["class"]["none"] == Choice("none")
    assert form["submission"]["none"] == Choice("none")
