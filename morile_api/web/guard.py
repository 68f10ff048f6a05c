"""The guard: refuses what is wrong with the manner of a request before any route sees it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from litestar.types import ASGIApp, Receive, Send

from morile_api.web import problems
from morile_api.web.admission import Admission
from morile_api.web.body import read_body
from morile_api.web.exchange import KEY, Exchange, Headers
from morile_api.web.media import ONLY_JSON, Kinds, sent_as, takes
from morile_api.web.pages.manner import ON_PAGES, asks_for_a_page, unfit
from morile_api.web.pages.refused import refused_page
from morile_api.web.pages.rules import Rules
from morile_api.web.paths import WRITTEN, Paths
from morile_api.web.problems import Kind, misplaced, problem_reply
from morile_api.web.replies import Reply
from morile_api.web.settings import Settings

HOST = re.compile(rb"[0-9A-Za-z._-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")

ANY = b"*/*"
CHUNKED = b"chunked"

MOST_HEADERS = 100
MOST_HEADER_BYTES = 16_384

PAGES = Rules()


class Guard:
    """The outermost ASGI application.

    It reads bodies whole, so that no slow sender holds anything but its connection; what it sends
    itself and what the routes send gets the headers every reply has; each request is logged once.
    """

    def __init__(
        self,
        app: ASGIApp,
        paths: Paths,
        settings: Settings,
        over: Sequence[Callable[[Exchange], None]],
        gate: Admission | None = None,
    ) -> None:
        """Guard an application whose paths these are.

        `over` hear of each request that is over; without a gate everybody may call.
        """
        self.app = app
        self._gate = gate
        self.paths = paths
        self._with_body = paths.with_method("POST")
        self._most_bytes = settings.max_body_bytes
        self._seconds = settings.body_seconds
        self._over = over

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Serve one request, or the life of the process; there are no web sockets here."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000, "reason": None})
        else:
            await self.app(scope, receive, send)

    async def _serve(self, scope: Any, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, send)
        scope[KEY] = exchange
        kind = self._ill_addressed(scope, exchange)
        if kind is None and self._gate is not None:
            kind = await self._gate.admit(exchange)
        kind = kind or self._refusal(scope, exchange)
        if kind is None and exchange.method == "POST":
            kind = await read_body(receive, exchange, self._most_bytes, self._seconds)
        try:
            if kind is None:
                await self.app(scope, receive, exchange.send)
                exchange.route = scope.get("path_template")
            else:
                await self._refuse(kind, exchange)(scope, receive, exchange.send)
        finally:
            for hear in self._over:
                hear(exchange)

    def _ill_addressed(self, scope: Any, exchange: Exchange) -> Kind | None:
        headers = exchange.headers
        coded = b"transfer-encoding" in headers
        exchange.close = b"content-length" in headers or coded
        if coded and (b"content-length" in headers or headers[b"transfer-encoding"] != CHUNKED):
            # Servers differ in which of two lengths they believe: so requests are smuggled past
            # a proxy (RFC 9112, section 11.2).
            return problems.MALFORMED_REQUEST
        if _excessive(scope["headers"]):
            return problems.HEADERS_TOO_LARGE
        host = headers.get(b"host")
        if host is None or HOST.fullmatch(host) is None:
            return problems.BAD_HOST
        return None

    def _refusal(self, scope: Any, exchange: Exchange) -> Kind | None:
        headers = exchange.headers
        if exchange.method not in WRITTEN:
            return problems.METHOD_NOT_ALLOWED
        page = PAGES.find(exchange.path)
        if page is not None:
            exchange.as_page(ON_PAGES)
            kind = unfit(page, exchange)
            return kind or (self._of_length(headers) if exchange.method == "POST" else None)
        if exchange.path[-1:] == "/" or "//" in exchange.path:
            return problems.NOT_FOUND
        if scope["query_string"]:
            return problems.UNKNOWN_QUERY
        kinds = self._with_body.get(exchange.path, ONLY_JSON)
        accept = headers.get(b"accept") or ANY
        if not any(takes(accept, kind) for kind in kinds):
            return problems.UNACCEPTED[kinds]
        if exchange.method == "POST":
            return self._of_body(exchange, accept, kinds)
        return None

    def _of_body(self, exchange: Exchange, accept: bytes, kinds: Kinds) -> Kind | None:
        headers = exchange.headers
        if exchange.path not in self._with_body:
            return problems.METHOD_NOT_ALLOWED
        sent = sent_as(headers.get(b"content-type", b""), kinds)
        if sent is None or b"content-encoding" in headers:
            return problems.UNSUPPORTED[kinds]
        exchange.kind = sent
        if not takes(accept, sent):
            return problems.UNACCEPTED[kinds]
        return self._of_length(headers)

    def _of_length(self, headers: dict[bytes, bytes]) -> Kind | None:
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            return problems.MALFORMED_REQUEST
        # Longer than any limit may be written; comparing lengths first spares the long division.
        if len(length) > len(str(self._most_bytes)) or int(length) > self._most_bytes:
            return problems.TOO_LARGE
        return None

    def _refuse(self, kind: Kind, exchange: Exchange) -> Reply:
        """The refusal; where there is no such path or method, that is what the caller hears."""
        page = PAGES.find(exchange.path)
        if page is not None:
            # A caller who is not let in is refused before that is said.
            exchange.as_page(ON_PAGES)
            exchange.route = page.path
            return refused_page(kind, exchange, page.methods)
        path = self.paths.find(exchange.path)
        if path is None and asks_for_a_page(exchange):
            exchange.as_page(ON_PAGES)
            return refused_page(problems.NOT_FOUND, exchange)
        exchange.route = path.template if path else None
        if kind in problems.WHEREVER or (path and exchange.method in path.methods):
            return problem_reply(kind, exchange)
        return misplaced(path.methods if path else (), exchange)


def _excessive(raw: Headers) -> bool:
    """Whether there are more headers than any sound client sends; not every server looks."""
    return len(raw) > MOST_HEADERS or sum([len(name) + len(text) for name, text in raw]) > (
        MOST_HEADER_BYTES
    )
