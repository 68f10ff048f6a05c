"""Growth: the time for a row from ten thousand rows to ten million, as a table and as a picture."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
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

TITLE = "Growth with the rows"
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

Curves = Mapping[str, Mapping[int, float]]
"""By way, microseconds for a row by the number of rows, fewest first."""

Makes = Callable[[int], tuple[Work, int]]
"""For a number of rows, a work and how many of them it does at a time."""


def growth() -> Part:
    """Each way at each size, all sizes of a way in turn."""
    measured = {}
    for name, make in WAYS.items():
        sizes = [size for size in SIZES if make is not _lines or size <= LINES_UP_TO]
        measured[name] = _turns(make, sizes)
    curves = curves_of(measured)
    draw(curves)
    against = (
        f"The processor time for a row of {MATRIX} at the most rows against that at fewer, in one "
        "process; one answer in 20 unknown, lines of JSON with every answer one level. "
        "![Time for a row](growth.png)"
    )
    lines = [
        _line(name, measured[name], curve, size)
        for name, curve in curves.items()
        for size in list(curve)[:-1]
    ]
    return Part(TITLE, against, lines)


def curves_of(measured: Mapping[str, Turns]) -> Curves:
    """What the table says and the picture shows, of the seconds that each turn took for a row."""
    return {
        name: {int(size): turns.median(size) * 1e6 for size in turns.of}
        for name, turns in measured.items()
    }


def _line(name: str, turns: Turns, curve: Mapping[int, float], size: int) -> Line:
    most = max(curve)
    return Line(
        work=f"{name}: {most:,} beside {size:,}",
        ratio=turns.ratio(str(most), str(size)),
        goal=MOST_GROWTH,
        beside=f"{curve[most]:.3f} against {curve[size]:.3f} µs a row",
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


def draw(curves: Curves) -> None:
    """Save the picture, and in its description the figures as the table prints them."""
    said = {
        name: {str(size): f"{time:.3f}" for size, time in curve.items()}
        for name, curve in curves.items()
    }
    description = msgspec.json.encode(said).decode()
    about = {"Software": "", "Description": description}
    figure_of(curves).savefig(PICTURE, dpi=120, metadata=about)


def figure_of(curves: Curves) -> Figure:
    """Rows across, microseconds for a row upwards, both on logarithmic scales."""
    figure = Figure(figsize=(9.5, 5), layout="constrained")
    axes = figure.subplots()
    for (name, curve), sign in zip(curves.items(), "osD^v", strict=True):
        axes.plot(list(curve), list(curve.values()), marker=sign, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("rows")
    axes.set_ylabel("processor time for a row, in µs")
    axes.set_title(f"Scoring {MATRIX}: a level line is growth with the rows alone")
    axes.grid(visible=True, which="major", alpha=0.4)
    figure.legend(loc="outside right upper")
    return figure
