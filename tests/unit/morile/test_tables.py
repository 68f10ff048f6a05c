"""Tables in plain text: columns that line up, and the line no score is shown without."""

import os
import sys

import pytest

from morile._tables import table, terminal_width

HEADER = ("key", "title", "score")
ROWS = [["a", "A rather long title", "7"], ["bb", "Short", "1234"]]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 24 columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((24, 10)))


def test_columns_line_up_and_figures_stand_to_the_right() -> None:
    assert table(HEADER, ROWS, right=("score",)) == (
        "key  title                score\n"
        "a    A rather long title      7\n"
        "bb   Short                 1234\n"
    )


def test_nothing_is_cut_where_nobody_looks_at_a_terminal() -> None:
    """What is piped or saved is whole."""
    assert terminal_width() == sys.maxsize
    assert "x" * 500 in table(("a",), [["x" * 500]], yielding=("a",))


@pytest.mark.usefixtures("narrow")
def test_a_column_that_may_is_cut_to_fit_a_terminal() -> None:
    """24 columns: 3 and 5 for the others, 4 between them, leave 12 for the title."""
    assert table(HEADER, ROWS, right=("score",), yielding=("title",)) == (
        "key  title         score\na    A rather lo…      7\nbb   Short          1234\n"
    )


@pytest.mark.usefixtures("narrow")
def test_no_column_is_cut_beyond_sense() -> None:
    """Eight characters stay, even if the line is then too long."""
    cut = table(("first", "second"), [["x" * 50, "y" * 50]], yielding=("first", "second"))

    assert cut.splitlines()[1] == "xxxxxxx…  " + "y" * 13 + "…"


def test_a_table_without_rows_is_its_header() -> None:
    assert table(HEADER, []) == "key  title  score\n"
