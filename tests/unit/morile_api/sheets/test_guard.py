"""Cells that no spreadsheet takes for a formula, and the texts they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morile_api.language.faults import Code, Fault
from morile_api.sheets.guard import guarded, unguarded, without_guards


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("  =1+1", "'  =1+1"),
        ("'=1+1", "''=1+1"),
        ("A-1", "A-1"),
        ("'x", "'x"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_what_begins_like_a_formula_is_marked_as_text(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@given(st.text(alphabet="'=+- \tA") | st.text())
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_only_a_table_that_says_so_has_its_guards_taken_off() -> None:
    """An apostrophe in anybody else's table is theirs."""
    fault = Fault("", Code.NOT_A_TABLE, "cannot be read")
    rows: list[tuple[int, list[str] | Fault]] = [(2, ["'=1"]), (3, fault), (4, ["'x", "'-", "-"])]

    theirs = list(without_guards(iter([(1, ["ref"]), *rows]), "faults"))
    ours = list(without_guards(iter([(1, ["ref", "faults "]), *rows]), "faults"))

    assert theirs[1:] == rows
    assert ours[1:] == [(2, ["=1"]), (3, fault), (4, ["'x", "-", "-"])]
    assert list(without_guards(iter([]), "faults")) == []
    assert list(without_guards(iter([(1, fault)]), "faults")) == [(1, fault)]
