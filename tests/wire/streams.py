"""Streams to the application and to a running service, with defaults that can be assessed."""

import asyncio
from typing import Any

from morile_api.web.streams import PATH
from tests import streams
from tests.wire.asgi import HOST, Answer, Headers, scope_of, streamed, the_app
from tests.wire.requests import MATRIX, a_submission

NDJSON = (b"content-type", b"application/x-ndjson")


def a_stream(*lines: object, **header: object) -> bytes:
    """A stream of these lines, or of one sound submission."""
    return streams.a_body(*(lines or [a_submission()]), matrix=MATRIX, **header)


def asked(
    body: bytes, *, app: Any = None, more: Headers = (), most_parts: int | None = None
) -> tuple[Answer, list[bytes]]:
    """What the application answers to a stream, and the parts it came in."""
    length = (b"content-length", str(len(body)).encode())
    scope = scope_of("POST", PATH, [HOST, NDJSON, length, *more])
    return asyncio.run(streamed(app or the_app(), scope, body, most_parts))


def over_http(body: bytes, *headers: str) -> bytes:
    """The bytes of a request that streams, after which the connection is closed."""
    lines = [
        f"POST {PATH} HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        "Content-Type: application/x-ndjson",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
