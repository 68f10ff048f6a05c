"""One exchange: what a request and its reply carry through the service and into the log."""

import re
from collections import Counter
from collections.abc import Awaitable, Iterable
from secrets import token_hex
from time import perf_counter_ns
from typing import Any

import msgspec
from litestar.types import Message, Send

from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.faults import Fault
from morile_api.language.reach import Reach

OWN_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
TRACE = re.compile(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

Headers = list[tuple[bytes, bytes]]

ON_EVERY_REPLY: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
]
"""Nothing we send may be guessed to be a page, run as one, or framed by one."""

KEY = "morile"
"""Where the exchange stands in the ASGI scope."""


class Done(msgspec.Struct, gc=False):
    """What was worked on: counts and names of ours, nothing of what a submission says."""

    matrix: MatrixMark
    submissions: int
    refused: int = 0
    marking: str | None = None


class Exchange:
    """One request, from its headers to the status of its reply.

    `headers` are the request's by name in lower case, repeated ones joined. `server` is the address
    of this machine that it came to, where the server says. `body` is set once it
    has been read whole, `kind` is the media type it is sent as, `route` (the template of the path)
    stands once the path is known. For the log and the metrics handlers note what was `done`,
    problems their name as `outcome`, the `codes` of all faults that were told, and the `fault`
    behind a failure of ours. Where callers need tokens, `client` is who calls, `reach` whose
    submissions they may send, and `denied` why they may not call; where access is open, `reach` is
    None and limits nobody.
    """

    __slots__ = (
        "_send",
        "_stamps",
        "body",
        "client",
        "close",
        "codes",
        "denied",
        "done",
        "fault",
        "headers",
        "kind",
        "method",
        "outcome",
        "path",
        "query",
        "reach",
        "received",
        "request_id",
        "route",
        "server",
        "started",
        "status",
        "trace",
    )

    def __init__(self, scope: Any, send: Send) -> None:
        """Read the headers once; take the caller's id, or make one."""
        self.started = perf_counter_ns()
        raw: Headers = scope["headers"]
        headers: dict[bytes, bytes] = dict(raw)
        if len(headers) != len(raw):
            headers = _joined(raw)
        self.headers = headers
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: bytes = scope["query_string"]
        self.server: str | None = (scope.get("server") or (None,))[0]
        own = headers.get(b"request-id")
        if own is None or OWN_ID.fullmatch(own) is None:
            own = token_hex(8).encode()
        self.request_id = own
        self._stamps: Headers = [(b"request-id", own), *ON_EVERY_REPLY]
        trace = headers.get(b"traceparent")
        self.trace: bytes | None = None
        if trace is not None and TRACE.fullmatch(trace):
            self._stamps.append((b"traceparent", trace))
            self.trace = trace
        self._send = send
        self.body = b""
        self.kind = b""
        self.close = False
        self.received = 0
        self.route: str | None = None
        self.status = 0
        self.done: Done | None = None
        self.outcome: str | None = None
        self.codes: Counter[str] | None = None
        self.fault: str | None = None
        self.client: str | None = None
        self.reach: Reach | None = None
        self.denied: str | None = None

    def send(self, message: Message) -> Awaitable[None]:
        """Send a part of the reply; its start gets the headers every reply has."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message["headers"], *self._stamps]
            if self.close:
                headers.append((b"connection", b"close"))
            message["headers"] = headers
        return self._send(message)

    def note_faults(self, faults: Iterable[Fault]) -> None:
        """Count faults that are told to the caller, by their code."""
        codes = self.codes or Counter()
        codes.update(str(each.code) for each in faults)
        self.codes = codes

    def as_page(self, said: Headers) -> None:
        """Say of the reply what is said of pages, in place of what is said of every other."""
        self._stamps = [self._stamps[0], *said]
        if self.trace is not None:
            self._stamps.append((b"traceparent", self.trace))

    @property
    def instance(self) -> str | None:
        """The path where it is ours, and nothing where a caller chose any part of it."""
        return self.path if self.route == self.path else None

    @property
    def milliseconds(self) -> float:
        """Since the request's headers were read."""
        return round((perf_counter_ns() - self.started) / 1e6, 3)


def note_refusals(exchange: Exchange, results: Iterable[Assessed | Refused]) -> None:
    """Count the faults of what was refused one by one."""
    for each in results:
        if isinstance(each, Refused):
            exchange.note_faults(each.problem.errors)


def _joined(raw: Headers) -> dict[bytes, bytes]:
    """Repeated headers as the one list they mean (RFC 9110, section 5.3).

    So two of what may stand once, such as Host, become one that nothing accepts.
    """
    headers: dict[bytes, bytes] = {}
    for name, value in raw:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return headers


def exchange_of(scope: Any) -> Exchange:
    """The exchange a handler works for."""
    exchange: Exchange = scope[KEY]
    return exchange
