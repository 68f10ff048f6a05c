"""Frames of pandas."""

import numpy as np
import pandas as pd
import pytest

from morile.frames.of_pandas import column, levels, names, texts, with_columns
from morile_api.tables.found import Found


def words_of(series: "pd.Series[str]") -> list[object]:
    """What each row says, read back from the codes."""
    read = levels(pd, series)
    return [None if code < 0 else read.words[code] for code in read.codes.tolist()]


@pytest.mark.parametrize("kind", ["object", "str", "string", "category", "string[pyarrow]"])
def test_every_type_of_text_is_read(kind: str) -> None:
    """A null is -1 and nothing else."""
    said = pd.Series(["severe", None, "none"], dtype=object).astype(kind)  # type: ignore[call-overload]

    assert words_of(said) == ["severe", None, "none"]


def test_categories_keep_their_codes() -> None:
    """One look-up for all rows, whatever was filtered away."""
    said = pd.Series(pd.Categorical(["b"], categories=["a", "b"]))

    assert levels(pd, said).codes.tolist() == [1]


def test_lists_and_arrays_of_levels_are_joined() -> None:
    """Frames read from Parquet have arrays where others have lists."""
    said = pd.Series([["a", "b"], np.array(["c"]), None, "d", 3], dtype=object)

    assert words_of(said) == ["a|b", "c", None, "d", 3]


def test_what_is_no_word_at_all_stays_so_beside_words() -> None:
    """An object that cannot be looked up is refused in its row like any other that is no text."""
    found = levels(pd, pd.Series(["minor", {"x": 1}, None, 5], dtype=object))

    assert found.words[0] == "minor"
    assert [isinstance(word, str) for word in found.words] == [True, False, False, False]
    assert len(found.codes) == 4


def test_what_a_row_lacks_is_nan() -> None:
    """As pandas itself has it."""
    figures = column(pd, Found("score", np.array([0, -1]), [2.5]))
    bands = column(pd, Found("band", np.array([1, -1]), ["low", "high"], ordered=True))

    np.testing.assert_array_equal(figures, [2.5, np.nan])
    assert bands.codes.tolist() == [1, -1]
    assert bands.ordered


def test_columns_are_added_beside_the_index() -> None:
    """By place, not by label."""
    frame = pd.DataFrame({"a": [1, 2]}, index=[5, 5])

    found = with_columns(frame, {"b": texts(pd, np.array(["x", None], dtype=object))})

    assert names(found) == ["a", "b"]
    assert found["b"].iloc[0] == "x"
    assert found["b"].isna().tolist() == [False, True]
