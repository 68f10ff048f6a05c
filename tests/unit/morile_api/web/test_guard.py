"""The guard refuses what is wrong with a request's manner; the routes see only the rest."""

import asyncio
from typing import Any

import pytest

from morile_api.web.exchange import exchange_of
from morile_api.web.guard import MOST_HEADER_BYTES, MOST_HEADERS, Guard
from morile_api.web.media import STREAMED
from morile_api.web.paths import paths_of
from morile_api.web.replies import Reply
from morile_api.web.settings import Settings
from tests.wire.asgi import HOST, JSON, Answer, Headers, call, exchanged, scope_of
from tests.wire.streams import NDJSON

PATHS = paths_of(
    [("/read", ["GET", "HEAD"]), ("/send", ["POST"]), ("/stream", ["POST"])],
    {"/stream": STREAMED},
)
SETTINGS = Settings(max_body_bytes=1024, body_seconds=0.2, log_level="error")


class Routes:
    """Stands behind the guard and keeps what comes through."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.bodies.append(exchange_of(scope).body)
        scope["path_template"] = scope["path"]
        await Reply(200, [], b"ok")(scope, receive, send)


def asked(method: str, path: str, body: bytes = b"", **how: Any) -> tuple[Answer, list[bytes]]:
    routes = Routes()
    guard = Guard(routes, PATHS, SETTINGS, [])
    return call(method, path, body, app=guard, **how), routes.bodies


def test_an_ordinary_request_comes_through_with_its_body() -> None:
    answer, bodies = asked("POST", "/send", b"{}")

    assert (answer.status, answer.body, bodies) == (200, b"ok", [b"{}"])
    assert answer.header("Connection") is None


def test_lines_come_through_where_lines_are_taken() -> None:
    answer, bodies = asked("POST", "/stream", b"{}", headers=[HOST, NDJSON])

    assert (answer.status, bodies) == (200, [b"{}"])


def test_a_get_comes_through() -> None:
    assert asked("GET", "/read")[1] == [b""]


REFUSED: list[tuple[str, str, Headers, int]] = [
    ("GET", "/read", [], 400),
    ("GET", "/read", [HOST, HOST], 400),
    ("GET", "/read", [HOST, (b"accept", b"text/html")], 406),
    ("POST", "/send", [HOST], 415),
    ("POST", "/send", [HOST, JSON, JSON], 415),
    ("POST", "/send", [HOST, JSON, (b"content-encoding", b"gzip")], 415),
    ("POST", "/send", [HOST, JSON, (b"content-length", b"1025")], 413),
    ("POST", "/send", [HOST, JSON, (b"content-length", b"9" * 5000)], 413),
    ("POST", "/send", [HOST, JSON, (b"content-length", b"-1")], 400),
    ("POST", "/send", [HOST, JSON, (b"content-length", b"2, 2")], 400),
    ("POST", "/send", [HOST, JSON, (b"content-length", "²".encode())], 400),
    ("POST", "/read", [HOST, JSON], 405),
    ("POST", "/nowhere", [HOST], 404),
    ("PUT", "/read", [HOST], 405),
    ("OPTIONS", "/send", [HOST], 405),
    ("PUT", "/nowhere", [HOST], 404),
    ("POST", "/stream", [HOST, JSON], 415),
    ("POST", "/send", [HOST, NDJSON], 415),
    ("POST", "/stream", [HOST, NDJSON, (b"content-encoding", b"gzip")], 415),
    ("POST", "/stream", [HOST, NDJSON, (b"accept", b"application/json")], 406),
    ("POST", "/stream", [HOST, NDJSON, (b"content-length", b"1025")], 413),
    ("GET", "/read/", [HOST], 404),
    ("GET", "//read", [HOST], 404),
    ("GET", "/nowhere", [HOST, (b"accept", b"text/html")], 404),
    ("GET", "/send", [HOST, (b"accept", b"text/html")], 405),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), REFUSED)
def test_what_is_refused_never_reaches_the_routes(
    method: str, path: str, headers: Headers, status: int
) -> None:
    """Where there is no such path or method, that is what the caller hears."""
    answer, bodies = asked(method, path, headers=headers)

    assert (answer.status, bodies) == (status, [])
    assert answer.header("Request-ID")


def test_a_query_is_refused() -> None:
    assert asked("GET", "/read", query=b"a=b")[0].status == 422


@pytest.mark.parametrize("length", [(b"content-length", b"9"), (b"transfer-encoding", b"chunked")])
def test_a_body_left_unread_closes_the_connection(length: tuple[bytes, bytes]) -> None:
    """The next request would otherwise begin in the middle of it."""
    answer, _ = asked("POST", "/send", headers=[HOST, length])

    assert answer.header("Connection") == "close"


def messages(*parts: bytes) -> list[dict[str, Any]]:
    return [{"type": "http.request", "body": part, "more_body": True} for part in parts]


@pytest.mark.parametrize(
    ("sent", "status"), [([b"x" * 600, b"x" * 600], 413), ([b"x"], 400), ([], 400)]
)
def test_a_body_that_goes_wrong_on_the_way_is_refused(sent: list[bytes], status: int) -> None:
    routes = Routes()
    guard = Guard(routes, PATHS, SETTINGS, [])

    answer = asyncio.run(exchanged(guard, scope_of("POST", "/send", [HOST, JSON]), messages(*sent)))

    assert (answer.status, routes.bodies) == (status, [])
    assert answer.header("Connection") == "close"


@pytest.mark.parametrize(
    "headers",
    [
        [(b"x-%d" % number, b"y") for number in range(MOST_HEADERS)],
        [(b"x", b"y" * MOST_HEADER_BYTES)],
        [(b"y" * MOST_HEADER_BYTES, b"x")],
    ],
)
def test_more_headers_than_any_sound_client_sends_are_refused(headers: Headers) -> None:
    """With the host there is one too many, or a byte too much; not every server looks."""
    answer, bodies = asked("GET", "/read", headers=[HOST, *headers])

    assert (answer.status, answer.json["type"]) == (431, "/problems/headers-too-large")
    assert bodies == []


@pytest.mark.parametrize("coding", [b"chunked", b"gzip, chunked", b"chunked, chunked"])
def test_a_body_with_two_ends_is_refused(coding: bytes) -> None:
    """Servers differ in which they believe; so requests are smuggled past a proxy."""
    both = [HOST, JSON, (b"transfer-encoding", coding)]
    if coding == b"chunked":
        both.append((b"content-length", b"2"))

    answer, bodies = asked("POST", "/send", b"{}", headers=both)

    assert (answer.status, bodies) == (400, [])
    assert answer.header("Connection") == "close"


def test_the_life_of_the_process_is_for_the_routes() -> None:
    seen = []

    async def routes(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    guard = Guard(routes, PATHS, SETTINGS, [])
    asyncio.run(guard({"type": "lifespan"}, None, None))  # type: ignore[arg-type]

    assert seen == ["lifespan"]
