"""Texts of the analyst's that begin like a formula stay texts in the copy."""

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.sheets.as_text import kept_as_text
from tests.workbooks import a_row, copy_of, filled_in, opened, packed


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1"])
def test_a_text_that_begins_like_a_formula_is_marked_and_nothing_else_of_it_changed(
    text: str,
) -> None:
    """On whichever sheet it stands, and also behind a format of its own."""

    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other: Worksheet = sheet.parent.create_sheet("Mine")
        for place in (sheet["B2"], other["C3"]):
            place.value, place.data_type = text, "s"
            place.font = Font(name="Georgia", size=15)

    copy = copy_of(filled_in(a_row(), change=change))

    for cell in (copy["Threats"]["B2"], copy["Mine"]["C3"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        assert (cell.font.name, cell.font.size) == ("Georgia", 15)


def test_formulas_figures_and_other_texts_have_no_mark() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row, value in enumerate(("=1+1", -1, "A-1", "", None, CellRichText("A")), start=1):
        sheet.cell(row, 1).value = value

    kept_as_text(book)

    cells = [row[0] for row in opened(packed(book)).worksheets[0].iter_rows()]
    assert [bool(cell.quotePrefix) for cell in cells] == [False] * len(cells)
    assert cells[0].data_type == "f"
