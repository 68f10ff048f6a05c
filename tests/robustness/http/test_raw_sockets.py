"""What hostile and broken clients send, byte for byte, to the real service."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from tests.wire.requests import a_body
from tests.wire.server import OTHER, OWN, Server, exchange, plain, said, serving, status_of

pytestmark = pytest.mark.server

BODY_SECONDS = 1.0
MOST_BYTES = 100_000

UNTYPED = b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\n"
POST = UNTYPED + b"Content-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked"
CLOSED = b"connection: close"


@pytest.fixture(scope="module", params=[OWN, OTHER])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Under both servers: what the service promises must not hang on which one it is."""
    folder = tmp_path_factory.mktemp("service")
    seconds, size = str(BODY_SECONDS), str(MOST_BYTES)
    with serving(folder, under=request.param, body_seconds=seconds, max_body_bytes=size) as running:
        yield running


def healthy(server: Server) -> bool:
    return status_of(exchange(server, plain("GET", "/healthz"))) == 200


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def test_a_sound_request_is_answered(server: Server) -> None:
    """So that what follows is refused for what is wrong with it."""
    assert status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))) == 200


def test_a_body_that_stops_coming_is_given_up(server: Server) -> None:
    """408, and the connection is closed: it holds nothing any more."""
    began = time.monotonic()

    reply = exchange(server, POST + b"Content-Length: 500\r\n\r\n{")

    assert status_of(reply) == 408
    assert CLOSED in reply
    assert BODY_SECONDS <= time.monotonic() - began < BODY_SECONDS + 2


@pytest.mark.parametrize("length", [b"Content-Length: 500", CHUNKED])
def test_a_byte_now_and_then_does_not_put_the_deadline_off(server: Server, length: bytes) -> None:
    """No server under us limits this."""
    piece = b"{" if b"Length" in length else chunk(b"{")
    with server.connect() as connection:
        connection.sendall(POST + length + b"\r\n\r\n")
        began = time.monotonic()
        connection.settimeout(0.2)
        reply = b""
        while not reply and time.monotonic() < began + 5:
            connection.sendall(piece)
            try:
                reply = connection.recv(65_536)
            except TimeoutError:
                continue

    assert status_of(reply) == 408
    assert time.monotonic() - began < BODY_SECONDS + 2


def test_a_body_announced_too_large_is_refused_before_it_comes(server: Server) -> None:
    reply = exchange(server, POST + b"Content-Length: 2000000000\r\n\r\n")

    assert status_of(reply) == 413
    assert CLOSED in reply


def test_a_caller_who_asks_first_is_not_told_to_go_on(server: Server) -> None:
    reply = exchange(server, POST + b"Expect: 100-continue\r\nContent-Length: 2000000000\r\n\r\n")

    assert status_of(reply) == 413


def test_a_body_that_turns_out_too_large_is_not_read_to_its_end(server: Server) -> None:
    """Chunked, so nothing was announced; the sender is cut off."""
    with server.connect() as connection:
        connection.sendall(POST + CHUNKED + b"\r\n\r\n")
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(chunk(b" " * 50_000))
                sent += 50_000
        except (BrokenPipeError, ConnectionResetError):
            pass
        reply = said(connection)

    # The reset may overtake the reply; what matters is that reading stopped.
    assert sent < 50_000_000
    assert not reply or status_of(reply) == 413


def test_a_little_too_much_hears_why(server: Server) -> None:
    reply = exchange(
        server,
        POST
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + chunk(b" " * (MOST_BYTES + 1))
        + b"0\r\n\r\n",
    )

    assert status_of(reply) == 413
    assert CLOSED in reply


ODD: list[tuple[str, bytes, set[int]]] = [
    ("two hosts", b"GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {400}),
    ("bad host", b"GET /v1 HTTP/1.1\r\nHost: a b\r\n\r\n", {400}),
    (
        "no content type",
        b"POST /v1/assessments HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
        {415},
    ),
    ("two content types", POST + b"Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", {415}),
    ("gzip", POST + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", {415}),
    ("bad chunk", POST + CHUNKED + b"\r\n\r\nzz\r\n", {400}),
    ("huge chunk", POST + CHUNKED + b"\r\n\r\nffffffffffffffff\r\n", {400, 408}),
    ("chunk without end", POST + CHUNKED + b"\r\n\r\n5\r\nabc", {400, 408}),
    ("negative length", POST + b"Content-Length: -1\r\n\r\n", {400}),
    ("length with a sign", POST + b"Content-Length: +2\r\n\r\n{}", {400}),
    ("two lengths", POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", {400}),
    ("length past 64 bits", POST + b"Content-Length: 18446744073709551619\r\n\r\n{}", {400, 413}),
    ("NUL in a header", b"GET /v1 HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", {400}),
    ("space before the colon", b"GET /v1 HTTP/1.1\r\nHost : a\r\n\r\n", {400}),
    ("lower-case method", b"get /v1 HTTP/1.1\r\nHost: a\r\n\r\n", {400, 405}),
    ("TRACE", b"TRACE /v1 HTTP/1.1\r\nHost: a\r\n\r\n", {405}),
    ("unknown version", b"GET /v1 HTTP/9.9\r\nHost: a\r\n\r\n", {400, 505}),
    ("path of CR and LF", b"GET /%0d%0aX:%20y HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
    ("path that leads up", b"GET /v1/../v1 HTTP/1.1\r\nHost: a\r\n\r\n", {400, 404}),
    ("path not in UTF-8", b"GET /%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", {400, 404}),
    ("doubled slash", b"GET //v1 HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
    ("long path", b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {400, 404, 414, 431}),
    (
        "large header",
        b"GET /v1 HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        {400, 431},
    ),
    ("many headers", b"GET /v1 HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 300 + b"\r\n", {400, 431}),
    ("not HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}),
    ("HTTP/2 in clear", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 405, 505}),
]


@pytest.mark.parametrize("case", ODD, ids=[each[0] for each in ODD])
def test_what_is_no_proper_request_is_refused_and_harms_nobody(
    server: Server, case: tuple[str, bytes, set[int]]
) -> None:
    """Never a 5xx of ours: a caller's mistake must not look like a failure of the service."""
    _, sent, allowed = case
    with server.connect() as connection:
        connection.sendall(sent)
        connection.settimeout(BODY_SECONDS + 3)
        try:
            reply = connection.recv(65_536)
        except ConnectionResetError:
            reply = b""

    assert not reply or status_of(reply) in allowed
    assert healthy(server)


def test_a_request_hidden_in_a_body_is_not_answered(server: Server) -> None:
    """Both lengths at once is how requests are smuggled past a proxy."""
    hidden = b"GET /v1/matrices HTTP/1.1\r\nHost: a\r\n\r\n"
    sent = POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden
    with server.connect() as connection:
        connection.sendall(sent)
        connection.settimeout(1)
        reply = b""
        try:
            while part := connection.recv(65_536):
                reply += part
        except (TimeoutError, ConnectionResetError):
            pass

    assert reply.count(b"HTTP/1.1 ") <= 1
    assert b'"matrices"' not in reply


def test_requests_sent_in_a_row_are_answered_in_that_row(server: Server) -> None:
    once = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = plain("GET", "/nowhere")

    reply = exchange(server, once % b"/healthz" + once % b"/v1/vocabularies/x" + last)

    parts = reply.split(b"HTTP/1.1 ")[1:]
    assert [int(each[:3]) for each in parts] == [200, 404, 404]


def test_a_refusal_that_has_read_its_body_keeps_the_connection(server: Server) -> None:
    """A client that makes mistakes need not connect again for each."""
    bad = POST + b"Content-Length: 2\r\n\r\n[]"

    reply = exchange(server, bad + plain("GET", "/healthz"))

    assert [int(each[:3]) for each in reply.split(b"HTTP/1.1 ")[1:]] == [422, 200]


def test_head_is_answered_without_a_body(server: Server) -> None:
    head, _, rest = exchange(server, plain("HEAD", "/v1")).partition(b"\r\n\r\n")

    assert status_of(head) == 200
    assert rest == b""


@pytest.mark.parametrize("length", [b"Content-Length: 500", CHUNKED])
def test_a_caller_who_goes_away_in_the_middle_is_no_failure_of_ours(
    server: Server, length: bytes
) -> None:
    """Aborted uploads would otherwise look like an outage in the log."""
    name = b"gone-" + length[:1]
    for _ in range(20):
        with server.connect() as connection:
            connection.sendall(POST + length + b"\r\nRequest-ID: " + name + b"\r\n\r\n")
            connection.sendall(b"{" if b"Length" in length else b"5\r\n{")

    assert healthy(server)
    time.sleep(BODY_SECONDS + 0.5)
    events = [line for line in server.log.read_bytes().splitlines() if name in line]
    assert len(events) == 20
    assert all(b'"status":400' in line or b'"status":408' in line for line in events)


def test_hundreds_of_slow_senders_keep_nobody_waiting(server: Server) -> None:
    """Each holds its connection and nothing else, and not for long."""
    with ExitStack() as open_ones:
        for _ in range(300):
            connection = open_ones.enter_context(server.connect())
            connection.sendall(POST + b"Content-Length: 500\r\n\r\n{")
        began = time.monotonic()
        assert status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))) == 200
        assert time.monotonic() - began < 1
        assert healthy(server)


@pytest.mark.slow
def test_headers_that_never_end_are_given_up(tmp_path: Path) -> None:
    """By our own server; under the other one a proxy has to (docs/running.md)."""
    with serving(tmp_path) as server, server.connect() as connection:
        began = time.monotonic()
        connection.sendall(b"GET /v1 HTTP/1.1\r\nHost: loc")
        assert not said(connection).startswith(b"HTTP/1.1 2")

    assert time.monotonic() - began < 10


def test_the_log_has_a_line_of_json_for_every_request_and_nothing_else(server: Server) -> None:
    """The last test of this file: whatever was sent above, this holds."""
    time.sleep(0.3)
    lines = server.log.read_bytes().splitlines()
    if server.under == OTHER:
        # What the other server says itself is in a form of its own.
        lines = [line for line in lines if line.startswith(b"{")]
    assert lines
    for line in lines:
        event = msgspec.json.decode(line)
        assert {"time", "level"} <= set(event)
        assert event["level"] != "error", event
