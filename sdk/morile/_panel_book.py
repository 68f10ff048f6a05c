"""A workbook of agreement: a sheet for each part of the report, with all of its rows."""

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from morile._panel_text import NOTHING, Section, compared, sections
from morile_api.sheets.cells import BODY, HEADED, HEADING, TO_THE_RIGHT, cell_at, paged, write
from morile_api.sheets.filled import saved
from morile_api.sheets.standing import standing

if TYPE_CHECKING:
    from morile_api.language.agreement import AgreementAnswer

NAMES, TEXTS, FIGURES = 34, 40, 15
"""Widths of the first column, of others that hold texts, and of those that hold figures."""


def panel_book(answer: "AgreementAnswer", marking: str) -> bytes:
    """The workbook: who was compared and what the figures are, then the parts of the report.

    Args:
        answer: what came of comparing.
        marking: the highest of what was compared, printed on every page; empty if there is none.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    about: Worksheet = book.create_sheet("About")
    mark = answer.matrix
    label = f"{mark.id}@{mark.version}, {mark.status}"
    parts = sections(answer) if answer.summary.compared else []
    said = [compared(answer), *([] if parts else [NOTHING]), standing(mark), mark.digest]
    for row, text in enumerate(said, start=1):
        write(about, row, 1, text)
    about.column_dimensions["A"].width = 100
    paged(about, marking, label)
    for part in parts:
        sheet: Worksheet = book.create_sheet(part.header[0].capitalize())
        _fill(sheet, part)
        paged(sheet, marking, label)
    return saved(book)


def _fill(sheet: Worksheet, part: Section) -> None:
    for column, name in enumerate(part.header, start=1):
        write(sheet, 1, column, name.capitalize(), HEADING, HEADED)
        wide = NAMES if column == 1 else FIGURES if name in part.figures else TEXTS
        sheet.column_dimensions[get_column_letter(column)].width = wide
    for row, cells in enumerate(part.rows, start=2):
        for column, (name, text) in enumerate(zip(part.header, cells, strict=True), start=1):
            _put(sheet, row, column, text, name in part.figures)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, column: int, text: str, figure: bool) -> None:
    """A figure as a figure, anything else, such as `3 of 4`, as text."""
    try:
        value = float(text) if figure else None
    except ValueError:
        value = None
    if value is None:
        write(sheet, row, column, text)
        return
    cell = cell_at(sheet, row, column)
    cell.value = int(value) if value.is_integer() else value
    cell.font, cell.alignment, cell.number_format = BODY, TO_THE_RIGHT, "General"
