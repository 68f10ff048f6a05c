"""Cells: whatever a text begins with, it is text."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.sheets.cells import LONGEST, cell_at, mark, paged, printable, write
from tests.workbooks import opened, packed, printed

RISKY = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1","click")',
    "#N/A",
]


def a_sheet() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    return book, book.worksheets[0]


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_looks_like_a_formula_is_stored_as_text(text: str) -> None:
    """In the file itself: a string, and no formula element anywhere."""
    book, sheet = a_sheet()

    write(sheet, 1, 1, text)

    data = packed(book)
    cell = opened(data).worksheets[0]["A1"]
    assert cell.data_type == "s"
    with zipfile.ZipFile(BytesIO(data)) as package:
        stored = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in stored
    assert b't="s"' in stored or b't="inlineStr"' in stored


@pytest.mark.parametrize("text", [each for each in RISKY if each != "#N/A"])
def test_it_is_quoted_so_that_editing_it_leaves_it_text(text: str) -> None:
    """A spreadsheet shows the apostrophe that makes an entry text."""
    book, sheet = a_sheet()

    write(sheet, 1, 1, text)

    assert opened(packed(book)).worksheets[0]["A1"].quotePrefix
    assert not write(sheet, 1, 2, "county lines").quotePrefix


def test_what_a_file_cannot_hold_is_shown_as_a_mark_and_the_rest_kept() -> None:
    """Control characters have no form in XML; `_x000D_` would be read as a return."""
    book, sheet = a_sheet()

    write(sheet, 1, 1, "a\x00b\x1bc\ufffe")
    write(sheet, 2, 1, "_x000D_=1+1")
    write(sheet, 3, 1, "x" * (LONGEST + 1))

    data = packed(book)
    again = opened(data).worksheets[0]
    assert again["A1"].value == "a\ufffdb\ufffdc\ufffd"
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert b"_x005F_x000D_=1+1" in package.read("xl/worksheets/sheet1.xml")
    assert len(again["A3"].value) == LONGEST


def test_writing_anew_leaves_nothing_of_before() -> None:
    _, sheet = a_sheet()

    write(sheet, 1, 1, "=before")
    write(sheet, 1, 1, "")

    assert cell_at(sheet, 1, 1).value is None


def test_a_page_has_its_marking_above_and_below_and_is_as_wide_as_the_paper() -> None:
    book, sheet = a_sheet()

    paged(sheet, "OFFICIAL-SENSITIVE", "grid@1.0.0 & more")

    again = opened(packed(book)).worksheets[0]
    assert printed(again) == ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE", "grid@1.0.0 && more")
    assert again.page_setup.orientation == "landscape"
    assert (again.page_setup.fitToWidth, again.page_setup.fitToHeight) == (1, 0)
    assert again.sheet_properties.pageSetUpPr is not None
    assert again.sheet_properties.pageSetUpPr.fitToPage

    mark(sheet, "OFFICIAL")
    assert printed(sheet)[:2] == ("OFFICIAL", "OFFICIAL")


def test_an_ampersand_begins_no_command_of_a_header() -> None:
    assert printable("Harm & loss\x01") == "Harm && loss\ufffd"
