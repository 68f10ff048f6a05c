"""Streaming: a slice of a stream sent as lines, and what has come of it over all its attempts."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from morile._bulk import Chunk, moved
from morile._wire import Call, Lost, Reply, Request, request_id
from morile.errors import ServerFailed
from morile_api.language.assessment import Assessed, Refused

if TYPE_CHECKING:
    from morile_api.language.streamed import Completed

PATH = "/v1/assessments/stream"
NDJSON = "application/x-ndjson"

MOST_SUBMISSIONS = 2_000
MOST_BYTES = 2 << 20
"""Of one slice: large enough that few requests carry a million, small enough to hold several."""

UNFIT = "not the answer this version of the SDK reads; are both of the same major version?"


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first line as it is sent; a service says which matrices there are when none is named."""

    matrix: str | None = None
    explain: bool = False
    sentence: bool = False
    distribution: bool = False
    flips: int = 0
    as_of: date | str | None = None


class Slice:
    """Submissions of one matrix on their way: what has been answered, and what is to be sent yet.

    An answer that breaks off is kept as far as it came: scoring is pure, so only the submissions
    without a result are sent again.
    """

    def __init__(self, chunk: Chunk) -> None:
        """Nothing has been sent yet."""
        self._chunk = chunk
        wish = chunk.wish
        header = Header(
            chunk.matrix, wish.explain, wish.sentence, wish.distribution, wish.flips, wish.as_of
        )
        self._header = msgspec.json.encode(header)
        self._results: list[Assessed | Refused] = []
        self._request = self._rest()
        self._completed: Completed | None = None
        self._wrong = ""

    def call(self) -> "Call[Completed]":
        """The operation: over when the trailer has come."""
        return Call("assess", self._request, self._read, self._resume)

    def results(self) -> list[Assessed | Refused]:
        """Every result in the order and with the places of the input."""
        if not self._chunk.refused:
            return self._results
        return sorted([*self._results, *self._chunk.refused], key=lambda each: each.index)

    def _rest(self) -> Request:
        """What has no answer yet."""
        lines = [self._header, *self._chunk.items[len(self._results) :], b""]
        return Request("POST", PATH, b"\n".join(lines), NDJSON)

    def _resume(self, outcome: Reply | Lost) -> tuple[Reply | Lost, Request]:
        """Keep what an attempt brought; what it came to, and what to send next."""
        if isinstance(outcome, Reply) and outcome.status != 200:
            return outcome, self._request
        body = outcome.had if isinstance(outcome, Lost) else outcome.body
        try:
            self._keep(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._wrong = UNFIT
        if isinstance(outcome, Reply) and self._completed is None and not self._wrong:
            outcome = Lost("the answer ended before its last record", again=True)
        self._request = self._rest()
        return outcome, self._request

    def _keep(self, body: bytes) -> None:
        """Take the records of an answer, as far as whole lines of it came."""
        before, sent = len(self._results), self._request.body or b""
        places = self._chunk.places[before:]
        for record in _records().decode_lines(body[: body.rfind(b"\n") + 1]):
            got = len(self._results) - before
            if not isinstance(record, Assessed | Refused):
                received = digest_of(sent)
                if (record.received, record.total, got) != (received, len(places), len(places)):
                    self._wrong = "the answer is not to what was sent; is a proxy changing it?"
                self._completed = record
            elif got < len(places) and record.index == got:
                self._results.append(moved(record, places[got]))
            else:
                self._wrong = UNFIT

    def _read(self, reply: Reply) -> "Completed":
        if self._wrong or self._completed is None:
            raise ServerFailed(reply.status, None, request_id(reply), self._wrong or UNFIT)
        return self._completed


# Both are slow to load, and few programs stream.


@cache
def _records() -> msgspec.json.Decoder[Any]:
    from morile_api.language.streamed import Record

    return msgspec.json.Decoder(Record)


def digest_of(sent: bytes) -> str:
    """What a trailer says of the body that it answers."""
    from hashlib import sha256

    return f"sha256:{sha256(sent).hexdigest()}"
