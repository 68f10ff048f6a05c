"""Spark: a national history on one core and on two of this machine. It needs `make spark` first."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from benchmarks.columns import drawn
from benchmarks.frames import TEXTS, keys_of
from benchmarks.memory import peak
from benchmarks.mixes import MATRIX, catalogue
from benchmarks.results import Line, Part
from benchmarks.servers import busy_seconds
from benchmarks.spark_session import ONE_CORE
from benchmarks.timing import Turns, in_turn

ROWS = 1_000_000
"""In a file."""

FILES = 20
FEW = 4
"""Files where the machine is so busy that all of them would take too long."""

LONGEST_FILE_S = 2.0
"""What one file may take, of two scored on two cores, for all of them to be scored."""

TURNS = 3
SECONDS = 200.0

Session = subprocess.Popen[str]

SESSIONS = {
    "one": ["local[1]"],
    "pinned": ["local[1]", ONE_CORE],
    "two": ["local[2]"],
}
SAID = {
    "one": ("`local[1]`, whose JVM and Python worker may take a core each", 1.7),
    "pinned": ("`local[1]` with all its processes on one core", None),
}


def on_spark() -> Part:
    """The three in turn, over the same files."""
    costs: dict[str, list[float]] = {name: [] for name in SESSIONS}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        write(Path(folder))
        sessions = {
            name: stack.enter_context(session([*said, folder])) for name, said in SESSIONS.items()
        }
        files = FILES if seconds(sessions["two"], 2) < 2 * LONGEST_FILE_S else FEW

        def run(name: str) -> float:
            before = busy_seconds(family(sessions[name].pid))
            found = seconds(sessions[name], files)
            costs[name].append(busy_seconds(family(sessions[name].pid)) - before)
            return found

        turns = in_turn({name: partial(run, name) for name in SESSIONS}, TURNS, SECONDS, least=2)
        held = sum(map(peak, family(sessions["two"].pid)))
    against = (
        f"`morile.spark.score` of {MATRIX}: 13 columns of text in Parquet, one answer in 20 "
        "unknown, every column worked out and none written; the clock. Memory is that of the JVM "
        "and its workers. Run by `python -m benchmarks spark`, after `make spark`."
    )
    rows = files * ROWS
    return Part("Spark", against, [_line(turns, costs, name, rows, held) for name in SAID])


def _line(
    turns: Turns, costs: Mapping[str, list[float]], name: str, rows: int, held: float
) -> Line:
    said, goal = SAID[name]
    rates = [rows / turns.median(each) / 1e6 for each in ("two", name)]
    each = [median(costs[it]) / rows * 1e6 for it in ("two", name)]
    return Line(
        f"{rows:,} rows: the speed of `local[2]` against {said}",
        turns.ratio(name, "two"),
        goal,
        at_least=True,
        beside=f"{rates[0]:.2f} against {rates[1]:.2f} million rows/s; processor "
        f"{each[0]:.2f} against {each[1]:.2f} µs a row",
        peak=held,
    )


def write(folder: Path) -> None:
    """Threats as texts, in files of equal length."""
    threats = drawn(catalogue().scorers[MATRIX], ROWS, gaps=True)
    table = TEXTS["pyarrow, string"](keys_of(MATRIX), threats)
    for number in range(FILES):
        # The same answers again and again, each file beginning elsewhere.
        start = number * ROWS // FILES
        turned = pa.concat_tables([table.slice(start), table.slice(0, start)])
        parquet.write_table(turned, folder / f"{number:02}.parquet")


@contextmanager
def session(said: list[str]) -> Iterator[Session]:
    """A session that is ready."""
    process = subprocess.Popen(
        # Master, folder, and what else.
        [sys.executable, "-m", "benchmarks.spark_session", said[0], said[-1], *said[1:-1]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        if answer(process) != "ready":
            process.kill()
            raise RuntimeError("no session of Spark: is there Java 17, and has make spark run?")
        yield process


def seconds(process: Session, files: int) -> float:
    """Of one run over so many files."""
    if process.stdin is None:
        raise RuntimeError("the session takes no orders")
    process.stdin.write(f"{files}\n")
    process.stdin.flush()
    return float(answer(process))


def answer(process: Session) -> str:
    """Its next line."""
    return "" if process.stdout is None else process.stdout.readline().strip()


def family(process: int) -> list[int]:
    """A process with everything it has started."""
    found = [process]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, children.read_text("ascii").split())
    return found
