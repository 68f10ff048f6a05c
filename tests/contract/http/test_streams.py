"""Streams as a caller meets them, through the whole application."""

from hashlib import sha256

import pytest

from tests.streams import read
from tests.wire.asgi import HOST, JSON, call, post
from tests.wire.requests import MATRIX, a_request, a_submission
from tests.wire.streams import NDJSON, a_stream, asked

pytestmark = pytest.mark.contract

PATH = "/v1/assessments/stream"


def test_a_stream_gives_what_a_request_gives_and_a_trailer() -> None:
    """Every record is what stands in `results`, and the trailer what stands around them."""
    threats = [a_submission(ref="A"), a_submission(ref="B", levels={}), a_submission(ref="C")]
    body = a_stream(*threats, explain=True)

    answer, _ = asked(body)

    *results, last = read(answer.body)
    batch = post("/v1/assessments", a_request(*threats, explain=True)).json
    assert results == batch["results"]
    assert last == {
        "status": "complete",
        "matrix": batch["matrix"],
        "engine_version": batch["engine_version"],
        **batch["summary"],
        "received": f"sha256:{sha256(body).hexdigest()}",
    }


def test_a_refused_line_does_not_change_the_status() -> None:
    """It is sent before the lines are scored; the trailer counts."""
    answer, _ = asked(a_stream(b"nonsense"))

    assert answer.status == 200
    assert read(answer.body)[-1]["refused"] == 1


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 400, "malformed-request"),
        (b"nonsense\n", 400, "malformed-request"),
        (b"\xff\n", 400, "malformed-request"),
        (b"[]\n", 422, "invalid-submission"),
        (b"{}\n", 422, "invalid-submission"),
        (b'{"matrix": "disruption@1.0.0", "on_error": "reject"}', 422, "invalid-submission"),
        (b'{"matrix": "none@1.0.0"}\n', 404, "unknown-matrix"),
    ],
)
def test_what_is_wrong_with_the_header_is_an_ordinary_problem(
    body: bytes, status: int, kind: str
) -> None:
    """Nothing has been answered by then, so the whole request is refused."""
    answer, _ = asked(body)

    assert (answer.status, answer.json["type"]) == (status, f"/problems/{kind}")
    assert answer.header("Content-Type") == "application/problem+json"
    assert answer.json["instance"] == PATH


@pytest.mark.parametrize("kind", [JSON, (b"content-type", b"text/plain"), (b"x", b"y")])
def test_only_lines_and_tables_are_streamed(kind: tuple[bytes, bytes]) -> None:
    answer = call("POST", PATH, a_stream(), headers=[HOST, kind])

    assert (answer.status, answer.json["type"]) == (415, "/problems/unsupported-media-type")
    kinds = "application/x-ndjson, application/vnd.apache.arrow.stream"
    assert answer.header("Accept") == kinds


def test_lines_are_no_request_elsewhere() -> None:
    answer = call("POST", "/v1/assessments", a_stream(), headers=[HOST, NDJSON])

    assert answer.status == 415


@pytest.mark.parametrize("accept", [b"application/json", b"text/html", b"application/x-ndjson;q=0"])
def test_whoever_takes_no_lines_is_told_so_before_anything_is_scored(accept: bytes) -> None:
    answer = call("POST", PATH, a_stream(), headers=[HOST, NDJSON, (b"accept", accept)])

    assert (answer.status, answer.json["type"]) == (406, "/problems/not-acceptable")
    assert "application/x-ndjson" in answer.json["detail"]


@pytest.mark.parametrize("accept", [b"*/*", b"application/*", b"application/x-ndjson", b""])
def test_whoever_takes_lines_gets_them(accept: bytes) -> None:
    assert asked(a_stream(), more=[(b"accept", accept)])[0].status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_a_stream_is_posted(method: str) -> None:
    answer = call(method, PATH)

    assert (answer.status, answer.header("Allow")) == (405, "POST")


def test_no_line_is_repeated_in_an_answer() -> None:
    """A wrong line may hold anything."""
    canary = b"zebra_canary_4711"
    lines = [canary, b'{"' + canary + b'": 1}', b'["' + canary + b'"]', b'{"ref": ["' + canary]

    answer, _ = asked(a_stream(*lines))

    assert read(answer.body)[-1]["refused"] == 4
    assert canary not in answer.body


def test_every_matrix_can_be_streamed() -> None:
    listed = call("GET", "/v1/matrices").json["matrices"]
    for each in listed:
        name = f"{each['id']}@{each['version']}"
        answer, _ = asked(b'{"matrix": "%s"}' % name.encode())
        assert read(answer.body)[-1]["total"] == 0
    assert MATRIX in [f"{each['id']}@{each['version']}" for each in listed]
