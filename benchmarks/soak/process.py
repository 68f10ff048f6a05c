"""The service as an operator starts it, `python -m morile_api`, and what it holds while it runs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.soak.wire import WORST, ask, free_port, get

READY_S = 40.0
STOPPED_S = 30.0


class Held(msgspec.Struct, frozen=True):
    """What the serving process holds: resident memory in KiB, and open files."""

    memory: int
    files: int


class Service:
    """A service on a free port of loopback; it can be killed, stopped and started again.

    `own` is its working folder, and that of its temporary files.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.log = folder / "log"
        self.own = folder / "own"
        self.own.mkdir()
        self._settings = {"port": str(self.port), **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and come back when it answers."""
        others = {name: text for name, text in os.environ.items() if not name.startswith("MORILE_")}
        own = {f"MORILE_{name.upper()}": text for name, text in self._settings.items()}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "morile_api"],
                env=others | own | {"TMPDIR": str(self.own)},
                cwd=self.own,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Come back when it answers.

        Raises:
            RuntimeError: it does not in good time.
        """
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            if ask(self.port, get("/readyz")).status == 200:
                return
            time.sleep(0.05)
        raise RuntimeError(f"the service did not start: {self.log.read_text('utf-8')[-2_000:]}")

    def worker(self) -> int:
        """The process that answers; it is watched over by the one that was started."""
        assert self._process is not None
        first = self._process.pid
        listed = Path(f"/proc/{first}/task/{first}/children").read_text("ascii")
        [only] = listed.split()
        return int(only)

    def held(self) -> Held:
        """What the serving process holds now."""
        process = Path(f"/proc/{self.worker()}")
        status = (process / "status").read_text("utf-8").splitlines()
        resident = next(line for line in status if line.startswith("VmRSS:"))
        return Held(int(resident.split()[1]), len(list((process / "fd").iterdir())))

    def kill(self) -> None:
        """End the process that answers, without warning."""
        os.kill(self.worker(), signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; its exit code, or the worst there is where it had to be killed."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(STOPPED_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return WORST


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Service]:
    """A service with these settings, by name without `MORILE_`, stopped at the end."""
    service = Service(folder, **settings)
    try:
        service.start()
        yield service
    finally:
        service.stop()
