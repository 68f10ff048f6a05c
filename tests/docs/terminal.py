"""Terminal: a command run as a reader would run it, and what the terminal then shows."""

import os
import pty
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

COLUMNS = "200"
PATIENCE_S = 120


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Of a reader who has set nothing of ours: `morile` on the path, plain text, wide lines."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("MORILE_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{mine.get('PATH', '')}"
    return {**mine, "PATH": path, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": COLUMNS, **extra}


def shown(command: str, folder: Path, extra: Mapping[str, str]) -> str:
    """Everything a command writes to a terminal, whatever its exit code.

    Args:
        command: for bash.
        folder: where it runs.
        extra: variables of the environment.
    """
    reading, writing = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],  # noqa: S607
        cwd=folder,
        env=environment(extra),
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=writing,
    ) as running:
        os.close(writing)
        watch = threading.Timer(PATIENCE_S, running.kill)
        watch.start()
        try:
            written = _read_all(reading)
        finally:
            watch.cancel()
            running.kill()
            os.close(reading)
    return written.decode().replace("\r\n", "\n")


def _read_all(reading: int) -> bytes:
    pieces = []
    while True:
        try:
            piece = os.read(reading, 65_536)
        except OSError:
            # How Linux says that the other end is closed.
            break
        if not piece:
            break
        pieces.append(piece)
    return b"".join(pieces)
