"""Frames: ten million rows in, ten million with results out, in each kind of frame."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from benchmarks.columns import ROWS, drawn
from benchmarks.mixes import MATRIX, catalogue
from benchmarks.results import Line, Part
from benchmarks.timing import Ratio, Turns, Work, timed
from morile.frames import score
from morile_api.engine.columns.assess_columns import BLOCK
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.language.matrix import UNKNOWN

TABLED = "ocg-mapping@1.0.0"
"""Eight criteria of five levels: as a decision table, 390,625 rows."""

STRINGS = 1_000_000
TURNS = 7
SECONDS = 25.0

Maker = Callable[[Sequence[str], Sequence[LevelColumn]], Any]


def of_pandas(names: Sequence[str], columns: Sequence[LevelColumn]) -> Any:
    return pd.DataFrame(
        {name: _categorical(each) for name, each in zip(names, columns, strict=True)}
    )


def _categorical(column: LevelColumn) -> Any:
    # Not typed: its stubs know no codes of 8 bits.
    of_codes: Any = pd.Categorical.from_codes
    return of_codes(column.codes.astype(np.int8), list(column.words))


def _polars(names: Sequence[str], columns: Sequence[LevelColumn]) -> Any:
    return pl.DataFrame(
        {
            name: pl.Series(each.words, dtype=pl.Enum(list(each.words))).gather(each.codes)
            for name, each in zip(names, columns, strict=True)
        }
    )


def of_pyarrow(names: Sequence[str], columns: Sequence[LevelColumn]) -> Any:
    coded = [
        pa.DictionaryArray.from_arrays(pa.array(each.codes.astype(np.int8)), list(each.words))
        for each in columns
    ]
    return pa.table(coded, names=list(names))


CATEGORIES: dict[str, Maker] = {
    "pandas, categories": of_pandas,
    "polars, Enum": _polars,
    "pyarrow, dictionaries": of_pyarrow,
}
TEXTS: dict[str, Callable[[Sequence[str], Sequence[LevelColumn]], Any]] = {
    "pandas, text": lambda *given: of_pandas(*given).astype("str"),
    "polars, String": lambda *given: _polars(*given).cast(pl.String),
    "pyarrow, string": lambda *given: of_pyarrow(*given).cast(
        pa.schema([(name, pa.string()) for name in given[0]])
    ),
}


def frames() -> Part:
    """Each kind against a bare look-up; texts; and a merge with the decision table itself."""
    lines = [_line(name, make) for name, make in CATEGORIES.items()]
    lines += [_texts(name, make) for name, make in TEXTS.items()]
    against = (
        f"`frames.score` of {MATRIX}, one answer in 20 unknown, with ranges, gaps and faults. "
        "Categories against the speed of a bare numpy look-up of the same codes."
    )
    return Part("Frames", against, [*lines, _merge()])


def keys_of(matrix: str) -> list[str]:
    return [each.key for each in catalogue().scorers[matrix].matrix.definition.criteria]


def _line(name: str, make: Maker) -> Line:
    scorer = catalogue().scorers[MATRIX]
    columns = drawn(scorer, ROWS, gaps=True)
    frame = make(keys_of(MATRIX), columns)
    tables = [np.append(points.many, 0) for points in scorer.matrix.points]

    def gathered() -> None:
        for start in range(0, ROWS, BLOCK):
            for table, column in zip(tables, columns, strict=True):
                table[column.codes[start : start + BLOCK]]

    turns = timed({"gather": gathered, "score": lambda: score(frame, MATRIX)}, TURNS, SECONDS)
    rate = f"{ROWS / turns.median('score') / 1e6:.1f} million rows/s"
    work = f"{ROWS:,} rows: {name}"
    ratio, held = turns.ratio("gather", "score"), turns.peaks["score"]
    return Line(work, ratio, goal=0.4, at_least=True, beside=rate, peak=held)


def _texts(name: str, make: Maker) -> Line:
    frame = make(keys_of(MATRIX), drawn(catalogue().scorers[MATRIX], STRINGS, gaps=True))
    turns = timed({"score": lambda: score(frame, MATRIX)}, TURNS, SECONDS)
    work = f"{STRINGS:,} rows: {name}"
    held = turns.peaks["score"]
    return Line(work, _rate(turns), goal=2, at_least=True, unit="million rows/s", peak=held)


def _rate(turns: Turns) -> Ratio:
    rates = sorted(STRINGS / seconds / 1e6 for seconds in turns.of["score"])
    middle = len(rates) // 2
    return Ratio(rates[middle], rates[middle // 2], rates[-1 - middle // 2])


def _merge() -> Line:
    scorer, keys = catalogue().scorers[TABLED], keys_of(TABLED)
    frame = of_pandas(keys, drawn(scorer, STRINGS, gaps=False))
    every = np.indices([len(scale) for scale in scorer.matrix.scales]).reshape(len(keys), -1)
    words = [(*scale, UNKNOWN) for scale in scorer.matrix.scales]
    table = score(of_pandas(keys, list(map(LevelColumn, every, words))), TABLED)
    table = table[[*keys, "score", "band"]]
    works: dict[str, Work] = {
        "merge": lambda: frame.merge(table, on=keys, how="left"),
        "score": lambda: score(frame, TABLED),
    }
    turns = timed(works, TURNS, SECONDS)
    work = f"{STRINGS:,} rows of {TABLED}: the speed of a pandas merge with its decision table"
    rate = f"{STRINGS / turns.median('score') / 1e6:.1f} million rows/s"
    ratio, held = turns.ratio("merge", "score"), turns.peaks["score"]
    return Line(work, ratio, goal=4, at_least=True, beside=rate, peak=held)
