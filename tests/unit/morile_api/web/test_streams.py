"""The route of streams: when it answers, when it stops, and what it tells the log."""

import asyncio
import threading
from typing import Any

import pytest
from litestar.exceptions import LitestarException

from morile_api.engine.stream import SLICE, slices
from morile_api.web import streams
from morile_api.web.app import create_app
from morile_api.web.exchange import Exchange
from morile_api.web.guard import Guard
from morile_api.web.log import EventLog
from morile_api.web.settings import Settings
from tests.streams import read
from tests.wire.asgi import HOST, scope_of
from tests.wire.requests import a_submission
from tests.wire.streams import NDJSON, a_stream, asked

LONG = a_stream(*[a_submission()] * (3 * SLICE + 1))


class Kept(EventLog):
    """A log whose events stay where a test can see them."""

    def __init__(self) -> None:
        super().__init__("error")
        self.seen: list[Exchange] = []

    def note(self, exchange: Exchange) -> None:
        self.seen.append(exchange)


def an_app(log: EventLog | None = None, **settings: Any) -> Guard:
    return create_app(Settings(log_level="error", **settings), log)


def test_an_answer_comes_in_parts_of_a_slice_and_the_trailer() -> None:
    """So that neither side ever holds it whole."""
    answer, parts = asked(LONG)

    assert [part.count(b"\n") for part in parts] == [SLICE, SLICE, SLICE, 1, 1, 0]
    assert answer.status == 200
    assert answer.header("Content-Type") == "application/x-ndjson"
    assert answer.header("Cache-Control") == "no-store"
    assert read(answer.body)[-1]["total"] == 3 * SLICE + 1


def test_slices_are_scored_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single scoring beside a long stream goes on meanwhile."""
    seen = set()

    def watched(stream: Any) -> Any:
        for each in slices(stream):
            seen.add(threading.current_thread())
            yield each

    monkeypatch.setattr(streams, "slices", watched)

    asked(LONG)

    assert len(seen) == 1
    assert threading.main_thread() not in seen


def test_a_client_that_leaves_ends_the_work() -> None:
    """Nothing further is scored for nobody, and it is no failure of the service."""
    log = Kept()

    _, parts = asked(LONG, app=an_app(log), most_parts=1)

    [exchange] = log.seen
    assert len(parts) == 1
    assert exchange.done is not None
    assert exchange.done.submissions <= 2 * SLICE
    assert (exchange.status, exchange.fault) == (200, None)


def test_a_client_that_does_not_read_is_given_up_and_its_place_is_free_again() -> None:
    """Its answer stays without a trailer, so it cannot be taken for whole."""
    log = Kept()
    app = an_app(log, body_seconds=0.1, max_concurrent=1)
    sent: list[bytes] = []
    waiting = [{"type": "http.request", "body": LONG, "more_body": False}]

    async def receive() -> Any:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            sent.append(message["body"])
            await asyncio.Event().wait()

    for _ in range(5):
        waiting[:] = [{"type": "http.request", "body": LONG, "more_body": False}]
        asyncio.run(app(scope_of("POST", streams.PATH, [HOST, NDJSON]), receive, send))

    assert [part.count(b"\n") for part in sent] == [SLICE] * 5
    assert [(each.status, each.fault) for each in log.seen] == [(200, None)] * 5


def test_more_open_streams_than_there_are_places_are_put_off() -> None:
    """Four for each batch; the fifth is asked to come back."""
    app = an_app(max_concurrent=1)
    go_on = asyncio.Event()
    statuses: list[int] = []

    async def one() -> None:
        waiting = [{"type": "http.request", "body": a_stream(), "more_body": False}]

        async def receive() -> Any:
            if not waiting:
                await asyncio.Event().wait()
            return waiting.pop(0)

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            else:
                await go_on.wait()

        await app(scope_of("POST", streams.PATH, [HOST, NDJSON]), receive, send)

    async def run() -> None:
        doing = asyncio.gather(*[one() for _ in range(5)])
        while len(statuses) < 5:
            await asyncio.sleep(0.01)
        go_on.set()
        await doing

    asyncio.run(run())

    assert sorted(statuses) == [200, 200, 200, 200, 503]


def test_a_failure_in_the_middle_is_told_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The status has been sent by then; the missing trailer tells the client."""

    def broken(stream: Any) -> Any:
        yield next(slices(stream))
        raise ZeroDivisionError

    monkeypatch.setattr(streams, "slices", broken)
    log = Kept()

    with pytest.raises(LitestarException):
        asked(LONG, app=an_app(log))

    [exchange] = log.seen
    assert exchange.status == 200
    assert exchange.fault is not None
    assert exchange.fault.startswith("ZeroDivisionError at broken:")


def test_a_failure_before_the_first_record_is_an_ordinary_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(stream: Any) -> Any:
        yield 1 // 0

    monkeypatch.setattr(streams, "slices", broken)

    answer, _ = asked(LONG, app=an_app())

    assert (answer.status, answer.json["type"]) == (500, "/problems/internal")
