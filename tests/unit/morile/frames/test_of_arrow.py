"""Tables of pyarrow."""

from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute  # type: ignore[import-untyped]
import pytest

from morile.frames.of_arrow import column, levels, names, texts, with_columns
from morile_api.tables.found import Found


def words_of(chunks: Any) -> list[object]:
    """What each row says, read back from the codes."""
    read = levels(pa, chunks)
    return [None if code < 0 else read.words[code] for code in read.codes.tolist()]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_every_type_of_text_is_read(kind: Any) -> None:
    """In as many chunks as there are."""
    chunks = pa.chunked_array([pa.array(["severe", None], kind), pa.array(["none"], kind)])

    assert words_of(chunks) == ["severe", None, "none"]


def test_chunks_may_each_have_a_dictionary_of_their_own() -> None:
    """Parquet gives them so."""
    parts = [pa.array(each).dictionary_encode() for each in (["a", None], ["b", "a"])]

    assert words_of(pa.chunked_array(parts)) == ["a", None, "b", "a"]


def test_a_null_may_stand_in_a_dictionary() -> None:
    """Its code then stands for nothing."""
    coded = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["a", None]))

    assert words_of(pa.chunked_array([coded])) == ["a", None]


def test_lists_of_levels_are_joined_and_nothing_but_nulls_is_nothing() -> None:
    """Both kinds of list, of any type of text, whether it may hold nulls or not."""
    full = pa.field("level", pa.large_string(), nullable=False)
    for text in (pa.string(), pa.large_string(), pa.string_view(), full):
        for kind in (pa.list_(text), pa.large_list(text)):
            assert words_of(pa.chunked_array([pa.array([["a", "b"], None], kind)])) == ["a|b", None]
    assert words_of(pa.chunked_array([pa.nulls(2)])) == [None, None]


def test_what_a_row_lacks_is_null() -> None:
    """Not NaN."""
    figures = column(pa, Found("score", np.array([0, -1]), [2.5]))
    bands = column(pa, Found("band", np.array([1, -1], dtype=np.int8), ["low", "high"], True))

    assert figures.to_pylist() == [2.5, None]
    assert bands.to_pylist() == ["high", None]
    assert bands.type.ordered


def test_columns_are_added() -> None:
    """After its own."""
    line = texts(pa, np.array(["x", None], dtype=object))

    found = with_columns(pa.table({"a": [1, 2]}), {"b": line})

    assert names(found) == ["a", "b"]
    assert found["b"].to_pylist() == ["x", None]
