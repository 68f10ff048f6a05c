"""What a warehouse makes of a matrix is what the engine makes of it, row by row."""

import csv
from pathlib import Path
from random import Random

import pytest

from morile_api.engine.sql.render import rendered
from tests.builders import shipped_catalogue
from tests.warehouse import a_cell, by_the_engine, plain, scored_in_sql, words_in

SAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "threats.csv"
ROWS = 300
FEW = 20


@pytest.mark.parametrize("name", list(shipped_catalogue().entries))
def test_random_answers_score_alike(name: str) -> None:
    """Scores, bands, ranges and gaps of every node of every shipped matrix."""
    matrix = shipped_catalogue().entries[name].scorer.matrix
    random = Random(name)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(ROWS)]

    assert list(map(plain, scored_in_sql(matrix, rows))) == by_the_engine(matrix, rows)


def test_the_sample_scores_alike() -> None:
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    keys = [criterion.key for criterion in matrix.definition.criteria]
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = [[row[key] for key in keys] for row in csv.DictReader(file)]

    assert list(map(plain, scored_in_sql(matrix, rows))) == by_the_engine(matrix, rows)


@pytest.mark.parametrize(
    "said", ["VARCHAR DEFAULT ''", "INTEGER DEFAULT 1", "BOOLEAN DEFAULT TRUE"]
)
@pytest.mark.parametrize("name", list(shipped_catalogue().entries))
def test_no_other_column_of_the_table_moves_a_score(name: str, said: str) -> None:
    """Not even if it is called like something that the statement itself computes."""
    matrix = shipped_catalogue().entries[name].scorer.matrix
    random = Random(name)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(FEW)]
    keys = [criterion.key for criterion in matrix.definition.criteria]
    words = words_in(rendered(matrix, "duckdb", "answers", ["place"]), ["place", *keys])

    found = scored_in_sql(matrix, rows, beside=dict.fromkeys(words, said))

    assert "fault" in words
    assert list(map(plain, found)) == by_the_engine(matrix, rows)
