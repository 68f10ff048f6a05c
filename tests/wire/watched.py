"""An application whose log is watched, and what must stand in neither its replies nor its log."""

import os
import time
from pathlib import Path

from morile_api.web.app import create_app
from morile_api.web.log import EventLog
from morile_api.web.settings import Settings
from tests.builders import CANARY
from tests.wire.asgi import Answer

WORD = CANARY.encode()


class Watched:
    """An application and the file its log goes to."""

    def __init__(self, log: Path, settings: Settings | None = None) -> None:
        """Logging everything there is to log."""
        self._read = 0
        self._log = log
        descriptor = os.open(log, os.O_CREAT | os.O_WRONLY)
        self.app = create_app(settings or Settings(), EventLog("info", descriptor))

    def logged(self) -> bytes:
        """What it has logged since it was last asked."""
        until = time.monotonic() + 5
        while self._log.stat().st_size == self._read and time.monotonic() < until:
            time.sleep(0.01)
        new = self._log.read_bytes()[self._read :]
        self._read += len(new)
        assert new.endswith(b"\n")
        return new


def assert_silent(*texts: bytes) -> None:
    """None of the texts has the word, in any of the ways it may come out."""
    for text in texts:
        low = text.lower()
        assert WORD not in low
        assert WORD.replace(b"_", b"") not in low
        assert b"zebra" not in low


def all_of(reply: Answer) -> bytes:
    """Everything that was sent."""
    return heads_of(reply) + reply.body


def heads_of(reply: Answer) -> bytes:
    """Its headers."""
    return b"".join(b"".join(each) for each in reply.headers)


def assert_unrepeated(reply: Answer, log: bytes, status: int | None = None) -> None:
    """The word is in neither, and the request was refused, wholly or in part."""
    assert_silent(all_of(reply), log)
    assert reply.status == status if status else 207 <= reply.status < 500
