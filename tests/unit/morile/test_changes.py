"""Requests to moderate and to replay, as they are sent."""

import json
from typing import Any

import pytest

from morile._bulk import Wish
from morile._changes import moderation, replay
from morile_api.language.faults import BadSubmission
from tests.builders import a_threat, by_vector, codes
from tests.moderations import a_change

LINE = "example@1.0.0/PH:none/CO:none"


def read(body: bytes) -> Any:
    return json.loads(body)


def test_a_moderation_is_sent_as_the_api_takes_it() -> None:
    """What is not said is left out."""
    change = a_change("physical_harm", "none", "severe")

    sent = read(moderation(a_threat(), [change], None, Wish("example@1.0.0")))

    assert sent == {"matrix": "example@1.0.0", "submission": a_threat(), "changes": [change]}


def test_a_moderation_with_everything() -> None:
    """The prompt, and the wish to explain."""
    sent = read(moderation(a_threat(), [], {"kind": "review"}, Wish("example@1.0.0", explain=True)))

    assert (sent["prompt"], sent["explain"]) == ({"kind": "review"}, True)


def test_the_matrix_is_that_of_the_vector_or_the_fallback() -> None:
    """As for an assessment."""
    assert read(moderation(by_vector(LINE), [], None, Wish()))["matrix"] == "example@1.0.0"
    assert read(moderation(a_threat(), [], None, Wish(fallback="x@1.0.0")))["matrix"] == "x@1.0.0"
    assert "matrix" not in read(moderation(a_threat(), [], None, Wish()))


def test_a_replay_is_sent_as_the_api_takes_it() -> None:
    """The matrix of the first submission that names one."""
    crosswalk = [{"from": "physical_harm", "to": "harm"}]

    sent = read(replay(iter([a_threat(), by_vector(LINE)]), "x@1.0.0", crosswalk, Wish()))

    assert sent == {
        "matrix": "example@1.0.0",
        "to": "x@1.0.0",
        "submissions": [a_threat(), by_vector(LINE)],
        "crosswalk": crosswalk,
    }


def test_a_replay_without_a_crosswalk_sends_none() -> None:
    """Nor an empty list."""
    assert "crosswalk" not in read(replay([a_threat()], "x@1.0.0", None, Wish("y@1.0.0")))


def test_what_json_has_no_form_for_is_refused_with_every_place() -> None:
    """And without repeating it."""
    thing = object()
    with pytest.raises(BadSubmission) as refused:
        moderation({"ref": thing}, [{}, {"reason": thing}], {"kind": thing}, Wish())
    assert codes(refused.value.faults) == [
        ("/submission", "wrong-type"),
        ("/changes/1", "wrong-type"),
        ("/prompt", "wrong-type"),
    ]

    with pytest.raises(BadSubmission) as refused:
        replay([a_threat(), {"ref": thing}], "\ud800", [{"from": thing}], Wish())
    assert codes(refused.value.faults) == [
        ("/submissions/1", "wrong-type"),
        ("/crosswalk/0", "wrong-type"),
        ("/to", "wrong-type"),
    ]
