"""Streams over real sockets: lines that break, answers nobody reads, clients that leave."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.streams import read
from tests.wire.requests import a_body, a_submission
from tests.wire.server import Server, exchange, plain, said, serving, status_of
from tests.wire.streams import a_stream, over_http

pytestmark = pytest.mark.server

MOST_BYTES = 60_000_000
READER_S = 1.5
PATIENCE_S = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One place for batches, so four for streams."""
    with serving(
        tmp_path_factory.mktemp("service"),
        max_body_bytes=str(MOST_BYTES),
        body_seconds=str(READER_S),
        max_concurrent="1",
    ) as running:
        yield running


@pytest.fixture(scope="module")
def long_stream() -> bytes:
    """20,000 submissions, whose answer of some 8 MB fits into no buffer on the way."""
    return a_stream(*[a_submission()] * 20_000)


def body_of(reply: bytes) -> bytes:
    """The body of a chunked reply, as far as whole chunks of it came."""
    head, _, rest = reply.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    parts = []
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size or b"0", 16)
        if length == 0 or len(rest) < length:
            break
        parts.append(rest[:length])
        rest = rest[length + 2 :]
    return b"".join(parts)


def streamed(server: Server, body: bytes) -> list[dict[str, Any]]:
    reply = exchange(server, over_http(body))
    assert status_of(reply) == 200
    return read(body_of(reply))


def healthy(server: Server) -> bool:
    return status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))) == 200


def logged(server: Server, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """Events of streams of which something holds, waited for in good time."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        lines = [json.loads(line) for line in Path(server.log).read_text("utf-8").splitlines()]
        streams = [each for each in lines if each.get("route") == "/v1/assessments/stream"]
        if found := [each for each in streams if wanted(each)]:
            return found
        time.sleep(0.1)
    return []


def test_a_client_may_send_all_before_it_reads_anything(server: Server, long_stream: bytes) -> None:
    """Answering while reading would leave both waiting for ever."""
    records = streamed(server, long_stream)

    assert len(records) == 20_001
    assert records[-1]["assessed"] == 20_000


def test_a_line_that_is_not_utf8_stops_no_other(server: Server) -> None:
    body = a_stream(a_submission(), b'{"ref": "\xc3\x28"}', b"\xff\xfe\x00", a_submission())

    records = streamed(server, body)

    assert [each["status"] for each in records] == [
        "assessed",
        "refused",
        "refused",
        "assessed",
        "complete",
    ]
    assert [each["problem"]["errors"][0]["code"] for each in records[1:3]] == [
        "not-utf8",
        "not-json",
    ]


def test_a_line_of_fifty_million_bytes_stops_no_other(server: Server) -> None:
    """It is measured and passed over, never decoded."""
    body = a_stream(a_submission(), b'{"ref": "' + b"x" * 50_000_000 + b'"}', a_submission())

    records = streamed(server, body)

    assert [each["status"] for each in records] == ["assessed", "refused", "assessed", "complete"]
    assert records[1]["problem"]["errors"][0]["code"] == "too-long"


def test_a_body_that_ends_too_soon_is_not_scored(server: Server) -> None:
    """Half a stream looks like a whole one; its length tells."""
    whole = over_http(a_stream(*[a_submission()] * 10))
    with server.connect() as connection:
        connection.sendall(whole[:-200])
        connection.shutdown(socket.SHUT_WR)
        reply = said(connection)

    assert not reply or status_of(reply) in (400, 408)


def test_a_client_that_leaves_ends_the_work(server: Server, long_stream: bytes) -> None:
    """And the log shows no failure of ours."""
    with server.connect() as connection:
        connection.sendall(over_http(long_stream, "Request-ID: leaves"))
        connection.recv(10_000)

    [event] = logged(server, lambda each: each["request_id"] == "leaves")
    assert event["status"] == 200
    assert event["submissions"] < 20_000
    assert event["level"] == "info"
    assert healthy(server)


def test_a_client_that_stops_reading_is_cut_off_and_knows_it(
    server: Server, long_stream: bytes
) -> None:
    """What it has read by then lacks the trailer."""
    with server.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        connection.sendall(over_http(long_stream, "Request-ID: stops"))
        [event] = logged(server, lambda each: each["request_id"] == "stops")
        reply = said(connection)

    assert event["status"] == 200
    assert event["submissions"] < 20_000
    assert b'"complete"' not in reply


def test_clients_that_stop_reading_keep_nobody_from_scoring(
    server: Server, long_stream: bytes
) -> None:
    """They hold places for streams, and none for anything else."""
    stalled = [server.connect() for _ in range(4)]
    for connection in stalled:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        connection.sendall(over_http(long_stream))
        connection.recv(1)

    more = exchange(server, over_http(a_stream()))
    scored = healthy(server)
    for connection in stalled:
        connection.close()

    assert status_of(more) == 503
    assert b"retry-after" in more.lower()
    assert scored
    until = time.monotonic() + PATIENCE_S
    while status_of(exchange(server, over_http(a_stream()))) == 503:
        assert time.monotonic() < until, "the places were not given back"
        time.sleep(0.1)


def test_a_small_request_is_answered_beside_a_long_stream(
    server: Server, long_stream: bytes
) -> None:
    """Between two slices, not after the last."""
    with server.connect() as connection:
        connection.sendall(over_http(long_stream, "Request-ID: long"))
        connection.recv(10_000)
        assert healthy(server)
        rest = said(connection)

    assert rest.rstrip().endswith(b"0")
    [event] = logged(server, lambda each: each["request_id"] == "long")
    assert event["submissions"] == 20_000


def test_none_of_this_is_a_failure_of_the_service(server: Server) -> None:
    """Of all that was sent above only the places that were taken got a status of ours: 503."""
    events = [json.loads(line) for line in Path(server.log).read_text("utf-8").splitlines()]

    failed = [each for each in events if each["level"] == "error" and each.get("status") != 503]
    assert failed == []
    assert len(events) > 5
