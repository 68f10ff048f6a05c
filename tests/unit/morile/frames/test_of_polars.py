"""Frames of polars."""

import numpy as np
import polars as pl
import pytest

from morile.frames.of_polars import column, levels, names, texts, with_columns
from morile_api.tables.found import Found


def words_of(series: pl.Series) -> list[object]:
    """What each row says, read back from the codes."""
    read = levels(pl, series)
    return [None if code < 0 else read.words[code] for code in read.codes.tolist()]


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["none", "severe", "x"])])
def test_every_type_of_text_is_read(kind: pl.DataType) -> None:
    """Also where the categories were met elsewhere, in another order."""
    pl.Series(["x", "none", "other"], dtype=pl.Categorical)
    said = pl.Series(["severe", None, "none"]).cast(kind)

    assert words_of(said) == ["severe", None, "none"]


def test_lists_of_levels_are_joined_and_nothing_but_nulls_is_nothing() -> None:
    """A column of nulls has no type of its own."""
    assert words_of(pl.Series([["a", "b"], None])) == ["a|b", None]
    assert words_of(pl.Series([None, None])) == [None, None]


def test_what_a_row_lacks_is_null() -> None:
    """Not NaN."""
    figures = column(pl, Found("score", np.array([0, -1]), [2.5]))
    bands = column(pl, Found("band", np.array([1, -1], dtype=np.int8), ["low", "high"], True))
    gaps = column(pl, Found("gaps", np.array([0, 1], dtype=np.uint8), ["", "a"]))

    assert figures.to_list() == [2.5, None]
    assert (bands.to_list(), bands.dtype) == (["high", None], pl.Enum(["low", "high"]))
    assert gaps.to_list() == ["", "a"]


def test_columns_are_added() -> None:
    """After its own."""
    line = texts(pl, np.array(["x", None], dtype=object))

    found = with_columns(pl.DataFrame({"a": [1, 2]}), {"b": line})

    assert names(found) == ["a", "b"]
    assert found["b"].to_list() == ["x", None]
