"""Columns: ten million rows of level codes to results, against bare look-ups of the same codes."""

from collections.abc import Sequence

import numpy as np

from benchmarks.mixes import MATRIX, catalogue
from benchmarks.results import Line, Part
from benchmarks.timing import Ratio, Work, timed
from morile_api.engine.columns.assess_columns import BLOCK, assess_columns
from morile_api.engine.columns.level_column import LevelColumn, level_column
from morile_api.engine.scorer import Scorer
from morile_api.language.matrix import UNKNOWN

ROWS = 10_000_000
STRINGS = 500_000
ONE_GAP_IN = 20

TURNS = 9
SECONDS = 25.0


def drawn(scorer: Scorer, rows: int, gaps: bool) -> list[LevelColumn]:
    """Made-up level columns, the same in every run: every answer one level, or some unknown."""
    random = np.random.default_rng(0)
    columns = []
    for scale in scorer.matrix.scales:
        codes = random.integers(len(scale), size=rows).astype(np.uint8)
        if gaps:
            codes[random.integers(ONE_GAP_IN, size=rows) == 0] = len(scale)
        columns.append(LevelColumn(codes, (*scale, UNKNOWN)))
    return columns


def columns() -> Part:
    """Every row scored, and every answer's points only looked up, in the same blocks."""
    scorer = catalogue().scorers[MATRIX]
    single, gappy = (drawn(scorer, ROWS, gaps) for gaps in (False, True))
    tables = [points.many for points in scorer.matrix.points]

    def gathered() -> None:
        for start in range(0, ROWS, BLOCK):
            for table, column in zip(tables, single, strict=True):
                table[column.codes[start : start + BLOCK]]

    works: dict[str, Work] = {
        "gather": gathered,
        "single": lambda: assess_columns(scorer.lexicon, single),
        "gappy": lambda: assess_columns(scorer.lexicon, gappy),
        "every": lambda: assess_columns(scorer.lexicon, gappy, every_node=True),
    }
    said = {
        "single": "every answer one level",
        "gappy": f"one answer in {ONE_GAP_IN} unknown, so with ranges and gaps",
        "every": "the same, every node",
    }
    turns = timed(works, TURNS, SECONDS)
    lines = [
        Line(
            work=f"{ROWS:,} rows: {text}",
            ratio=turns.ratio("gather", name),
            # The goal is for what is asked of every frame.
            goal=None if name == "every" else 0.4,
            at_least=True,
            beside=f"{ROWS / turns.median(name) / 1e6:.1f} million rows/s",
            peak=turns.peaks[name],
        )
        for name, text in said.items()
    ]
    against = (
        "The speed of scores, bands, ranges and gaps against that of a bare numpy look-up of the "
        "same columns, one core."
    )
    return Part("Columns", against, [*lines, _strings(scorer)])


def _strings(scorer: Scorer) -> Line:
    said = [
        [column.words[code] for code in column.codes] for column in drawn(scorer, STRINGS, True)
    ]
    turns = timed({"scored": lambda: _scored(scorer, said)}, TURNS, SECONDS)
    rates = sorted(STRINGS / seconds / 1e6 for seconds in turns.of["scored"])
    middle = len(rates) // 2
    ratio = Ratio(rates[middle], rates[middle // 2], rates[-1 - middle // 2])
    work = f"{STRINGS:,} rows of plain Python strings"
    held = turns.peaks["scored"]
    return Line(work, ratio, goal=2, at_least=True, unit="million rows/s", peak=held)


def _scored(scorer: Scorer, said: Sequence[Sequence[str]]) -> None:
    assess_columns(scorer.lexicon, list(map(level_column, said)))
