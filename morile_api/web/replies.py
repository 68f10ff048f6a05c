"""Replies: bytes that are ready to send, and documents that are encoded once and told apart."""

from hashlib import sha256
from typing import Any

import msgspec
from litestar.enums import HttpMethod
from litestar.types import Receive, Scope, Send

from morile_api.web.exchange import Exchange, Headers

JSON = b"application/json"
NO_STORE = b"no-store"
NO_CACHE = b"no-cache"
RELEASED = b"public, max-age=86400, immutable"

READ = [HttpMethod.GET, HttpMethod.HEAD]
"""What every document answers to; the framework adds HEAD to nothing by itself."""

encoder = msgspec.json.Encoder(decimal_format="number")
"""The one encoder of answers, so that every way to the engine gives the same bytes."""


class Reply:
    """An ASGI application that sends one finished reply."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        """Bytes in, bytes out; `headers` say all that is to be said of the body."""
        self.status = status
        self.headers = headers
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


def json_reply(answer: Any, status: int = 200) -> Reply:
    """An answer that no one may keep: scores of one caller's threats."""
    body = encoder.encode(answer)
    length = str(len(body)).encode()
    headers = [
        (b"content-type", JSON),
        (b"content-length", length),
        (b"cache-control", NO_STORE),
    ]
    return Reply(status, headers, body)


class Document(msgspec.Struct, frozen=True, eq=False):
    """A document encoded once, with the headers of its whole reply and of `304 Not Modified`."""

    body: bytes
    etag: bytes
    whole: Headers
    unchanged: Headers


def document_of(body: bytes, cache: bytes, kind: bytes = JSON) -> Document:
    """A document of these bytes, with a strong ETag.

    Args:
        body: the bytes.
        cache: its Cache-Control.
        kind: its Content-Type.
    """
    etag = b'"' + sha256(body).hexdigest().encode() + b'"'
    unchanged = [(b"etag", etag), (b"cache-control", cache)]
    length = str(len(body)).encode()
    whole = [(b"content-type", kind), (b"content-length", length), *unchanged]
    return Document(body, etag, whole, unchanged)


def document_reply(document: Document, exchange: Exchange) -> Reply:
    """The document, or word that it is as the caller has it; `HEAD` gets the headers only."""
    had = exchange.headers.get(b"if-none-match")
    if had is not None and _has(had, document.etag):
        return Reply(304, document.unchanged, b"")
    return Reply(200, document.whole, b"" if exchange.method == "HEAD" else document.body)


def _has(if_none_match: bytes, etag: bytes) -> bool:
    """Weak comparison, as RFC 9110, section 13.1.2 asks: `W/` does not matter here."""
    if if_none_match.strip() == b"*":
        return True
    return etag in [each.strip().removeprefix(b"W/") for each in if_none_match.split(b",")]
