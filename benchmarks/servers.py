"""Servers: one granian worker on loopback for each application, stopped when done."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep

import msgspec

from benchmarks.memory import begin, peak

ROOT = Path(__file__).parents[1]

SERVE = [
    *("--interface", "asgi", "--http", "1", "--no-ws", "--workers", "1", "--no-access-log"),
    *("--host", "127.0.0.1", "--http1-header-read-timeout", "5000"),
    *("--http1-buffer-size", "16384", "--workers-kill-timeout", "5"),
]

TICKS = os.sysconf("SC_CLK_TCK")

READY_SECONDS = 30.0
STOP_SECONDS = 10.0


class Server(msgspec.Struct, frozen=True):
    """A server that runs: its port, and its first process."""

    port: int
    process: int

    def busy_seconds(self) -> float:
        """Processor time of its processes since they started."""
        return busy_seconds([self.process, *_children(self.process)])

    def begin(self) -> float:
        """Let the peak of its workers' memory begin again; what they hold now, in MiB."""
        return sum(map(begin, _children(self.process)))

    def peak(self) -> float:
        """The most memory of its workers since then, in MiB."""
        return sum(map(peak, _children(self.process)))


def busy_seconds(processes: Iterable[int]) -> float:
    """Processor time of processes since they started."""
    return sum(map(_ticks, processes)) / TICKS


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(each) for each in listed.split()]


def _ticks(process: int) -> int:
    # After the name in brackets, which may hold anything: user and system time, fields 14 and 15.
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def serving(
    target: str, *, factory: bool = False, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """An application served by one worker on a free port of loopback.

    Args:
        target: `package.module:name`.
        factory: whether the name is a function that makes the application.
        settings: further variables of its environment.
    """
    port = _free_port()
    more = ["--port", str(port), *(["--factory"] if factory else []), target]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MORILE_", "GRANIAN_"))}
    environment |= settings or {}
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
            yield Server(port, process.pid)
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
