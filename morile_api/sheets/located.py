"""Locating: which sheet of a workbook holds the threats, where its headings are, and its rows."""

from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.faults import Code
from morile_api.sheets.cover import COVER
from morile_api.sheets.guidance import GUIDANCE
from morile_api.sheets.headings import FURTHEST, Headings
from morile_api.sheets.texts import refused
from morile_api.sheets.threats import LISTS, THREATS, key_of

OURS = (COVER, GUIDANCE, LISTS)
"""Sheets of a template that hold no threats."""


def located(book: Workbook) -> tuple[Worksheet, Headings]:
    """The sheet of threats, and its headings.

    It is the one called Threats, else the first with a column ref. Where there is none of these,
    the first sheet that is not empty is taken, so that what its headings lack can be said.

    Raises:
        BadSubmission: that sheet is empty, or all are.
    """
    sheets = [sheet for sheet in book.worksheets if sheet.title not in OURS]
    sheets.sort(key=lambda sheet: sheet.title != THREATS)
    found = [(sheet, headings) for sheet in sheets if (headings := _headings(sheet))]
    for sheet, headings in found:
        if "ref" in headings.column or sheet.title == THREATS:
            return sheet, headings
    if not found or THREATS in book.sheetnames:
        detail = "the sheet of threats is empty or not there; make a workbook with morile template"
        raise refused(detail, Code.NOT_A_TABLE)
    return found[0]


def rows_of(
    sheet: Worksheet, above: int, columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Every row in which one of these columns says something: its number, and its cells by key.

    Args:
        sheet: what is read.
        above: the row of the headings.
        columns: by key, counted from 1.
    """
    keys = {column: key for key, column in columns.items()}
    rows: dict[int, dict[str, Cell]] = {}
    for (row, column), cell in cells_of(sheet).items():
        if row > above and column in keys and _says(cell):
            rows.setdefault(row, {})[keys[column]] = cell
    for row in sorted(rows):
        yield row, {key: rows[row][key] for key in columns if key in rows[row]}


def _says(cell: Cell) -> bool:
    return cell.value is not None and bool(str(cell.value).strip())


def cells_of(sheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """The cells that there are, by row and column.

    Every public way to them makes the empty ones between: of a cell at the far corner, millions;
    and in a copy those would stand with a format of their own.
    """
    return {place: cell for place, cell in sheet._cells.items() if isinstance(cell, Cell)}


def _headings(sheet: Worksheet) -> Headings | None:
    """The headings of a sheet: where a column is called ref, else its first row with a text."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(cells_of(sheet).items(), key=lambda each: each[0]):
        if row > FURTHEST and rows:
            break
        if key := key_of(str(cell.value or "")):
            rows.setdefault(row, {})[column] = key
    for row, keys in rows.items():
        if "ref" in keys.values():
            return Headings(sheet.title, row, keys)
    first = next(iter(rows), None)
    return None if first is None else Headings(sheet.title, first, rows[first])
