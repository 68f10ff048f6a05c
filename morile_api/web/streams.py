"""Streams over HTTP: the body whole before the first record, then the answer slice by slice.

What comes as lines of JSON is answered in lines, what comes as tables of Arrow in tables.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from importlib.util import find_spec
from typing import Any

from litestar import asgi
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from morile_api.catalogue import Catalogue
from morile_api.engine.stream import opened, slices
from morile_api.language.assessment import Refused
from morile_api.language.permitted import held_to
from morile_api.provenance.keys import SigningKey
from morile_api.provenance.signing import signed_slices
from morile_api.web.exchange import Done, Exchange, exchange_of, note_refusals
from morile_api.web.media import LINES, NDJSON, STREAMED, Kinds
from morile_api.web.problems import whereabouts
from morile_api.web.replies import NO_STORE, encoder
from morile_api.web.turns import Turns

PATH = "/v1/assessments/stream"

Parts = Iterator[bytes]


def streamed_kinds() -> Kinds:
    """What streams come as here: Arrow needs a library that not every installation has."""
    return STREAMED if find_spec("pyarrow") else LINES


def stream_route(
    catalogue: Catalogue, turns: Turns, reader_seconds: float, key: SigningKey | None = None
) -> ASGIRouteHandler:
    """The route that answers a stream.

    The body has been read whole by then: answering while reading would leave a client that sends
    before it reads, as most do, waiting for ever.

    Args:
        catalogue: the matrices there are.
        turns: in which slices are scored.
        reader_seconds: how long a caller may take over one part of the answer.
        key: what signs the answer, in its trailer; nothing is signed without.
    """

    @asgi(PATH, copy_scope=False)
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_of(scope)
        if exchange.method != "POST":
            raise MethodNotAllowedException
        with turns.place():
            parts = _parts(catalogue, exchange, key)
            # What is wrong with the header shows here, and gets an ordinary reply.
            first = await turns.take(_next, parts)
            headers = [(b"content-type", exchange.kind), (b"cache-control", NO_STORE)]
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


def _parts(catalogue: Catalogue, exchange: Exchange, key: SigningKey | None) -> Parts:
    if exchange.kind == NDJSON:
        return _lines(catalogue, exchange, key)
    return _tables(catalogue, exchange)


def _lines(catalogue: Catalogue, exchange: Exchange, key: SigningKey | None) -> Parts:
    """The answer in lines, each slice worked out when it is asked for."""
    reader = held_to(exchange.reach, catalogue.reader)
    stream = opened(catalogue.scorers, reader, exchange.body)
    exchange.done = done = Done(stream.scorer.mark, 0)
    for each in slices(stream) if key is None else signed_slices(key, stream):
        if isinstance(each, list):
            done.submissions += len(each)
            done.refused += sum(isinstance(result, Refused) for result in each)
            note_refusals(exchange, each)
            yield encoder.encode_lines(each)
        else:
            done.marking = each.marking
            yield encoder.encode_lines([each])


def _tables(catalogue: Catalogue, exchange: Exchange) -> Parts:
    """The answer in tables, each slice worked out when it is asked for."""
    # The library takes a third of a second to load, and most services are never sent a table.
    from morile_api.tables.stream import opened, parts_of

    reader = held_to(exchange.reach, catalogue.reader)
    stream = opened(catalogue.scorers, reader, exchange.body)
    exchange.done = done = Done(stream.scorer.mark, 0)
    for part in parts_of(stream):
        done.submissions += part.rows
        done.refused += part.refused
        yield part.sent
