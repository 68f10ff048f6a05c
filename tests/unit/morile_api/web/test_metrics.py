"""Metrics: what happened is counted, by names of ours."""

import os
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families as parsed

from morile_api.web.app import create_app
from morile_api.web.guard import Guard
from morile_api.web.log import EventLog
from morile_api.web.settings import Settings
from tests.builders import CANARY
from tests.wire.asgi import HOST, call, post
from tests.wire.requests import MATRIX, a_body, a_request, a_submission


@pytest.fixture
def app(tmp_path: Path) -> Guard:
    descriptor = os.open(tmp_path / "log", os.O_CREAT | os.O_WRONLY)
    return create_app(Settings(), EventLog("error", descriptor))


Samples = dict[tuple[str, frozenset[str]], float]


def told(app: Guard) -> Samples:
    """Every sample, by its name and the values of its labels, in whatever order they come."""
    page = call("GET", "/metrics", app=app).body.decode()
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in parsed(page)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_method_and_status(app: Guard) -> None:
    for _ in range(3):
        call("GET", "/healthz", app=app)
    call("GET", "/v1/matrices/thematic/1.0.0", app=app)
    call("GET", "/v1/matrices/thematic/9.9.9", app=app)

    found = told(app)

    def requests(*labels: str) -> float:
        return found["morile_requests_total", frozenset(labels)]

    assert requests("/healthz", "GET", "200") == 3
    assert requests("/v1/matrices/{matrix}/{version}", "GET", "200") == 1
    assert requests("/v1/matrices/{matrix}/{version}", "GET", "404") == 1
    assert found["morile_request_seconds_count", frozenset({"/healthz"})] == 3
    assert found["morile_problems_total", frozenset({"unknown-matrix"})] == 1


def test_submissions_and_faults_are_counted(app: Guard) -> None:
    """Two are sound and one has two faults: a level that is not there, and no organisation."""
    bad = a_submission(levels={"outcome": "none-such"}, organisation=None)

    post("/v1/assessments", a_request(a_submission(), bad, a_submission()), app=app)
    post("/v1/assessments", {**a_request(), "matrix": "none@1.0.0"}, app=app)

    found = told(app)
    assert found["morile_submissions_total", frozenset({MATRIX, "assessed"})] == 2
    assert found["morile_submissions_total", frozenset({MATRIX, "refused"})] == 1
    for code in ("wrong-type", "no-such-level", "no-such-matrix"):
        assert found["morile_faults_total", frozenset({code})] == 1
    assert found["morile_problems_total", frozenset({"unknown-matrix"})] == 1


def test_every_matrix_that_is_loaded_is_told_with_its_digest(app: Guard) -> None:
    marks = call("GET", "/v1", app=app).json["matrices"]

    found = told(app)

    assert len(marks) == 7
    for each in marks:
        labels = frozenset((each["id"], each["version"], each["status"], each["digest"]))
        assert found["morile_matrix_info", labels] == 1


def test_what_the_log_dropped_is_told(app: Guard) -> None:
    assert told(app)["morile_log_drops_total", frozenset()] == 0


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        (CANARY, "/v1", [HOST]),
        ("GET", f"/{CANARY}", [HOST]),
        ("GET", f"/v1/matrices/{CANARY}/1.0.0", [HOST]),
        ("GET", "/v1", [(b"host", CANARY.encode() + b"/")]),
    ],
)
def test_nothing_that_a_caller_made_up_becomes_a_label(
    app: Guard, method: str, path: str, headers: Any
) -> None:
    """Labels that callers choose would also grow without end."""
    call(method, path, app=app, headers=headers)
    post("/v1/assessments", a_request(matrix=CANARY), app=app)

    assert CANARY.encode() not in call("GET", "/metrics", app=app).body


def test_a_body_that_is_refused_whole_counts_each_of_its_faults(app: Guard) -> None:
    bad = a_submission(levels={"outcome": "none-such"})

    call("POST", "/v1/assessments", a_body(bad, bad, on_error="reject"), app=app)

    found = told(app)
    faults = [value for key, value in found.items() if key[0] == "morile_faults_total"]
    assert faults == [2]
    assert found["morile_problems_total", frozenset({"invalid-submission"})] == 1
