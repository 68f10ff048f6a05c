"""The race in columns: a frame scored, beside a merge, a loop and a bare look-up."""

import pandas as pd
from numpy import append, array, indices

from benchmarks.frames import of_pandas
from benchmarks.peers import plain_loop
from benchmarks.peers.model import KEYS, MATRIX, POINTS, answers, engine, level_columns, scorer
from benchmarks.results import Line
from benchmarks.timing import Work, timed
from morile.frames import score
from morile_api.engine.columns.assess_columns import BLOCK
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.language.matrix import UNKNOWN

ROWS = 1_000_000
TURNS = 7
SECONDS = 60.0

SAID = {
    "merge": ("a pandas merge with the decision table of 262,144 rows", 4.0),
    "plain": ("a plain Python loop over dictionaries", None),
    "gather": ("a bare numpy look-up of the points, no sum and no band", None),
}


def in_columns() -> list[Line]:
    """A million rows of categories."""
    columns = level_columns(ROWS)
    frame, table, rows = of_pandas(KEYS, columns), decision_table(), answers(ROWS)
    points = append(array(list(POINTS.values())), 0)

    def gathered() -> None:
        for start in range(0, ROWS, BLOCK):
            for column in columns:
                points[column.codes[start : start + BLOCK]]

    works: dict[str, Work] = {
        "score": lambda: score(frame, MATRIX, engine=engine()),
        "merge": lambda: frame.merge(table, on=list(KEYS), how="left"),
        "plain": lambda: plain_loop.scored_rows(rows),
        "gather": gathered,
    }
    turns = timed(works, TURNS, SECONDS)
    lines = []
    for name, (said, goal) in SAID.items():
        mine, theirs = (ROWS / turns.median(each) / 1e6 for each in ("score", name))
        beside = f"{mine:.1f} against {theirs:.2f} million rows/s"
        work = f"{ROWS:,} rows of a pandas frame: {said}"
        ratio, held = turns.ratio(name, "score"), turns.peaks["score"]
        lines.append(Line(work, ratio, goal, at_least=True, beside=beside, peak=held))
    return lines


def decision_table() -> pd.DataFrame:
    """Every combination of answers with its score and band."""
    scales = scorer().matrix.scales
    every = indices([len(scale) for scale in scales]).reshape(len(scales), -1)
    columns = [
        LevelColumn(each, (*scale, UNKNOWN)) for each, scale in zip(every, scales, strict=True)
    ]
    whole: pd.DataFrame = score(of_pandas(KEYS, columns), MATRIX, engine=engine())
    return whole[[*KEYS, "score", "band"]]
