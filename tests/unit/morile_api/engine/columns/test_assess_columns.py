"""Columns scored; that they equal rows is a law, in tests/property."""

import numpy as np
import pytest

from morile_api.engine.columns.assess_columns import assess_columns, numbered
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.understood import understood
from tests.builders import a_matrix
from tests.columns import a_scorer, as_rows

LEXICON = a_scorer(a_matrix()).lexicon
WORDS = ("severe", "none")


def a_column(*codes: int, kind: type = np.int8) -> LevelColumn:
    return LevelColumn(np.array(codes, dtype=kind), WORDS)


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64])
def test_codes_of_any_width_are_taken_and_minus_one_is_a_null(kind: type) -> None:
    """As frames have them: severe 8 and a quarter of none."""
    rows = as_rows(assess_columns(LEXICON, [a_column(0, -1, kind=kind), a_column(1, 1, kind=kind)]))

    assert rows[0]["nodes"]["harm"]["score"] == 8
    assert [said[:2] for said in rows[1]["faults"]] == [("physical_harm", "missing-criterion")]


def test_unsigned_codes_are_taken() -> None:
    """A look-up that read the largest code as -1 would find a null."""
    codes = a_column(1, 0, kind=np.uint8)

    assert [row["nodes"]["harm"]["score"] for row in as_rows(assess_columns(LEXICON, [codes] * 2))]


def test_no_rows_come_to_nothing() -> None:
    """An empty frame is scored like any other."""
    assert assess_columns(LEXICON, [a_column(), a_column()]).rows == 0


def test_columns_of_different_lengths_are_refused() -> None:
    """The caller's mistake, not a row's."""
    with pytest.raises(ValueError, match="one length"):
        assess_columns(LEXICON, [a_column(0), a_column(0, 1)])


@pytest.mark.parametrize("code", [2, -2])
def test_a_code_without_a_word_is_refused(code: int) -> None:
    """It would be read from beyond the table."""
    with pytest.raises(ValueError, match="place of a word"):
        numbered(np.array([0, code]), understood(LEXICON, 0, WORDS))


def test_a_category_that_no_row_has_may_be_wrong() -> None:
    """Frames keep categories that were filtered away."""
    columns = [LevelColumn(np.array([0]), ("severe", "gone"))] * 2

    (row,) = as_rows(assess_columns(LEXICON, columns))

    assert row["nodes"]["harm"]["score"] == 10
