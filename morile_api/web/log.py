"""The log: one event per request, written by a thread of its own and never waited for."""

import logging
import threading
import time
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec

from morile_api.web.event import Event, event_of, level_of
from morile_api.web.exchange import Exchange
from morile_api.web.settings import LogLevel
from morile_api.web.sink import put

LEVELS: tuple[LogLevel, ...] = get_args(LogLevel)

WAITING = 10_000
"""Events that may wait for the writer; further ones are dropped and counted."""

PAUSE_S = 0.1
"""Between two writes; waking the writer for every request would cost more than the request."""

LAST_WORDS_S = 1
"""For somebody to read what is waiting when the process stops."""

STDERR = 2

LONGEST = 2_000
"""Characters of a message of the server's: a line must go into a pipe whole."""


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

    def __init__(self, level: LogLevel, descriptor: int = STDERR, key: bytes | None = None) -> None:
        """The writer starts with the first event, so that it lives in the process that serves.

        Args:
            level: of the least events that are written.
            descriptor: where to.
            key: of the hash of each input; without it there is none.
        """
        self.dropped = 0
        self._key = key
        self._lowest = LEVELS.index(level)
        self._descriptor = descriptor
        self._waiting: deque[Event | Notice] = deque()
        self._unread = b""
        self._untold = 0
        self._stop = threading.Event()
        self._writer: threading.Thread | None = None
        self._encoder = msgspec.json.Encoder()

    def note(self, exchange: Exchange) -> None:
        """Put down what happened to a request, now that it is over."""
        level = level_of(exchange)
        if LEVELS.index(level) >= self._lowest:
            self._put(event_of(level, exchange, self._key))

    def tell(self, notice: str) -> None:
        """Put down what an operator must know about the process while it serves."""
        self._put(Notice(datetime.now(UTC), "warning", notice))

    def _put(self, event: Event | Notice) -> None:
        if len(self._waiting) >= WAITING:
            self._drop(1)
            return
        self._waiting.append(event)
        if self._writer is None:
            self._writer = threading.Thread(target=self._write_on, name="log", daemon=True)
            self._writer.start()

    def close(self) -> None:
        """Write what is waiting, for as long as one may expect somebody to read it."""
        self._stop.set()
        if self._writer is not None:
            self._writer.join()

    def _write_on(self) -> None:
        while not self._stop.wait(PAUSE_S):
            self._write()
        until = time.monotonic() + LAST_WORDS_S
        while self._write() and time.monotonic() < until:
            time.sleep(PAUSE_S / 10)

    def _write(self) -> bool:
        """Write what is waiting; whether any of it is left.

        While somebody still has to read what was written before, further events wait in the queue,
        which is bounded.
        """
        if not self._unread:
            self._unread = self._encoder.encode_lines(self._taken())
        try:
            self._unread = put(self._descriptor, self._unread)
        except OSError:
            # Nobody is there to read: scoring goes on, and what could not be said is counted.
            self._drop(self._unread.count(b"\n"))
            self._unread = b""
        return bool(self._unread or self._waiting)

    def _drop(self, events: int) -> None:
        self.dropped += events
        self._untold += events

    def _taken(self) -> list[Event | Notice | Dropped]:
        taken: list[Event | Notice | Dropped] = [
            self._waiting.popleft() for _ in range(len(self._waiting))
        ]
        if self._untold:
            dropped, self._untold = self._untold, 0
            taken.append(Dropped(datetime.now(UTC), "error", dropped))
        return taken


class ServerFormat(logging.Formatter):
    """What the server under the application logs, in the same form.

    Without traceback: the message of an exception may repeat what a request carried.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        level: LogLevel = "error" if record.levelno >= logging.ERROR else "warning"
        return _notice(level, record.getMessage()[:LONGEST]).decode()


class Unwaited(logging.Handler):
    """Puts the server's own log beside ours; a line that nobody reads is left out."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, or nothing."""
        with suppress(OSError):
            put(STDERR, self.format(record).encode() + b"\n")


SERVER_LOG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": ServerFormat}},
    "handlers": {"stderr": {"()": Unwaited, "formatter": "json"}},
    "loggers": {
        "_granian": {"handlers": ["stderr"], "propagate": False},
        "granian.access": {"handlers": [], "propagate": False},
    },
}
"""For `logging.config`: the server's own log."""


def say(level: LogLevel, notice: str, descriptor: int = STDERR) -> None:
    """Put a notice about the process into the log at once, if anybody reads it."""
    with suppress(OSError):
        put(descriptor, _notice(level, notice) + b"\n")


def _notice(level: LogLevel, notice: str) -> bytes:
    return msgspec.json.encode(Notice(datetime.now(UTC), level, notice))
