"""Excel: which files are taken for workbooks, and what is said where they cannot be read."""

from pathlib import Path

import pytest

from morile import _excel
from morile._excel import book_bytes, is_book, need_excel
from morile._exits import Misused, Unusable


@pytest.mark.parametrize(
    ("file", "stated", "book"),
    [
        ("x.XLSX", None, True),
        ("x.xls", None, True),
        ("x.ods", None, True),
        ("x.csv", None, False),
        ("-", "xlsx", True),
        ("x.xlsx", "csv", False),
    ],
)
def test_a_workbook_is_known_by_what_is_stated_else_by_its_ending(
    file: str, stated: str | None, book: bool
) -> None:
    """Old formats count, so that they are refused as what they are."""
    assert is_book(file, stated) == book


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_excel, "find_spec", lambda name: None)

    with pytest.raises(Misused, match=r"morile\[excel\]"):
        need_excel()


def test_a_file_that_is_not_there_empty_or_far_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more of it is read than is allowed."""
    monkeypatch.setattr(_excel, "MOST_PACKED", 1 << 20)
    empty, large = tmp_path / "empty.xlsx", tmp_path / "large.xlsx"
    empty.write_bytes(b"")
    large.write_bytes(b"x" * ((1 << 20) + 1))

    for path, said in ((tmp_path / "no.xlsx", "No such file"), (empty, "empty"), (large, "1 MiB")):
        with pytest.raises(Unusable, match=said):
            book_bytes(str(path))
