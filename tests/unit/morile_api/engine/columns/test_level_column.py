"""Words become codes in one pass."""

from morile_api.engine.columns.level_column import level_column


def test_each_word_gets_a_code_when_it_is_first_met() -> None:
    """Three rows, two words."""
    column = level_column(["severe", "none", "severe"])

    assert column.codes.tolist() == [0, 1, 0]
    assert column.words == ("severe", "none")


def test_no_rows_are_no_words() -> None:
    """An empty table is not an error here."""
    column = level_column([])

    assert (len(column.codes), column.words) == (0, ())
