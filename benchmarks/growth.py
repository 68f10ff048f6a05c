"""Growth: the time for a row from ten thousand rows to ten million, as a table and as a picture."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.columns import drawn
from benchmarks.frames import TEXTS, keys_of, of_pandas, of_pyarrow
from benchmarks.mixes import MATRIX, catalogue, submissions
from benchmarks.results import Line, Part
from benchmarks.stream_client import stream_of
from benchmarks.streams import answered_stream
from benchmarks.timing import Turns, Work, computing, in_turn
from morile.frames import score
from morile_api.engine.columns.assess_columns import assess_columns
from morile_api.engine.columns.level_column import LevelColumn

PICTURE = Path(__file__).with_name("growth.png")
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
AT_LEAST = 200_000
"""Rows of one turn: small sizes are done several times over."""

LINES_AT_ONCE = 10_000
DIFFERENT = 20
"""Streams of so many lines that are drawn; a long run goes round them."""

LINES_UP_TO = 1_000_000
"""Ten times as many would take minutes a turn, and be ten times the same streams."""

TURNS = 5
SECONDS = 30.0
MOST_GROWTH = 1.1

Makes = Callable[[int], tuple[Work, int]]
"""For a number of rows, a work and how many of them it does at a time."""


def growth() -> Part:
    """Each way at each size, all sizes of a way in turn."""
    lines, curves = [], {}
    for name, make in WAYS.items():
        sizes = [size for size in SIZES if make is not _lines or size <= LINES_UP_TO]
        turns = _turns(make, sizes)
        curves[name] = {size: turns.median(str(size)) for size in sizes}
        lines += [_line(name, turns, size, sizes[-1]) for size in sizes[:-1]]
    draw(curves)
    against = (
        f"The processor time for a row of {MATRIX} at the most rows against that at fewer, in one "
        "process; one answer in 20 unknown, lines of JSON with every answer one level. "
        "![Time for a row](growth.png)"
    )
    return Part("Growth with the rows", against, lines)


def _line(name: str, turns: Turns, size: int, most: int) -> Line:
    few, many = (turns.median(str(at)) * 1e6 for at in (size, most))
    return Line(
        work=f"{name}: {most:,} beside {size:,}",
        ratio=turns.ratio(str(most), str(size)),
        goal=MOST_GROWTH,
        beside=f"{many:.3f} against {few:.3f} µs a row",
        peak=turns.peaks[str(most)],
    )


def _turns(make: Makes, sizes: Sequence[int]) -> Turns:
    """Seconds for a row, turn by turn, by size."""
    works: dict[str, Callable[[], float]] = {}
    for size in sizes:
        work, rows = make(size)
        work()
        times = max(size, AT_LEAST) // rows
        works[str(size)] = _for_a_row(computing(work, times), rows)
    return in_turn(works, TURNS, SECONDS, least=2)


def _for_a_row(run: Callable[[], float], rows: int) -> Callable[[], float]:
    return lambda: run() / rows


def _columns(rows: int) -> tuple[Work, int]:
    scorer = catalogue().scorers[MATRIX]
    given = drawn(scorer, rows, gaps=True)
    return lambda: assess_columns(scorer.lexicon, given), rows


def _framed(make: Callable[[Sequence[str], Sequence[LevelColumn]], object]) -> Makes:
    def made(rows: int) -> tuple[Work, int]:
        frame = make(keys_of(MATRIX), drawn(catalogue().scorers[MATRIX], rows, gaps=True))
        return lambda: score(frame, MATRIX), rows

    return made


def _lines(rows: int) -> tuple[Work, int]:
    """Streams of ten thousand lines, one after another, until there have been so many rows."""
    streams = [stream_of(submissions("single", LINES_AT_ONCE, seed)) for seed in range(DIFFERENT)]
    place = 0

    def work() -> None:
        nonlocal place
        answered_stream(streams[place % DIFFERENT])
        place += 1

    return work, LINES_AT_ONCE


WAYS: dict[str, Makes] = {
    "columns of codes": _columns,
    "pandas, categories": _framed(of_pandas),
    "pyarrow, dictionaries": _framed(of_pyarrow),
    "pandas, text": _framed(TEXTS["pandas, text"]),
    "lines of JSON, bytes to bytes": _lines,
}


def draw(curves: Mapping[str, Mapping[int, float]]) -> None:
    """The picture: rows across, microseconds for a row upwards, both on logarithmic scales."""
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    for (name, seconds), sign in zip(curves.items(), "osD^v", strict=True):
        each = [it * 1e6 for it in seconds.values()]
        axes.plot(list(seconds), each, marker=sign, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("rows")
    axes.set_ylabel("processor time for a row, in µs")
    axes.set_title(f"Scoring {MATRIX}: a level line is growth with the rows alone")
    axes.grid(visible=True, which="major", alpha=0.4)
    axes.legend(loc="center right")
    figure.savefig(PICTURE, dpi=120, metadata={"Software": ""})
