"""Raw HTTP over a socket: requests as bytes, and how each of them ended."""

import socket
from collections.abc import Iterable
from contextlib import suppress

import msgspec

LOOPBACK = "127.0.0.1"
PATIENCE_S = 12.0
"""More than the deadline of a body; whoever has no answer by then is left hanging."""

HUNG = -1
UNANSWERED = 0
WORST = 99
SCORING = "/v1/assessments"
STREAMING = "/v1/assessments/stream"
JSON = "application/json"
NDJSON = "application/x-ndjson"
ARROW = "application/vnd.apache.arrow.stream"


class Reply(msgspec.Struct, frozen=True):
    """How a request ended: a status, closed without answer (0), or left hanging (-1)."""

    status: int
    head: bytes = b""
    body: bytes = b""


class Link:
    """A connection that is kept for one request after another, and made anew where it was lost."""

    def __init__(self, port: int, patience: float = PATIENCE_S) -> None:
        self._port = port
        self._patience = patience
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> Reply:
        """Send a request and take the whole answer."""
        self.send(request)
        return self.take()

    def send(self, request: bytes) -> None:
        """Send a request; `take` tells what became of it."""
        try:
            link = self._opened()
        except OSError:
            return
        # Refused before it was all sent: what was said of it may still be there to read.
        with suppress(OSError):
            link.sendall(request)

    def take(self) -> Reply:
        """The whole answer to what was sent."""
        if self._socket is None:
            return Reply(UNANSWERED)
        try:
            reply, stays = _answer(self._socket)
        except TimeoutError:
            reply, stays = Reply(HUNG), False
        if not stays:
            self.close()
        return reply

    def begin(self, part: bytes) -> None:
        """Send a part of a request and leave."""
        self.send(part)
        self.close()

    def close(self) -> None:
        """Leave; the next request connects anew."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _opened(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection((LOOPBACK, self._port), self._patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


def _answer(link: socket.socket) -> tuple[Reply, bool]:
    """A whole answer, and whether the connection is still good for another request."""
    got = bytearray()
    while (end := got.find(b"\r\n\r\n")) < 0:
        part = _part(link)
        if not part:
            return Reply(UNANSWERED), False
        got += part
    head, rest = bytes(got[:end]).lower(), bytes(got[end + 4 :])
    parts, size, closed = [rest], len(rest), False
    length = _length(head)
    while not closed and not _whole(length, size, parts):
        part = _part(link)
        parts.append(part)
        size, closed = size + len(part), not part
    stays = not closed and b"\r\nconnection: close" not in head
    return Reply(int(head[9:12]), head, b"".join(parts)), stays


def _length(head: bytes) -> int | None:
    """Of the body; None where it comes in chunks."""
    found = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
    return int(found) if found else None


def _whole(length: int | None, size: int, parts: list[bytes]) -> bool:
    if length is not None:
        return size >= length
    return b"".join(parts[-2:]).endswith(b"0\r\n\r\n")


def _part(link: socket.socket) -> bytes:
    try:
        return link.recv(65_536)
    except ConnectionResetError:
        return b""


def ask(port: int, request: bytes, patience: float = PATIENCE_S) -> Reply:
    """How one request ends on a connection of its own."""
    link = Link(port, patience)
    try:
        return link.ask(request)
    finally:
        link.close()


def get(path: str) -> bytes:
    """The bytes of a request for a document."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def post(path: str, body: bytes, kind: str = JSON, more: Iterable[str] = ()) -> bytes:
    """The bytes of a request with a body."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}"]
    lines += [f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*lines, "", ""]).encode() + body


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
