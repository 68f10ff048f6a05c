"""Streams over HTTP: the body whole before the first record, then the answer slice by slice."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from litestar import asgi
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from morile_api.catalogue import Catalogue
from morile_api.engine.stream import opened, slices
from morile_api.language.permitted import held_to
from morile_api.web.exchange import Exchange, exchange_of
from morile_api.web.media import NDJSON
from morile_api.web.problems import whereabouts
from morile_api.web.replies import NO_STORE, encoder
from morile_api.web.turns import Turns

PATH = "/v1/assessments/stream"

Parts = Iterator[bytes]


def stream_route(catalogue: Catalogue, turns: Turns, reader_seconds: float) -> ASGIRouteHandler:
    """The route that answers a stream.

    The body has been read whole by then: answering while reading would leave a client that sends
    before it reads, as most do, waiting for ever.

    Args:
        catalogue: the matrices there are.
        turns: in which slices are scored.
        reader_seconds: how long a caller may take over one part of the answer.
    """

    @asgi(PATH, copy_scope=False)
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_of(scope)
        if exchange.method != "POST":
            raise MethodNotAllowedException
        with turns.place():
            parts = _parts(catalogue, exchange)
            # What is wrong with the header shows here, and gets an ordinary reply.
            first = await turns.take(_next, parts)
            headers = [(b"content-type", NDJSON), (b"cache-control", NO_STORE)]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            gone = asyncio.ensure_future(receive())
            try:
                await _answer(first, lambda: turns.take(_next, parts), send, gone, reader_seconds)
            except TimeoutError:
                # Nobody reads: without its trailer the answer is known to be cut short.
                return
            except Exception as error:
                # The status has been sent, so only the log can tell of it.
                exchange.fault = whereabouts(error)
                raise
            finally:
                gone.cancel()

    return handle


async def _answer(
    part: bytes,
    following: Callable[[], Awaitable[bytes]],
    send: Send,
    gone: asyncio.Future[Any],
    reader_seconds: float,
) -> None:
    """Send part after part for as long as somebody takes them.

    Raises:
        TimeoutError: the caller took too long over one of them.
    """
    while part and not gone.done():
        async with asyncio.timeout(reader_seconds):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        part = await following()
    if not gone.done():
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _next(parts: Parts) -> bytes:
    return next(parts, b"")


def _parts(catalogue: Catalogue, exchange: Exchange) -> Parts:
    """The answer, each slice worked out when it is asked for."""
    reader = held_to(exchange.reach, catalogue.reader)
    stream = opened(catalogue.scorers, reader, exchange.body)
    exchange.matrix = stream.header.matrix
    exchange.submissions = 0
    for each in slices(stream):
        if isinstance(each, list):
            exchange.submissions += len(each)
            yield encoder.encode_lines(each)
        else:
            yield encoder.encode_lines([each])
