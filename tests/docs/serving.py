"""Service: a real one on loopback, started with the command that the documents give."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.docs.terminal import environment

IN_THE_PAGES = "127.0.0.1:8080"
PATIENCE_S = 30


@contextmanager
def a_service(folder: Path, chosen: Mapping[str, str]) -> Iterator[str]:
    """Runs `morile serve` on a free port, so set; gives its address without the scheme."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        ["morile", "serve"],  # noqa: S607
        cwd=folder,
        env=environment({**chosen, "MORILE_PORT": str(port)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", running)
            yield f"127.0.0.1:{port}"
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(PATIENCE_S)


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as reply:  # noqa: S310
                if reply.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError("the service did not become ready")
