"""Arrow streams as a caller meets them, through the whole application."""

import asyncio
import importlib.util
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.web.app import create_app
from morile_api.web.settings import Settings
from tests.arrow import a_body, members, read
from tests.builders import CANARY
from tests.tokens import FORCE, OTHER_FORCE, a_token, bearer, guarded
from tests.wire.asgi import HOST, Answer, call, scope_of, streamed, the_app
from tests.wire.streams import NDJSON

pytestmark = pytest.mark.contract

PATH = "/v1/assessments/stream"
ARROW = (b"content-type", b"application/vnd.apache.arrow.stream")
MATRIX = "disruption@1.0.0"


def a_stream(outcome: Any = ("minor", "awful", None), **more: Any) -> bytes:
    columns = members(len(outcome), outcome=outcome)
    columns |= {"organisation": ["NCA"] * len(outcome), "threat_type": ["fraud"] * len(outcome)}
    return a_body(columns | more, MATRIX)


def asked(body: bytes, *more: tuple[bytes, bytes], app: Any = None) -> Answer:
    scope = scope_of("POST", PATH, [HOST, ARROW, *more])
    return asyncio.run(streamed(app or the_app(), scope, body))[0]


def test_what_comes_as_tables_is_answered_in_tables() -> None:
    """Refused rows do not change the status: it is sent before they are scored."""
    answer = asked(a_stream())

    rows, trailer = read(answer.body)
    assert answer.status == 200
    assert answer.header("Content-Type") == "application/vnd.apache.arrow.stream"
    assert answer.header("Cache-Control") == "no-store"
    assert [row["score"] for row in rows] == [1.0, None, None]
    assert (trailer["total"], trailer["assessed"], trailer["refused"]) == (3, 1, 2)


@pytest.mark.parametrize(
    ("body", "status", "kind", "code"),
    [
        (b"", 400, "malformed-request", "not-arrow"),
        (b'{"matrix": "disruption@1.0.0"}\n', 400, "malformed-request", "not-arrow"),
        (a_stream()[:-8], 400, "malformed-request", "not-arrow"),
        (a_stream().replace(b"minor", b"min\xffr"), 400, "malformed-request", "not-arrow"),
        (a_body(members(1), CANARY), 404, "unknown-matrix", "no-such-matrix"),
        (a_body(members(1), MATRIX), 422, "invalid-submission", "missing-column"),
        (a_body(members(1), None), 422, "invalid-submission", "missing-member"),
    ],
)
def test_what_is_wrong_with_the_stream_is_an_ordinary_problem(
    body: bytes, status: int, kind: str, code: str
) -> None:
    """Nothing has been answered by then, so the whole request is refused."""
    answer = call("POST", PATH, body, headers=[HOST, ARROW])

    assert (answer.status, answer.json["type"]) == (status, f"/problems/{kind}")
    assert answer.json["errors"][0]["code"] == code
    assert CANARY.encode() not in answer.body


def test_whoever_takes_no_tables_is_not_sent_any() -> None:
    """What comes as one kind is answered as that kind."""
    lines = (b"accept", b"application/x-ndjson")

    answer = call("POST", PATH, a_stream(), headers=[HOST, ARROW, lines])

    assert (answer.status, answer.json["type"]) == (406, "/problems/not-acceptable")
    assert asked(a_stream(), (b"accept", b"application/vnd.apache.arrow.stream")).status == 200


def test_without_the_library_tables_are_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is an extra; lines are answered all the same."""
    there = importlib.util.find_spec
    monkeypatch.setattr(
        "morile_api.web.streams.find_spec", lambda name: None if name == "pyarrow" else there(name)
    )
    app = create_app(Settings(log_level="error"))

    answer = call("POST", PATH, a_stream(), headers=[HOST, ARROW], app=app)

    assert answer.status == 415
    assert "pip install 'morile[arrow]'" in answer.json["detail"]
    assert answer.header("Accept") == "application/x-ndjson"
    body = b'{"matrix": "disruption@1.0.0"}\n'
    lines = scope_of("POST", PATH, [HOST, NDJSON])
    assert asyncio.run(streamed(app, lines, body))[0].status == 200


def test_the_limit_of_rows_is_that_of_lines() -> None:
    """Ten times the submissions of a request."""
    app = create_app(Settings(log_level="error", max_submissions=2))

    assert asked(a_stream(["minor"] * 20), app=app).status == 200
    refused = call("POST", PATH, a_stream(["minor"] * 21), headers=[HOST, ARROW], app=app)
    assert refused.json["errors"][0]["code"] == "too-long"


def test_other_libraries_may_write_what_is_sent() -> None:
    """polars writes plain text when it is told to; its views of text are refused by name."""
    polars = pytest.importorskip("polars")
    frame = polars.read_ipc_stream(a_stream(["minor"]))
    compatible = frame.to_arrow(compat_level=polars.CompatLevel.oldest())

    rows, _ = read(
        asked(a_body(dict(zip(frame.columns, compatible.columns, strict=True)), MATRIX)).body
    )

    assert [row["score"] for row in rows] == [1.0]
    newest = pa.table(frame.to_arrow(compat_level=polars.CompatLevel.newest()))
    viewed = call(
        "POST",
        PATH,
        a_body(dict(zip(frame.columns, newest.columns, strict=True)), MATRIX),
        headers=[HOST, ARROW],
    )
    assert "CompatLevel.oldest()" in viewed.json["errors"][0]["detail"]


def test_rows_of_an_organisation_that_the_token_does_not_cover_are_refused(tmp_path: Path) -> None:
    """As lines are, one by one; nobody gets round it by sending tables."""
    body = a_stream(("minor", "minor"), organisation=[FORCE, OTHER_FORCE])

    answer = asked(body, bearer(a_token(organisation=FORCE)), app=create_app(guarded(tmp_path)))

    rows, trailer = read(answer.body)
    assert [row["score"] for row in rows] == [1.0, None]
    assert rows[1]["faults"].startswith("organisation: the token does not cover")
    assert (trailer["assessed"], trailer["refused"]) == (1, 1)
