"""Reading a body whole, within a size, before a deadline."""

import asyncio
import mmap
import sys
from typing import Any

import pytest

from morile_api.web.body import read_body
from morile_api.web.exchange import Exchange
from morile_api.web.problems import CUT_OFF, OVERLOADED, REQUEST_TIMEOUT, TOO_LARGE, Kind
from tests.wire.asgi import HOST, scope_of


def part(body: bytes | memoryview, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


GONE = {"type": "http.disconnect"}


def read(
    *messages: dict[str, Any], most: int = 10, pause: float = 0
) -> tuple[Kind | None, Exchange]:
    """What becomes of messages that come with a pause before each; then nothing comes."""

    async def send(_: Any) -> None: ...

    async def run() -> tuple[Kind | None, Exchange]:
        waiting = list(messages)
        exchange = Exchange(scope_of("POST", "/v1", [HOST]), send)

        async def receive() -> Any:
            await asyncio.sleep(pause if waiting else 60)
            return waiting.pop(0)

        return await read_body(receive, exchange, most, seconds=0.2), exchange

    return asyncio.run(run())


def test_a_body_is_put_together_from_its_parts() -> None:
    kind, exchange = read(part(b"one", more=True), part(b"", more=True), part(b"two"))

    assert kind is None
    assert (exchange.body, exchange.received, exchange.close) == (b"onetwo", 6, False)


def test_parts_may_leave_out_what_is_the_default() -> None:
    kind, exchange = read({"type": "http.request"})

    assert (kind, exchange.body) == (None, b"")


def test_a_body_of_the_largest_size_is_read() -> None:
    assert read(part(b"x" * 10))[0] is None


def test_reading_stops_at_the_limit() -> None:
    kind, exchange = read(part(b"x" * 6, more=True), part(b"x" * 5, more=True), GONE)

    assert (kind, exchange.body, exchange.close) == (TOO_LARGE, b"", True)


def test_a_caller_who_goes_away_is_not_waited_for() -> None:
    kind, exchange = read(part(b"x", more=True), GONE)

    assert (kind, exchange.close) == (CUT_OFF, True)


def test_a_body_there_is_no_memory_for_is_put_off() -> None:
    """Its parts are addresses that nothing stands at yet: together they ask for 64 TiB."""
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    with mmap.mmap(-1, 1 << 45, flags, mmap.PROT_READ) as vast, memoryview(vast) as half:
        kind, exchange = read(part(half, more=True), part(half), most=sys.maxsize)

    assert (kind, exchange.close) == (OVERLOADED, True)


@pytest.mark.parametrize("messages", [[], [part(b"x", more=True)] * 100])
def test_the_deadline_is_for_the_whole(messages: list[dict[str, Any]]) -> None:
    """Whether nothing comes, or a little again and again."""
    kind, exchange = read(*messages, most=1000, pause=0.05)

    assert (kind, exchange.close) == (REQUEST_TIMEOUT, True)


def test_whoever_cancels_the_request_is_not_told_of_a_deadline() -> None:
    """A server that shuts down must be obeyed."""

    async def send(_: Any) -> None: ...

    async def run() -> bool:
        async def receive() -> Any:
            await asyncio.sleep(60)

        exchange = Exchange(scope_of("POST", "/v1", [HOST]), send)
        reading = asyncio.ensure_future(read_body(receive, exchange, 10, seconds=60))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
        return reading.cancelled()

    assert asyncio.run(run())
