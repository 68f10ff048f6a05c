"""Cells: texts that no spreadsheet takes for a formula, and how our sheets look on paper."""

import re
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.sheets.guard import RISKY

LONGEST = 32_767
"""Characters that a cell holds."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no form for."""

ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what spreadsheets would read as the number of a character: `_x000D_`."""

INK = "1F2933"
PALE = "5A6672"
DARK = "1F3A5F"
SOFT = "E8EEF4"
WARNING = "FFF4CE"
LINE = Side(style="thin", color="C9D3DD")

HEADING = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
BODY = Font(name="Calibri", size=11, color=INK)
STRONG = Font(name="Calibri", size=11, bold=True, color=INK)
QUIET = Font(name="Calibri", size=10, color=PALE)
TITLE = Font(name="Calibri", size=18, bold=True, color=DARK)

HEADED = PatternFill("solid", start_color=DARK, end_color=DARK)
GROUPED = PatternFill("solid", start_color=SOFT, end_color=SOFT)
DOUBTFUL = PatternFill("solid", start_color=WARNING, end_color=WARNING)

WRAPPED = Alignment(vertical="top", wrap_text=True)
ON_ONE_LINE = Alignment(horizontal="left", vertical="top")
SHRUNK = Alignment(horizontal="left", vertical="top", shrink_to_fit=True)
TO_THE_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
CENTRED = Alignment(horizontal="left", vertical="center", wrap_text=True)
UNDERLINED = Border(bottom=LINE)

A4, A3 = 9, 8
"""Sizes of paper, as the file format numbers them."""


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not hidden under a merged one."""
    return cast("Cell", sheet.cell(row, column))


def write(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    font: Font = BODY,
    fill: PatternFill | None = None,
) -> Cell:
    """A text into a cell, as text whatever it begins with; returns the cell."""
    cell = cell_at(sheet, row, column)
    cell.value = None
    cell.font = font
    cell.alignment = WRAPPED
    if fill is not None:
        cell.fill = fill
    if text:
        shown = ESCAPE.sub("_x005F_", UNPRINTABLE.sub("\ufffd", text))[:LONGEST]
        cell.value = shown
        # The library takes = for a formula and #N/A for an error, unless it is told.
        cell.data_type = "s"
        cell.quotePrefix = shown.startswith(RISKY)
    return cell


def paged(sheet: Worksheet, marking: str, label: str, paper: int = A4) -> None:
    """Set a sheet up for printing: landscape, as wide as the page, its marking above and below.

    Args:
        sheet: of a workbook.
        marking: the protective marking.
        label: what else each page says of itself.
        paper: size of the paper.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.print_options.horizontalCentered = True
    mark(sheet, marking)
    footer = cast("HeaderFooterItem", sheet.oddFooter)
    footer.left.text, footer.right.text = printable(label), "Page &P of &N"


def mark(sheet: Worksheet, marking: str) -> None:
    """Print a protective marking in the middle of the header and the footer."""
    for end in (sheet.oddHeader, sheet.oddFooter):
        part = cast("HeaderFooterItem", end).center
        part.text = printable(marking)
        part.size = 14
        part.font = "Calibri,Bold"


def printable(text: str) -> str:
    """A text for a header or footer, where & begins a command."""
    return UNPRINTABLE.sub("\ufffd", text).replace("&", "&&")
