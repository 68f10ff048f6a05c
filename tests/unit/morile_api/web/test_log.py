"""The log: a line a request, written aside, never waited for."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from morile_api.language.assessment import MatrixMark
from morile_api.web import log
from morile_api.web.exchange import Done, Exchange
from morile_api.web.log import EventLog, ServerFormat, say
from tests.wire.asgi import HOST, scope_of

CANARY = "zebra_canary_4711"


def an_exchange(status: int = 200, method: str = "GET") -> Exchange:
    """One that is over."""

    async def send(_: Any) -> None: ...

    exchange = Exchange(scope_of(method, f"/{CANARY}", [HOST, (b"x", CANARY.encode())]), send)
    exchange.status = status
    exchange.route = "/v1/{name}"
    exchange.body = CANARY.encode()
    return exchange


@pytest.fixture
def file(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    path = tmp_path / "log"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY)
    yield descriptor, path
    os.close(descriptor)


def events(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def test_a_notice_of_the_process_stands_among_the_events(file: tuple[int, Path]) -> None:
    kept = EventLog("error", file[0])

    kept.tell("The keys have changed")
    kept.close()

    [event] = events(file[1])
    assert (event["level"], event["notice"]) == ("warning", "The keys have changed")


def test_who_called_or_why_not_is_told(file: tuple[int, Path]) -> None:
    kept = EventLog("info", file[0])
    known, unknown = an_exchange(), an_exchange(status=401)
    known.client, unknown.denied = "records", "expired"

    kept.note(known)
    kept.note(unknown)
    kept.close()

    assert [(each["client"], each["denied"]) for each in events(file[1])] == [
        ("records", None),
        (None, "expired"),
    ]


def test_an_event_says_what_happened_and_nothing_of_what_was_sent(file: tuple[int, Path]) -> None:
    kept = EventLog("info", file[0])
    exchange = an_exchange()
    mark = MatrixMark("example", "1.0.0", "draft", "sha256:00")
    exchange.done, exchange.received = Done(mark, 3, 1, "OFFICIAL"), 100

    kept.note(exchange)
    kept.close()

    [event] = events(file[1])
    assert event.pop("time").endswith("Z")
    assert event.pop("milliseconds") >= 0
    assert event == {
        "level": "info",
        "request_id": exchange.request_id.decode(),
        "trace_id": None,
        "method": "GET",
        "route": "/v1/{name}",
        "status": 200,
        "outcome": "partly-refused",
        "bytes": 100,
        "submissions": 3,
        "refused": 1,
        "matrix": "example@1.0.0",
        "matrix_digest": "sha256:00",
        "marking": "OFFICIAL",
        "input": None,
        "fault": None,
        "client": None,
        "denied": None,
    }
    assert CANARY not in file[1].read_text("ascii")


def test_a_method_of_the_callers_own_is_not_repeated(file: tuple[int, Path]) -> None:
    kept = EventLog("info", file[0])

    kept.note(an_exchange(method=CANARY.upper()))
    kept.close()

    assert events(file[1])[0]["method"] == "other"


@pytest.mark.parametrize(
    ("level", "logged"),
    [("info", [200, 304, 404, 500, 0]), ("warning", [404, 500, 0]), ("error", [500, 0])],
)
def test_a_level_leaves_out_what_is_below_it(
    file: tuple[int, Path], level: Any, logged: list[int]
) -> None:
    """Without a status nothing was sent, which is a failure."""
    kept = EventLog(level, file[0])

    for status in (200, 304, 404, 500, 0):
        kept.note(an_exchange(status))
    kept.close()

    assert [event["status"] for event in events(file[1])] == logged


def test_events_that_nobody_reads_are_dropped_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe holds 64 KiB; noting goes on at once when it is full."""
    monkeypatch.setattr(log, "WAITING", 100)
    out, into = os.pipe()
    kept = EventLog("info", into)

    began = time.monotonic()
    for round_ in range(20):
        for _ in range(100):
            kept.note(an_exchange())
        time.sleep(0.02 if round_ else 0.15)
    assert time.monotonic() - began < 5

    found: list[dict[str, Any]] = []
    rest = b""
    until = time.monotonic() + 5
    while time.monotonic() < until and not any("dropped" in each for each in found):
        *lines, rest = (rest + os.read(out, 1 << 20)).split(b"\n")
        found += [msgspec.json.decode(line) for line in lines]
    dropped = sum(each.get("dropped", 0) for each in found)
    assert dropped > 0
    kept.close()
    os.close(into)
    os.close(out)


def test_a_log_that_cannot_be_written_to_is_no_reason_to_stop() -> None:
    out, into = os.pipe()
    os.close(out)
    kept = EventLog("info", into)

    kept.note(an_exchange())
    kept.close()

    os.close(into)


def test_the_input_is_told_by_a_hash_that_only_the_key_can_make(file: tuple[int, Path]) -> None:
    """The second test case of RFC 4231, section 4.3: key `Jefe`."""
    kept = EventLog("info", file[0], b"Jefe")
    exchange = an_exchange()
    exchange.body = b"what do ya want for nothing?"

    kept.note(exchange)
    kept.close()

    assert events(file[1])[0]["input"] == (
        "hmac-sha256:5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_no_thread_is_started_before_there_is_anything_to_write() -> None:
    """A server may fork after the application was made; threads do not come along."""
    EventLog("info").close()


def test_what_the_server_logs_has_the_same_form_and_no_traceback() -> None:
    """The message of an exception may repeat what a request carried."""
    try:
        int(CANARY)
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, __file__, 1, "It %s", ("failed",), sys.exc_info()
        )

    line = msgspec.json.decode(ServerFormat().format(record))

    assert (line["level"], line["notice"]) == ("error", "It failed")
    assert CANARY not in str(line)


def test_a_notice_is_written_at_once(file: tuple[int, Path]) -> None:
    say("warning", "Access is open.", file[0])

    [notice] = events(file[1])
    assert (notice["level"], notice["notice"]) == ("warning", "Access is open.")


def test_what_breaks_off_a_stream_is_an_error_although_its_status_was_sent(
    file: tuple[int, Path],
) -> None:
    """200 stands on the wire by then; whoever watches the log must still see it."""
    kept = EventLog("error", file[0])
    exchange = an_exchange()
    exchange.fault = "ZeroDivisionError at broken:1"

    kept.note(exchange)
    kept.close()

    assert [each["level"] for each in events(file[1])] == ["error"]
