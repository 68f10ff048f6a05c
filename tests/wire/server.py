"""The real service on loopback, started as an operator starts it, and raw connections to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

READY, ALIVE = "/readyz", "/healthz"
READY_S = 40
ANSWER_S = 20
STOPPED_S = 30


class Server(msgspec.Struct, frozen=True):
    """A service that answers on a port of this machine; its log is a file."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    under: str = "granian"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        """A connection that gives up before a test would hang."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER_S)

    def worker(self) -> int:
        """The process that answers; the one that was started watches over it."""
        [only] = children(self.process.pid)
        return only

    def stop(self) -> int:
        """Ask it to stop; its exit code. One that does not stop is a failure, and is ended."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=STOPPED_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def children(process: int) -> list[int]:
    """The processes that a process has started, through /proc."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(each) for each in listed.split()]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with the service's settings replaced by these."""
    others = {name: text for name, text in os.environ.items() if not name.startswith("MORILE_")}
    return others | {f"MORILE_{name.upper()}": text for name, text in settings.items()}


OWN, OTHER = "granian", "uvicorn"
"""The server that the service starts by itself, and one that it must behave the same under."""

UVICORN = [
    "uvicorn",
    "--factory",
    "morile_api.web.app:create_app",
    "--http",
    "httptools",
    "--no-access-log",
]
"""As docs/running.md says it."""


def command(under: str, port: int) -> list[str]:
    """What starts the service under a server."""
    if under == OWN:
        return [sys.executable, "-m", "morile_api"]
    return [sys.executable, "-m", *UVICORN, "--port", str(port)]


@contextmanager
def serving(
    folder: Path, stderr: int | None = None, under: str = OWN, **settings: str
) -> Iterator[Server]:
    """A service with these settings.

    Args:
        folder: for its log.
        stderr: where its log goes instead.
        under: which server.
        settings: by name without `MORILE_`.
    """
    port = int(settings.get("port", free_port()))
    variables = environment(**{"port": str(port), **settings})
    with running(folder, command(under, port), variables, port, stderr=stderr) as server:
        yield msgspec.structs.replace(server, under=under)


@contextmanager
def running(
    folder: Path,
    started: list[str],
    variables: dict[str, str],
    port: int,
    awaited: str = READY,
    stderr: int | None = None,
    **how: Any,
) -> Iterator[Server]:
    """A service, however it is started, until it is asked to stop.

    Args:
        folder: for its log.
        started: the command.
        variables: its whole environment.
        port: where it listens.
        awaited: the path that must answer 200 before anything is asked of it.
        stderr: where its log goes instead.
        how: what else there is to say of the process.
    """
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            started,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=file if stderr is None else stderr,
            **how,
        )
    server = Server(port, process, log)
    try:
        wait_until_ready(server, awaited)
        yield server
    finally:
        if process.poll() is None:
            server.stop()


def wait_until_ready(server: Server, awaited: str = READY) -> None:
    """Come back when it answers at a path; fail when it does not in good time."""
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        try:
            said_now = exchange(server, plain("GET", awaited))
        except OSError:
            said_now = b""
        if said_now.startswith(b"HTTP/1.1 200 "):
            return
        time.sleep(0.05)
    raise AssertionError(server.log.read_text("utf-8"))


def plain(method: str, path: str, body: bytes = b"", *headers: str) -> bytes:
    """The bytes of an ordinary request, after which the connection is closed."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def exchange(server: Server, request: bytes) -> bytes:
    """Everything the service says to these bytes until it closes the connection."""
    with server.connect() as connection:
        connection.sendall(request)
        return said(connection)


def said(connection: socket.socket) -> bytes:
    """Everything that comes until the other side closes; a reset closes too."""
    parts: list[bytes] = []
    while True:
        try:
            part = connection.recv(65_536)
        except ConnectionResetError:
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


def status_of(reply: bytes) -> int:
    """The status of a reply."""
    assert reply.startswith(b"HTTP/1.1 "), reply[:200]
    return int(reply.split(b" ", 2)[1])
