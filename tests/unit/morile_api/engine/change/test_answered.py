"""What one submission says, and the same said anew."""

from typing import Any

import msgspec
import pytest

from morile_api.engine.change.answered import answer_of, answers_of, restater
from morile_api.language.answer import Answer
from morile_api.language.faults import BadSubmission
from morile_api.language.submission import shared_words, submission_type
from tests.builders import a_matrix, a_threat, as_json, by_vector, codes, shipped_catalogue

SCALE = ["none", "moderate", "severe"]
MATRIX = a_matrix()
SUBMISSION = submission_type(MATRIX, shared_words(shipped_catalogue().vocabularies))


def said(threat: object) -> dict[str, Answer]:
    submission = msgspec.json.decode(as_json(threat), type=SUBMISSION)
    return answers_of(MATRIX, submission, "/submission")


def test_levels_and_a_vector_say_the_same() -> None:
    """In the matrix's order, whatever the caller's."""
    line = "example@1.0.0/CO:unknown/PH:severe~low"
    graded = {"level": "severe", "confidence": "low"}
    by_levels = said(a_threat(physical_harm=graded, community_harm="unknown"))

    assert list(by_levels) == ["physical_harm", "community_harm"]
    assert said(by_vector(line)) == by_levels


def test_a_level_named_twice_has_its_place() -> None:
    """As in any submission."""
    with pytest.raises(BadSubmission) as refused:
        said(a_threat(physical_harm=["none", "none"]))

    assert codes(refused.value.faults) == [
        ("/submission/levels/physical_harm", "repeated-level"),
    ]


def test_levels_or_a_vector_must_be_there() -> None:
    """And not both."""
    with pytest.raises(BadSubmission) as refused:
        said(a_threat(more={"levels": None}))

    assert codes(refused.value.faults) == [("/submission", "levels-or-vector")]


def test_an_answer_keeps_its_confidence_and_its_grading() -> None:
    """The grading is in no vector, but it belongs to the answer."""
    graded = msgspec.defstruct("Graded", ["level", "confidence", "grading"])

    assert answer_of(graded(("severe", "none"), "high", "1AP"), SCALE) == Answer(
        ("none", "severe"), "high", "1AP"
    )
    assert answer_of("unknown", SCALE) == Answer(tuple(SCALE))
    assert answer_of(Answer(("none",)), SCALE) == Answer(("none",))


def test_a_submission_said_anew_keeps_what_is_not_an_answer() -> None:
    """Reference, marking and date."""
    threat = a_threat(more={"marking": "OFFICIAL", "information_date": "2026-09-30"})
    submission: Any = msgspec.json.decode(as_json(threat), type=SUBMISSION)

    restated = restater(MATRIX)(submission, [Answer(("severe",)), Answer(("none",))])

    assert (restated.ref, restated.marking) == ("TV-1", "OFFICIAL")
    assert restated.information_date == submission.information_date
    assert restated.levels.physical_harm == Answer(("severe",))
