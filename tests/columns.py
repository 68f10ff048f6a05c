"""Columns for tests: answers as texts, and what they come to, row by row, as an answer reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from morile_api.engine.columns.assess_columns import assess_columns
from morile_api.engine.columns.level_column import LevelColumn, level_column
from morile_api.engine.columns.outcome import Outcome, printed_scores
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST
from tests.property.strategies import Asked

Row = dict[str, Any]


def a_scorer(matrix: Matrix) -> Scorer:
    return scorer_of(compile_matrix(matrix, DIGEST))


def columns_of(scorer: Scorer, rows: Sequence[Mapping[str, Any]]) -> list[LevelColumn]:
    """Rows of texts as level columns, in the matrix's order."""
    keys = [criterion.key for criterion in scorer.matrix.definition.criteria]
    return [level_column([row[key] for row in rows]) for key in keys]


def scored(scorer: Scorer, *rows: Mapping[str, Any]) -> list[Row]:
    """What rows of texts come to."""
    return as_rows(assess_columns(scorer.lexicon, columns_of(scorer, rows), every_node=True))


def as_rows(outcome: Outcome) -> list[Row]:
    """An outcome as assessments stand in an answer; a row at fault has its faults alone."""
    matrix = outcome.matrix
    criteria = matrix.definition.criteria
    band = matrix.score if matrix.band is None else matrix.band
    rows: list[Row] = []
    for row in range(outcome.rows):
        wrong = outcome.faults.choices[outcome.faults.codes[row]]
        if wrong:
            rows.append(
                {"faults": [(criteria[n].key, said.code, said.detail) for n, said in wrong]}
            )
            continue
        nodes = {matrix.nodes[n].key: _node(outcome, n, row) for n in outcome.nodes}
        low, high = (side.bands.get(band) for side in (outcome.lowest, outcome.highest))
        names: Sequence[str] = ()
        if matrix.band is not None and low is not None and high is not None:
            names = matrix.nodes[band].bands[int(low[row]) : int(high[row]) + 1]
        ends = {
            "bands": list(names),
            "highest": _printed(outcome, matrix.score, outcome.highest.values[matrix.score][row]),
            "lowest": _printed(outcome, matrix.score, outcome.lowest.values[matrix.score][row]),
        }
        gaps = list(outcome.gaps.choices[outcome.gaps.codes[row]])
        rows.append({"nodes": nodes, "range": ends, "gaps": gaps})
    return rows


def _node(outcome: Outcome, number: int, row: int) -> dict[str, Any]:
    if outcome.without(number)[row]:
        return {"band": None, "score": None}
    bands = outcome.headline.bands.get(number)
    name = None if bands is None else outcome.matrix.nodes[number].bands[bands[row]]
    score = _printed(outcome, number, outcome.headline.values[number][row])
    return {"band": name, "score": score}


def _printed(outcome: Outcome, number: int, value: Any) -> int | float:
    at, spelt = printed_scores(outcome.matrix, number, value.reshape(1))
    return spelt[int(at[0])]


def as_text(asked: Asked, scales: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A random threat's answers as a table has them."""
    texts = {}
    for key, levels in asked.said.items():
        whole = len(levels) == len(scales[key]) > 1
        stated = asked.confidence.get(key)
        texts[key] = ("unknown" if whole else "|".join(levels)) + (f"~{stated}" if stated else "")
    return texts
