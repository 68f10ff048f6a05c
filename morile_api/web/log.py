"""The log: one event per request, written by a thread of its own and never waited for."""

import logging
import os
import threading
from collections import deque
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec

from morile_api.web.exchange import Exchange
from morile_api.web.settings import LogLevel

LEVELS: tuple[LogLevel, ...] = get_args(LogLevel)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
"""A method outside these is the caller's own text and is not repeated."""

WAITING = 10_000
"""Events that may wait for the writer; further ones are dropped and counted."""

PAUSE_S = 0.1
"""Between two writes; waking the writer for every request would cost more than the request."""

STDERR = 2


class Event(msgspec.Struct, frozen=True, gc=False):
    """What is known of one request; nothing of what it carried."""

    time: datetime
    level: LogLevel
    request_id: str
    method: str
    route: str | None
    status: int
    milliseconds: float
    bytes: int
    submissions: int | None
    matrix: str | None
    fault: str | None
    client: str | None
    denied: str | None


class Dropped(msgspec.Struct, frozen=True):
    """How many events were not written because nobody read the log."""

    time: datetime
    level: LogLevel
    dropped: int


class Notice(msgspec.Struct, frozen=True):
    """Something about the process itself."""

    time: datetime
    level: LogLevel
    notice: str


class EventLog:
    """Events on their way to a file descriptor: `note` never waits, the writer may."""

    def __init__(self, level: LogLevel, descriptor: int = STDERR) -> None:
        """The writer starts with the first event, so that it lives in the process that serves."""
        self._lowest = LEVELS.index(level)
        self._descriptor = descriptor
        self._waiting: deque[Event | Notice] = deque()
        self._dropped = 0
        self._stop = threading.Event()
        self._writer: threading.Thread | None = None
        self._encoder = msgspec.json.Encoder()

    def note(self, exchange: Exchange) -> None:
        """Put down what happened to a request, now that it is over."""
        level = _level(exchange)
        if LEVELS.index(level) >= self._lowest:
            self._put(_event(level, exchange))

    def tell(self, notice: str) -> None:
        """Put down what an operator must know about the process while it serves."""
        self._put(Notice(datetime.now(UTC), "warning", notice))

    def _put(self, event: Event | Notice) -> None:
        if len(self._waiting) >= WAITING:
            self._dropped += 1
            return
        self._waiting.append(event)
        if self._writer is None:
            self._writer = threading.Thread(target=self._write_on, name="log", daemon=True)
            self._writer.start()

    def close(self) -> None:
        """Write what is waiting, for as long as one may expect somebody to read it."""
        self._stop.set()
        if self._writer is not None:
            self._writer.join(timeout=1)

    def _write_on(self) -> None:
        while not self._stop.wait(PAUSE_S):
            self._write()
        self._write()

    def _write(self) -> None:
        taken: list[Event | Notice | Dropped] = [
            self._waiting.popleft() for _ in range(len(self._waiting))
        ]
        if self._dropped:
            dropped, self._dropped = self._dropped, 0
            taken.append(Dropped(datetime.now(UTC), "error", dropped))
        rest = self._encoder.encode_lines(taken)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            # Nobody is there to read: scoring goes on, and what could not be said is counted.
            self._dropped += len(taken)


class ServerFormat(logging.Formatter):
    """What the server under the application logs, in the same form.

    Without traceback: the message of an exception may repeat what a request carried.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        level: LogLevel = "error" if record.levelno >= logging.ERROR else "warning"
        return _notice(level, record.getMessage()).decode()


SERVER_LOG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": ServerFormat}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "_granian": {"handlers": ["stderr"], "propagate": False},
        "granian.access": {"handlers": [], "propagate": False},
    },
}
"""For `logging.config`: the server's own log."""


def say(level: LogLevel, notice: str, descriptor: int = STDERR) -> None:
    """Put a notice about the process into the log at once."""
    os.write(descriptor, _notice(level, notice) + b"\n")


def _notice(level: LogLevel, notice: str) -> bytes:
    return msgspec.json.encode(Notice(datetime.now(UTC), level, notice))


def _level(exchange: Exchange) -> LogLevel:
    # Without a status nothing was sent: that is a failure too. So is what breaks off a stream
    # whose status has been sent.
    if exchange.fault is None and 200 <= exchange.status < 400:
        return "info"
    return "warning" if 400 <= exchange.status < 500 else "error"


def _event(level: LogLevel, exchange: Exchange) -> Event:
    return Event(
        time=datetime.now(UTC),
        level=level,
        request_id=exchange.request_id.decode(),
        method=exchange.method if exchange.method in METHODS else "other",
        route=exchange.route,
        status=exchange.status,
        milliseconds=exchange.milliseconds,
        bytes=exchange.received,
        submissions=exchange.submissions,
        matrix=exchange.matrix,
        fault=exchange.fault,
        client=exchange.client,
        denied=exchange.denied,
    )
