"""Spark: a national history on one core and on two of this machine. It needs `make spark` first."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from benchmarks.columns import drawn
from benchmarks.frames import TEXTS, keys_of
from benchmarks.memory import peak
from benchmarks.mixes import MATRIX, catalogue
from benchmarks.results import Line, Part
from benchmarks.spark_session import ONE_CORE
from benchmarks.timing import in_turn

ROWS = 20_000_000
FILES = 20
TURNS = 3
SECONDS = 400.0

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
    with TemporaryDirectory() as folder, ExitStack() as stack:
        write(Path(folder))
        sessions = {
            name: stack.enter_context(session([*said, folder])) for name, said in SESSIONS.items()
        }
        works: dict[str, Callable[[], float]] = {
            name: partial(seconds, each) for name, each in sessions.items()
        }
        turns = in_turn(works, TURNS, SECONDS, least=2)
        held = sum(map(peak, family(sessions["two"].pid)))
    rates = {name: ROWS / turns.median(name) / 1e6 for name in SESSIONS}
    lines = [
        Line(
            f"{ROWS:,} rows: the speed of `local[2]` against {said}",
            turns.ratio(name, "two"),
            goal,
            at_least=True,
            beside=f"{rates['two']:.2f} against {rates[name]:.2f} million rows/s",
            peak=held,
        )
        for name, (said, goal) in SAID.items()
    ]
    against = (
        f"`morile.spark.score` of {MATRIX}, 13 columns of text in {FILES} files of Parquet, one "
        "answer in 20 unknown, every column worked out and none written; the clock. Memory is that "
        "of the JVM and its workers. Run by `python -m benchmarks spark`."
    )
    return Part("Spark", against, lines)


def write(folder: Path) -> None:
    """Threats as texts, in files of equal length."""
    names, rows = keys_of(MATRIX), ROWS // FILES
    table = TEXTS["pyarrow, string"](names, drawn(catalogue().scorers[MATRIX], rows, gaps=True))
    for number in range(FILES):
        # The same answers again and again, each file beginning elsewhere.
        start = number * rows // FILES
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


def seconds(process: Session) -> float:
    """Of one run."""
    if process.stdin is None:
        raise RuntimeError("the session takes no orders")
    process.stdin.write("\n")
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
