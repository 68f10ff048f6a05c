"""What the rows of an Arrow column say."""

from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute  # type: ignore[import-untyped]
import pytest

from morile_api.engine.columns.level_column import LevelColumn
from morile_api.tables.cells import joined, said_in


def rows(column: LevelColumn) -> list[Any]:
    return [None if code < 0 else column.words[code] for code in column.codes.tolist()]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["low", None, "low", "high"]),
        pa.array(["low", None, "low", "high"], pa.large_string()),
        pa.array(["low", None, "low", "high"]).dictionary_encode(),
        pa.DictionaryArray.from_arrays(
            pa.array([1, None, 3, 2], pa.uint8()), ["x", "low", "high", "low"]
        ),
        pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 2], pa.uint64()), ["low", None, "high"]),
        pa.array(["x", "low", None, "low", "high", "x"]).slice(1, 4),
        pa.array([["low"], None, ["low"], ["high"]]),
    ],
)
def test_text_of_every_kind_says_the_same(column: Any) -> None:
    """Plain, encoded, with nulls among the codes or the words, with a word that stands twice."""
    assert rows(said_in(pa, column)) == ["low", None, "low", "high"]


@pytest.mark.parametrize("kind", [pa.list_(pa.string()), pa.large_list(pa.large_string())])
def test_a_list_is_several_levels(kind: Any) -> None:
    """An empty list is no answer, and one with a null says nothing."""
    column = pa.array([["low", "high"], [], ["low", None]], kind)

    assert rows(said_in(pa, column)) == ["low|high", "", None]


def test_dates_and_nothing_at_all() -> None:
    days = pa.array([20_000, None], pa.date32())

    assert rows(said_in(pa, days)) == ["2024-10-04", None]
    assert rows(said_in(pa, pa.nulls(2))) == [None, None]


def test_no_more_of_a_dictionary_is_read_than_rows_lead_to() -> None:
    words = pa.array([str(number) for number in range(1_000)])
    column = pa.DictionaryArray.from_arrays(pa.array([7, 900, 7], pa.int32()), words)

    said = said_in(pa, column)

    assert said.words == ("7", "900")
    assert said.codes.tolist() == [0, 1, 0]


def test_columns_of_several_batches_are_one() -> None:
    """Codes of one batch mean nothing in another."""
    one = LevelColumn(np.array([0, 1, -1]), ("low", "high"))
    other = LevelColumn(np.array([1, -1, 0]), ("high", "medium"))

    assert rows(joined([one, other])) == ["low", "high", None, "medium", None, "high"]
    assert joined([one, other]).words == ("low", "high", "medium")
    assert joined([one]) is one
