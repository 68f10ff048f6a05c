"""What is above the highest marking is refused, and the log holds nothing of it."""

import os
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from morile_api.web.app import create_app
from morile_api.web.log import EventLog
from morile_api.web.settings import Settings
from tests.builders import CANARY
from tests.wire.asgi import call
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.streams import a_stream, asked

BAD: dict[str, Any] = {"marking": "SECRET", "assessor": CANARY, "information_date": "2026-09-30"}


def columns() -> bytes:
    said = {key: [each] for key, each in a_submission(ref=CANARY, **BAD).items()}
    return msgspec.json.encode(
        {"matrix": MATRIX, "columns": said | {"levels": {"outcome": ["minor"]}}}
    )


def one() -> bytes:
    return a_body(a_submission(ref=CANARY, **BAD))


@pytest.mark.parametrize("way", ["rows", "columns", "stream"])
def test_only_its_reference_comes_back_and_nothing_is_logged(tmp_path: Path, way: str) -> None:
    """The caller needs to know which of theirs it was."""
    path = tmp_path / "log"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY)
    app = create_app(Settings(), EventLog("info", descriptor))

    if way == "stream":
        body = asked(a_stream(a_submission(ref=CANARY, **BAD)), app=app)[0].body
    else:
        sent = columns() if way == "columns" else one()
        body = call("POST", "/v1/assessments", sent, app=app).body

    until = time.monotonic() + 5
    while not path.stat().st_size and time.monotonic() < until:
        time.sleep(0.01)
    log = path.read_bytes()
    assert b"marking-too-high" in body
    assert body.count(CANARY.encode()) == 1
    assert b'"route":"/v1/assessments' in log
    for word in (CANARY.encode(), b"SECRET", b"2026-09-30", b"minor", b"moderate"):
        assert word not in log
