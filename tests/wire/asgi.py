"""Speaking ASGI to the application, byte for byte, without a server."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from morile_api.web.app import create_app
from morile_api.web.guard import Guard
from morile_api.web.settings import Settings

Headers = Sequence[tuple[bytes, bytes]]

HOST = (b"host", b"localhost")
JSON = (b"content-type", b"application/json")


class Answer(msgspec.Struct, frozen=True):
    """A reply as it was sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header that stands once, or nothing."""
        found = [value.decode() for key, value in self.headers if key == name.lower().encode()]
        assert len(found) < 2, f"{name} stands {len(found)} times"
        return found[0] if found else None

    @property
    def json(self) -> Any:
        """The body, read."""
        return msgspec.json.decode(self.body)


@cache
def the_app() -> Guard:
    """One application for all tests that do not change its settings; it logs failures only."""
    return create_app(Settings(log_level="error"))


def scope_of(
    method: str, path: str, headers: Headers, query: bytes = b"", kind: str = "http"
) -> dict[str, Any]:
    """The scope a server would make of a request."""
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "server": ("127.0.0.1", 8080),
        "client": ("127.0.0.1", 50_000),
        "scheme": "http",
        "method": method,
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": list(headers),
        "state": {},
    }


def call(
    method: str,
    path: str,
    body: bytes = b"",
    *,
    app: Any = None,
    headers: Headers | None = None,
    more: Headers = (),
    query: bytes = b"",
) -> Answer:
    """What the application answers.

    Args:
        method: GET, POST ...
        path: decoded, as servers give it.
        body: sent whole.
        app: the one for all tests when left out.
        headers: all of them; when left out, those of an ordinary request with that body.
        more: further ones.
        query: without `?`.
    """
    if headers is None:
        length = (b"content-length", str(len(body)).encode())
        headers = [HOST, JSON, length] if method == "POST" else [HOST]
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    return asyncio.run(
        exchanged(app or the_app(), scope_of(method, path, [*headers, *more], query), messages)
    )


async def exchanged(app: Any, scope: dict[str, Any], messages: Sequence[dict[str, Any]]) -> Answer:
    """What an application answers to these messages of a client."""
    waiting = list(messages)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return Answer(sent[0]["status"], list(sent[0]["headers"]), sent[1].get("body", b""))


async def streamed(
    app: Any, scope: dict[str, Any], body: bytes, most_parts: int | None = None
) -> tuple[Answer, list[bytes]]:
    """What an application streams to a client that stays until the end of the answer.

    Args:
        app: the application.
        scope: of the request.
        body: sent whole.
        most_parts: after so many parts the client leaves.

    Returns:
        The answer, and the parts it came in.
    """
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    over = asyncio.Event()
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await over.wait()
            return {"type": "http.disconnect"}
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if most_parts is not None and len(sent) > most_parts:
            over.set()
        await asyncio.sleep(0)

    await app(scope, receive, send)
    assert sent[0]["type"] == "http.response.start"
    assert {message["type"] for message in sent[1:]} == {"http.response.body"}
    parts = [message.get("body", b"") for message in sent[1:]]
    return Answer(sent[0]["status"], list(sent[0]["headers"]), b"".join(parts)), parts


def post(path: str, value: Any, app: Any = None) -> Answer:
    """What the application answers to a value sent as JSON."""
    return call("POST", path, msgspec.json.encode(value), app=app)


def get(path: str, app: Any = None, more: Headers = ()) -> Answer:
    """What the application answers to a GET."""
    return call("GET", path, app=app, more=more)
