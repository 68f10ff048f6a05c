"""What Spark makes of a matrix as SQL is what the engine makes of it, row by row."""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.sql.render import rendered
from tests.builders import shipped_catalogue
from tests.spark.threats import a_frame, told
from tests.warehouse import a_cell, by_the_engine, plain, words_in

pytestmark = pytest.mark.spark
SAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "threats.csv"
ROWS = 300
FEW = 20


def scored_by_spark(
    spark: Any,
    matrix: CompiledMatrix,
    rows: Sequence[Sequence[str | None]],
    beside: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """What the statement of a matrix gives for rows of cells, one a criterion.

    Args:
        spark: the session.
        matrix: compiled.
        rows: of cells.
        beside: names of further columns, which hold empty texts.
    """
    keys = [criterion.key for criterion in matrix.definition.criteria]
    table = dict(zip(keys, zip(*rows, strict=True), strict=True))
    table |= {name: ("",) * len(rows) for name in beside}
    a_frame(spark, table).createOrReplaceTempView("answers")
    return told(spark.sql(rendered(matrix, "spark", "answers", ["place"])))


@pytest.mark.parametrize("name", list(shipped_catalogue().entries))
def test_random_answers_score_alike(spark: Any, name: str) -> None:
    """Scores, bands, ranges and gaps of every node of every shipped matrix."""
    matrix = shipped_catalogue().entries[name].scorer.matrix
    random = Random(name)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(ROWS)]

    assert list(map(plain, scored_by_spark(spark, matrix, rows))) == by_the_engine(matrix, rows)


def test_the_sample_scores_alike(spark: Any) -> None:
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    keys = [criterion.key for criterion in matrix.definition.criteria]
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = [[row[key] for key in keys] for row in csv.DictReader(file)]

    assert list(map(plain, scored_by_spark(spark, matrix, rows))) == by_the_engine(matrix, rows)


def test_no_other_column_of_the_table_moves_a_score(spark: Any) -> None:
    """Not even if it is called like something that the statement itself computes."""
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    random = Random(1)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(FEW)]
    keys = [criterion.key for criterion in matrix.definition.criteria]
    words = words_in(rendered(matrix, "spark", "answers", ["place"]), ["place", *keys])

    found = scored_by_spark(spark, matrix, rows, words)

    assert "fault" in words
    assert list(map(plain, found)) == by_the_engine(matrix, rows)


def test_a_scored_table_scores_again_alike(spark: Any) -> None:
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    random = Random(2)  # noqa: S311
    rows = [[a_cell(random, scale) for scale in matrix.scales] for _ in range(FEW)]
    keys = [criterion.key for criterion in matrix.definition.criteria]
    table = dict(zip(keys, zip(*rows, strict=True), strict=True))
    a_frame(spark, table).createOrReplaceTempView("answers")
    spark.sql(rendered(matrix, "spark", "answers", ["place", *keys])).createOrReplaceTempView(
        "once"
    )

    found = told(spark.sql(rendered(matrix, "spark", "once", ["place"])))

    assert list(map(plain, found)) == by_the_engine(matrix, rows)


@pytest.mark.parametrize("cell", [None, "", "hihg", "low|", "low~certain", "unknown|low", " low"])
def test_a_cell_that_is_no_answer_is_a_fault_and_the_row_has_no_score(
    spark: Any, cell: Any
) -> None:
    """As in the other warehouse and in frames."""
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix
    sound: list[str | None] = [scale[0] for scale in matrix.scales]
    faulty = [cell, *sound[1:]]

    found = scored_by_spark(spark, matrix, [sound, faulty])

    assert [row["fault"] for row in found] == ["", matrix.definition.criteria[0].key]
    assert [row["score"] is None for row in found] == [False, True]
