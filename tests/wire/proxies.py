"""The shipped proxy configurations, run by the real programs in front of real processes."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from tests.wire.server import Server, free_port, serving, wait_until_ready

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"

HAPROXY, NGINX = "haproxy", "nginx"


class Pair(msgspec.Struct, frozen=True):
    """Two processes, and the proxy in front of them."""

    front: Server
    behind: tuple[Server, Server]


def where(program: str) -> str | None:
    """Where a proxy is installed, if it is; Debian puts them where only root looks."""
    return shutil.which(program, path=":".join(["/usr/sbin", "/usr/local/sbin", "/usr/bin"]))


@contextmanager
def balanced(program: str, folder: Path) -> Iterator[Pair]:
    """Two processes behind a proxy, as shipped but for the ports."""
    with ExitStack() as running:
        behind = []
        for name in ("one", "two"):
            (folder / name).mkdir()
            behind.append(running.enter_context(serving(folder / name)))
        port = free_port()
        log = folder / "proxy.log"
        command = _configured(program, folder, [port, *(each.port for each in behind)])
        with log.open("wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)
        running.callback(ended, process)
        front = Server(port, process, log, program)
        wait_until_ready(front)
        yield Pair(front, (behind[0], behind[1]))


def _configured(program: str, folder: Path, ports: list[int]) -> list[str]:
    path = where(program)
    assert path is not None
    name = {HAPROXY: "haproxy.cfg", NGINX: "nginx.conf"}[program]
    text = (DEPLOY / name).read_text("utf-8")
    for stated, port in zip((8080, 8081, 8082), ports, strict=True):
        assert f"127.0.0.1:{stated}" in text
        text = text.replace(f"127.0.0.1:{stated}", f"127.0.0.1:{port}")
    text = text.replace("/run/morile-nginx.pid", str(folder / "nginx.pid"))
    file = folder / name
    file.write_text(text, "utf-8")
    if program == HAPROXY:
        return [path, "-db", "-f", str(file)]
    return [path, "-c", str(file), "-e", "stderr", "-g", "daemon off;"]


def ended(process: "subprocess.Popen[bytes]") -> None:
    """Ask a proxy to stop, and see to it."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def pause_until(seconds: float, began: float) -> None:
    """Wait until so many seconds have passed since the beginning."""
    time.sleep(max(0.0, began + seconds - time.monotonic()))
