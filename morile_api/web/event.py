"""Events: what the log says of one request, and nothing of what it carried."""

from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as hmac_of
from typing import Any

import msgspec

from morile_api.web.exchange import Done, Exchange
from morile_api.web.settings import LogLevel

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
"""A method outside these is the caller's own text and is not repeated."""


class Event(msgspec.Struct, frozen=True, gc=False):
    """What is known of one request.

    `outcome` is `done`, `partly-refused` or the name of the problem; `input` is the keyed hash of
    the body, which tells whoever has the key and a body that this was the one.
    """

    time: datetime
    level: LogLevel
    request_id: str
    trace_id: str | None
    method: str
    route: str | None
    status: int
    outcome: str
    milliseconds: float
    bytes: int
    input: str | None
    fault: str | None
    client: str | None
    denied: str | None
    submissions: int | None = None
    refused: int | None = None
    matrix: str | None = None
    matrix_digest: str | None = None
    marking: str | None = None


def event_of(level: LogLevel, exchange: Exchange, key: bytes | None) -> Event:
    """The event of a request that is over.

    Args:
        level: how much it matters.
        exchange: the request and its reply.
        key: of the hash of the input; without one nothing is said of the input, for the answers of
            a submission are so few that a plain hash could be guessed.
    """
    done = exchange.done
    about = {} if done is None else _about(done)
    return Event(
        time=datetime.now(UTC),
        level=level,
        request_id=exchange.request_id.decode(),
        trace_id=exchange.trace[3:35].decode() if exchange.trace else None,
        method=method_of(exchange),
        route=exchange.route,
        status=exchange.status,
        outcome=outcome_of(exchange),
        milliseconds=exchange.milliseconds,
        bytes=exchange.received,
        input=_keyed(exchange.body, key) if key and exchange.body else None,
        fault=exchange.fault,
        client=exchange.client,
        denied=exchange.denied,
        **about,
    )


def _about(done: Done) -> dict[str, Any]:
    return {
        "submissions": done.submissions,
        "refused": done.refused,
        "matrix": f"{done.matrix.id}@{done.matrix.version}",
        "matrix_digest": done.matrix.digest,
        "marking": done.marking,
    }


def method_of(exchange: Exchange) -> str:
    """The method, where it is one that everybody knows."""
    return exchange.method if exchange.method in METHODS else "other"


def outcome_of(exchange: Exchange) -> str:
    """How it ended, in one word."""
    if exchange.outcome is not None:
        return exchange.outcome
    if exchange.status == 0:
        return "unanswered"
    return "partly-refused" if exchange.done is not None and exchange.done.refused else "done"


def level_of(exchange: Exchange) -> LogLevel:
    """How much it matters.

    Without a status nothing was sent: that is a failure too. So is what breaks off a stream whose
    status has been sent.
    """
    if exchange.fault is None and 200 <= exchange.status < 400:
        return "info"
    return "warning" if 400 <= exchange.status < 500 else "error"


def _keyed(body: bytes, key: bytes) -> str:
    return f"hmac-sha256:{hmac_of(key, body, sha256).hexdigest()}"
