"""Markings: they travel, come back, the answer as a whole carries the highest."""

from typing import Any

import msgspec
import pytest

from tests.streams import read
from tests.wire.asgi import post
from tests.wire.requests import MATRIX, a_request, a_submission
from tests.wire.streams import a_stream, asked

pytestmark = pytest.mark.contract

LOW, HIGH, ABOVE = "OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET"

Said = dict[str, Any]


def in_rows(*submissions: Said) -> tuple[list[Said], Said]:
    """Results, and what the answer says of the whole."""
    said = post("/v1/assessments", a_request(*submissions)).json
    return said["results"], said


def in_columns(*submissions: Said) -> tuple[list[Said], Said]:
    columns: Said = {
        name: [each.get(name) for each in submissions]
        for name in ("ref", "organisation", "threat_type", "marking")
    }
    columns["levels"] = {"outcome": [each["levels"]["outcome"] for each in submissions]}
    said = post("/v1/assessments", {"matrix": MATRIX, "columns": columns}).json
    return said["results"], said


def in_a_stream(*submissions: Said) -> tuple[list[Said], Said]:
    answer, _ = asked(a_stream(*submissions))
    *results, trailer = read(answer.body)
    return results, trailer


WAYS = [in_rows, in_columns, in_a_stream]


@pytest.mark.parametrize("ask", WAYS)
def test_each_comes_back_and_the_whole_carries_the_highest(ask: Any) -> None:
    results, whole = ask(
        a_submission(marking=LOW), a_submission(marking=HIGH), a_submission(marking=LOW)
    )

    assert [each["marking"] for each in results] == [LOW, HIGH, LOW]
    assert whole["marking"] == HIGH


@pytest.mark.parametrize("ask", WAYS)
def test_what_is_not_marked_stays_so(ask: Any) -> None:
    """No marking is made up."""
    [result], whole = ask(a_submission())

    assert "marking" not in result
    assert "marking" not in whole


@pytest.mark.parametrize("ask", WAYS)
def test_one_above_what_is_accepted_is_refused_and_stops_no_other(ask: Any) -> None:
    results, whole = ask(a_submission(marking=LOW), a_submission(marking=ABOVE))

    assert [each["status"] for each in results] == ["assessed", "refused"]
    [fault] = results[1]["problem"]["errors"]
    assert fault["code"] == "marking-too-high"
    assert fault["pointer"] in ("/submissions/1/marking", "/columns/marking/1")
    assert "OFFICIAL-SENSITIVE" in fault["detail"]
    assert whole["marking"] == LOW


@pytest.mark.parametrize("ask", [in_rows, in_a_stream])
def test_a_submission_refused_for_another_reason_still_marks_the_whole(ask: Any) -> None:
    """Its reference is in the answer."""
    bad = a_submission(marking=HIGH, levels={"outcome": "great"})

    results, whole = ask(a_submission(marking=LOW), bad)

    assert results[1]["status"] == "refused"
    assert whole["marking"] == HIGH


def test_a_batch_that_is_to_be_whole_is_refused_whole() -> None:
    request = a_request(a_submission(), a_submission(marking=ABOVE), on_error="reject")

    reply = post("/v1/assessments", request)

    assert reply.status == 422
    assert [each["code"] for each in reply.json["errors"]] == ["marking-too-high"]


VERBS: list[tuple[str, Said]] = [
    ("agreement", {"submissions": [a_submission(marking=ABOVE, assessor=a) for a in ("x", "y")]}),
    ("priorities", {"submissions": [a_submission(marking=ABOVE)]}),
    ("replays", {"submissions": [a_submission(marking=ABOVE)], "to": MATRIX}),
    ("sensitivities", {"submissions": [a_submission(marking=ABOVE)]}),
    ("moderations", {"submission": a_submission(marking=ABOVE), "changes": []}),
]


@pytest.mark.parametrize(("verb", "request_"), VERBS, ids=[name for name, _ in VERBS])
def test_no_question_takes_one_above_what_is_accepted(verb: str, request_: Said) -> None:
    reply = post(f"/v1/{verb}", {"matrix": MATRIX, **request_})

    assert reply.status == 422
    assert "marking-too-high" in {each["code"] for each in reply.json["errors"]}
    assert msgspec.json.encode(ABOVE) not in reply.body
