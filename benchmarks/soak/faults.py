"""Faults: the service killed, and stopped and started, while programs score through the SDK."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.mixes import MATRIX, sample
from benchmarks.soak.figures import Figure, Part, zero
from benchmarks.soak.process import Service, running
from morile import Client
from morile_api.language.faults import MorileError

CALLERS = 4
APART_S = 7.0
"""A process that dies within 5.5 s of being replaced is not replaced again."""
DOWN_S = 0.5
KILLS = 3
STARTS = 2


class Callers:
    """Programs that score without a pause, and what they count."""

    def __init__(self, port: int) -> None:
        self.scored = 0
        self.failed = 0
        self.wrong = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._client = Client(f"http://127.0.0.1:{port}", matrix=MATRIX)
        self._right = {each["ref"]: self._client.assess(each).digest for each in sample()}
        self._threads = [threading.Thread(target=self._call) for _ in range(CALLERS)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, each with the answer it is waiting for."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._client.close()

    def _call(self) -> None:
        while not self._stop.is_set():
            for each in sample():
                try:
                    right = self._client.assess(each).digest == self._right[each["ref"]]
                except MorileError:
                    right = None
                with self._lock:
                    self.scored += right is not None
                    self.failed += right is None
                    self.wrong += right is False
                if self._stop.is_set():
                    return


def faults(folder: Path) -> Part:
    """Every fault under load."""
    with running(folder) as service:
        killed = _through(service, service.kill, KILLS)
        restarted = _through(service, lambda: _restart(service), STARTS)
    figures = []
    for what, times, callers in (
        ("killed (SIGKILL)", KILLS, killed),
        ("stopped and started anew", STARTS, restarted),
    ):
        figures += [
            Figure(f"{what}, times", f"{times}"),
            Figure("scorings meanwhile", f"{callers.scored:,}", "> 0", callers.scored > 0),
            zero("scorings that failed", callers.failed),
            zero("scorings that were wrong", callers.wrong),
        ]
    how = (
        f"One process without a proxy, {CALLERS} programs scoring through the SDK as it is "
        "delivered; what they get is compared with what they got before. Kills are "
        f"{APART_S:g} s apart: see [known limits](hardening.md#known-limits)."
    )
    return Part("Faults", how, figures)


def _through(service: Service, happening: Callable[[], object], times: int) -> Callers:
    callers = Callers(service.port)
    callers.start()
    try:
        for _ in range(times):
            time.sleep(APART_S)
            happening()
            time.sleep(DOWN_S)
            service.wait_until_ready()
        time.sleep(DOWN_S)
    finally:
        callers.stop()
    return callers


def _restart(service: Service) -> None:
    service.stop()
    service.start()
