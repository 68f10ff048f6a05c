"""Threats as Spark has them: tables of texts, and what comes back as plain rows."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from morile_api.language.matrix import Matrix
from tests.columns import as_text
from tests.property.strategies import a_random_threat
from tests.reference.scorer import Reference

WRONG = ("", "sever", "severe~certain", None)
"""What is no answer to any criterion of a shipped matrix."""


def random_answers(definition: Matrix, rows: int, wrong_in: int = 0) -> dict[str, list[str | None]]:
    """Columns of answers, with gaps, level sets and confidence; some at fault, if so wished.

    Args:
        definition: of the matrix.
        rows: how many.
        wrong_in: of so many answers one is wrong.
    """
    dice, scales = Random(definition.id), Reference(definition).scales  # noqa: S311
    threats = [as_text(a_random_threat(dice, definition, 1 << 40), scales) for _ in range(rows)]
    table: dict[str, list[str | None]] = {key: [each[key] for each in threats] for key in scales}
    for column in table.values():
        for row in range(rows):
            if wrong_in and not dice.randrange(wrong_in):
                column[row] = dice.choice(WRONG)
    return table


def a_frame(spark: Any, table: Mapping[str, Sequence[Any]], parts: int = 3) -> Any:
    """A data frame of texts in several partitions, with the number of each row."""
    names = ", ".join(f"`{name}` string" for name in table)
    rows = [(place, *row) for place, row in enumerate(zip(*table.values(), strict=True))]
    return spark.createDataFrame(rows, f"place long, {names}").repartition(parts)


def told(frame: Any) -> list[dict[str, Any]]:
    """Its rows by their number."""
    return sorted((row.asDict() for row in frame.collect()), key=lambda row: row["place"])
