"""Examples are requests that can be sent, and answers that come back."""

from typing import Any

import pytest

from morile_api.catalogue import load
from morile_api.web.examples import (
    answered,
    by_vector,
    example_requests,
    example_submission,
    faults_of,
    partly_refused,
    plainest,
)
from tests.builders import a_matrix

CATALOGUE = load()


@pytest.mark.parametrize(
    "request_", example_requests(CATALOGUE).values(), ids=example_requests(CATALOGUE)
)
def test_every_matrix_has_a_request_that_is_assessed(request_: dict[str, Any]) -> None:
    said = answered(CATALOGUE, request_)

    assert said["summary"] == {"total": 1, "assessed": 1, "refused": 0}


def test_an_example_shows_every_form_an_answer_may_take() -> None:
    """Thirteen criteria are enough for all of them."""
    matrix = CATALOGUE.entry("thematic@1.0.0").scorer.matrix.definition

    forms = list(example_submission(matrix, "x")["levels"].values())

    assert {type(each) for each in forms} == {str, list, dict}
    assert forms[-1] == "unknown"


def test_a_small_matrix_has_an_example_too() -> None:
    levels = example_submission(a_matrix(), "x")["levels"]

    assert levels == {"physical_harm": "moderate", "community_harm": ["moderate", "severe"]}


def test_the_vector_gives_the_assessment_that_the_levels_give() -> None:
    by_levels = answered(CATALOGUE, plainest(CATALOGUE))["results"][0]
    same = answered(CATALOGUE, by_vector(CATALOGUE))["results"][0]

    assert (same["score"], same["range"]) == (by_levels["score"], by_levels["range"])


def test_one_of_two_is_refused_for_a_mistake_people_make() -> None:
    said = answered(CATALOGUE, partly_refused(CATALOGUE))

    assert said["summary"] == {"total": 2, "assessed": 1, "refused": 1}
    assert [each.code for each in faults_of(CATALOGUE, partly_refused(CATALOGUE, "reject"))] == [
        "missing-criterion"
    ]


def test_a_request_without_fault_has_none() -> None:
    assert faults_of(CATALOGUE, plainest(CATALOGUE)) == []
