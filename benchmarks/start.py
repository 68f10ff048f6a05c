"""Starting: how soon a process is ready to score, and what `import morile` costs."""

import subprocess
import sys
from collections.abc import Callable

from benchmarks.results import Line, Part
from benchmarks.timing import Ratio, Turns, in_turn, ratio

TURNS = 15
SECONDS = 30.0

IMPORT = "from time import process_time as now; start = now(); import {}; print(now() - start)"
READY = """
from resource import RUSAGE_SELF, getrusage
from time import perf_counter as now
start = now()
from morile_api import catalogue
from morile_api.web.app import create_app
imported = now()
catalogue.load()
loaded = now()
create_app()
made = now()
peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
print(imported - start, loaded - imported, made - loaded, peak)
"""


def _run(program: str) -> list[float]:
    # -I: neither this folder nor the environment changes what is imported.
    command = [sys.executable, "-I", "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return [float(each) for each in done.stdout.split()]


def _importing(name: str) -> Callable[[], float]:
    return lambda: _run(IMPORT.format(name))[0]


def imports() -> Turns:
    """Processor time of two imports, each in a new process, in turn."""
    works = {name: _importing(name) for name in ("msgspec", "morile")}
    for work in works.values():
        work()
    return in_turn(works, TURNS, SECONDS)


def start() -> Part:
    """Both goals; the first is in seconds."""
    _run(READY)
    runs = [_run(READY) for _ in range(7)]
    imported, loaded, made, held = ([run[stage] for run in runs] for stage in range(4))
    ready = [a + b for a, b in zip(imported, made, strict=True)]
    turns = imports()
    lines = [
        Line("ready: import and `create_app`", _seconds(ready), goal=1.0, unit="s", peak=max(held)),
        Line("of which importing the service", _seconds(imported), unit="s"),
        Line("of which `create_app`", _seconds(made), unit="s"),
        Line("`catalogue.load` alone", _seconds(loaded), unit="s"),
        Line(
            "`import morile` against `import msgspec`",
            turns.ratio("morile", "msgspec"),
            goal=2.0,
            beside=f"{turns.median('morile') * 1e3:.0f} ms against "
            f"{turns.median('msgspec') * 1e3:.0f} ms",
        ),
    ]
    return Part("Start", "New processes; seconds where no ratio makes sense.", lines)


def _seconds(each: list[float]) -> Ratio:
    return ratio(each, [1.0] * len(each))
