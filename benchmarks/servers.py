"""Servers: one granian worker on loopback for each application, stopped when done."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep

ROOT = Path(__file__).parents[1]

SERVE = [
    *("--interface", "asgi", "--http", "1", "--no-ws", "--workers", "1", "--no-access-log"),
    *("--host", "127.0.0.1", "--http1-header-read-timeout", "5000"),
    *("--http1-buffer-size", "16384", "--workers-kill-timeout", "5"),
]

READY_SECONDS = 30.0
STOP_SECONDS = 10.0


@contextmanager
def serving(target: str, *, factory: bool = False) -> Iterator[int]:
    """An application served on a free port of loopback, which is given.

    Args:
        target: `package.module:name`.
        factory: whether the name is a function that makes the application.
    """
    port = _free_port()
    more = ["--port", str(port), *(["--factory"] if factory else []), target]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MORILE_", "GRANIAN_"))}
    with TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *SERVE, *more],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            if not _is_ready(process, port):
                said.seek(0)
                raise RuntimeError(f"{target} did not start: {said.read().decode()[-2000:]}")
            yield port
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _is_ready(process: subprocess.Popen[bytes], port: int) -> bool:
    until = monotonic() + READY_SECONDS
    while monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            sleep(0.05)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
