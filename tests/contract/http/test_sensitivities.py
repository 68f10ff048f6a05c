"""`POST /v1/sensitivities`, and the quality report of `POST /v1/matrices/check`."""

from typing import Any

import pytest

from morile_api.language.version import ENGINE_VERSION
from tests.builders import A_DEFINITION
from tests.wire.asgi import call, post
from tests.wire.requests import a_request, a_submission

pytestmark = pytest.mark.contract

PATH = "/v1/sensitivities"


def test_bands_that_are_looked_up_stay_as_they_are() -> None:
    """The step of a disruption is the answer itself, whatever it is worth."""
    major = a_submission(ref="TV-2", levels={"outcome": "major"})

    reply = post(PATH, a_request(a_submission(), major, by=0.5, trials=20))

    assert (reply.status, reply.header("Cache-Control")) == (200, "no-store")
    assert reply.json["engine_version"] == ENGINE_VERSION
    assert (reply.json["bands_kept"], reply.json["figures"], reply.json["reversals"]) == (1, [], [])
    assert [(each["ref"], each["score"], each["best_rank"]) for each in reply.json["threats"]] == [
        ("TV-1", 2, 2),
        ("TV-2", 3, 1),
    ]


def test_the_same_request_gets_the_same_bytes() -> None:
    request = a_request(a_submission(), by=0.3, trials=5, seed=9)

    assert post(PATH, request).body == post(PATH, request).body


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"by": 0.6}, "/by", "out-of-range"),
        ({"by": -0.1}, "/by", "out-of-range"),
        ({"by": "0.1"}, "/by", "wrong-type"),
        ({"trials": 0}, "/trials", "out-of-range"),
        ({"trials": 1001}, "/trials", "out-of-range"),
        ({"trials": 1.5}, "/trials", "wrong-form"),
        ({"seed": -1}, "/seed", "out-of-range"),
        ({"vary": "cuts"}, "/vary", "not-a-choice"),
        ({"submissions": []}, "/submissions", "too-short"),
        ({"more": 1}, "", "unknown-member"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_its_place(
    change: dict[str, Any], pointer: str, code: str
) -> None:
    reply = post(PATH, {**a_request(), **change})

    assert reply.status == 422
    assert reply.json["type"] == "/problems/invalid-submission"
    assert [each["pointer"] for each in reply.json["errors"]] == [pointer]
    assert reply.json["errors"][0]["code"] == code


def test_one_submission_at_fault_refuses_the_whole() -> None:
    """A ranking with a threat left out would be another ranking."""
    bad = a_submission(levels={"outcome": "dreadful"})

    reply = post(PATH, a_request(a_submission(), bad))

    assert reply.status == 422
    assert [each["pointer"] for each in reply.json["errors"]] == ["/submissions/1/levels/outcome"]


def test_a_matrix_that_is_not_there_is_not_found() -> None:
    assert post(PATH, {**a_request(), "matrix": "none@1.0.0"}).status == 404


def test_what_is_no_json_is_malformed() -> None:
    assert call("POST", PATH, b"{").status == 400


def test_a_definition_that_holds_is_answered_with_its_quality() -> None:
    """0, 2.5 and 8 plus a quarter of the same: nine scores, of which four are 4 or more."""
    quality = post("/v1/matrices/check", {"toml": A_DEFINITION}).json["quality"]

    assert quality["distinct_scores"] == 9
    assert quality["bands"] == {"low": 0.5556, "high": 0.4444}
    assert [each["criterion"] for each in quality["criteria"]] == [
        "physical_harm",
        "community_harm",
    ]
    assert quality["exact"]["bands"] is True
    assert quality["exact"]["misordered"] is False
