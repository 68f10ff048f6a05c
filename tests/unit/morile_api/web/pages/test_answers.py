"""Answers on a form, and the vector they make."""

import pytest

from morile_api.language.vector import parse_vector
from morile_api.web.pages.answers import (
    BETWEEN,
    CHOOSE,
    TICK,
    Chosen,
    chosen_in,
    chosen_of,
    field_names,
    vector_of,
)
from morile_api.web.pages.asked import UnreadableForm
from tests.builders import a_criterion, a_matrix, a_node, a_scale

MATRIX = a_matrix(
    scales=[a_scale(points={"none": 0, "minor": 1, "severe": 5})],
    criteria=[a_criterion("one"), a_criterion("two")],
    nodes=[a_node("harm", "sum", ["one", "two"])],
)


def test_levels_not_known_and_between_become_their_vector() -> None:
    chosen = chosen_in(MATRIX, {"ON": ["severe"], "TW": [BETWEEN], "TW.may": ["severe", "minor"]})

    assert vector_of(MATRIX, chosen) == f"{MATRIX.id}/ON:severe/TW:minor|severe"


def test_confidence_goes_along() -> None:
    chosen = chosen_in(MATRIX, {"ON": ["unknown"], "TW": ["none"], "TW.confidence": ["low"]})

    assert vector_of(MATRIX, chosen) == f"{MATRIX.id}/ON:unknown/TW:none~low"


def test_boxes_ticked_under_another_answer_do_not_count() -> None:
    chosen = chosen_in(MATRIX, {"ON": ["none"], "ON.may": ["severe"], "TW": ["none"]})

    assert vector_of(MATRIX, chosen) == f"{MATRIX.id}/ON:none/TW:none"


def test_what_is_missing_is_said_beside_its_question() -> None:
    chosen = chosen_in(MATRIX, {"TW": [BETWEEN], "TW.may": ["severe"]})

    assert (chosen["ON"].wrong, chosen["TW"].wrong) == (CHOOSE, TICK)
    assert chosen["TW"].may == ("severe",)


@pytest.mark.parametrize(
    "fields",
    [{"ON": ["awful"]}, {"ON.may": ["awful"]}, {"ON.confidence": ["sure"]}, {"ON": ["none"] * 2}],
)
def test_what_the_form_does_not_offer_is_refused(fields: dict[str, list[str]]) -> None:
    with pytest.raises(UnreadableForm):
        chosen_in(MATRIX, fields)


@pytest.mark.parametrize("said", ["severe", "unknown", "none|severe", "none|minor~high"])
def test_a_vector_and_its_form_are_the_same_thing(said: str) -> None:
    """So that changing one answer keeps the rest."""
    vector = f"{MATRIX.id}/ON:{said}/TW:none"

    chosen = chosen_of(MATRIX, parse_vector(MATRIX, vector))

    assert vector_of(MATRIX, chosen) == vector
    assert chosen["TW"] == Chosen("none")


def test_every_criterion_has_its_fields() -> None:
    assert list(field_names(MATRIX)) == [
        *("ON", "ON.may", "ON.confidence", "TW", "TW.may", "TW.confidence")
    ]
