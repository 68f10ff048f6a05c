"""Examples of sensitivity show what there is to see."""

from morile_api.catalogue import load
from morile_api.web.moving_examples import moving_answers, moving_requests
from tests.builders import shipped_catalogue


def test_the_example_has_threats_of_different_places() -> None:
    [request] = moving_requests(shipped_catalogue()).values()

    levels = [tuple(each["levels"].values()) for each in request["submissions"]]
    assert len(set(levels)) == 3


def test_the_answer_stands_under_the_name_of_its_request() -> None:
    catalogue = shipped_catalogue()

    [(name, answer)] = moving_answers(catalogue).items()

    assert list(moving_requests(catalogue)) == [name]
    assert [each["ref"] for each in answer["threats"]] == ["EXAMPLE-1", "EXAMPLE-2", "EXAMPLE-3"]


def test_there_are_no_more_threats_than_a_request_may_hold() -> None:
    """A service with a small limit starts too."""
    [request] = moving_requests(load(limit=2)).values()

    assert len(request["submissions"]) == 2
