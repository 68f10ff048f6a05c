"""The list of faults in a workbook: cell, reference, what is wrong, the remedy and the code."""

from collections.abc import Iterator, Sequence

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.assessment import Assessed, Refused
from morile_api.sheets.cells import CENTRED, HEADED, HEADING, UNDERLINED, cell_at, paged, write
from morile_api.sheets.told import Source

FAULTS = "faults"
HEADER = ("cell", "reference", "what", "remedy", "code")
WIDTHS = (18, 24, 52, 78, 20)
LINK = Font(name="Calibri", size=11, underline="single", color="0B5394")


class Found(msgspec.Struct, frozen=True):
    """One fault of a submission: where, of which reference, what and of which code.

    `cell` is where it is in the workbook it was read from, if it was read from one.
    """

    place: str
    ref: str
    detail: str
    code: str
    cell: tuple[str, str] | None = None


def found_in(
    results: Sequence[Assessed | Refused], source: Source, sheet: str | None = None
) -> Iterator[Found]:
    """Every fault, in the order of the input, placed as the source calls it.

    Args:
        results: of every submission.
        source: what they came from.
        sheet: the one they stood on, if it is a sheet of the workbook that the list is for.
    """
    for result in results:
        if isinstance(result, Refused):
            start = f"/submissions/{result.index}"
            for fault in result.problem.errors:
                place = source.place(result.index, fault.pointer.removeprefix(start))
                cell = place.removeprefix(f"{sheet}!")
                where = (sheet, cell) if sheet is not None and cell != place else None
                yield Found(place, result.ref or "", fault.detail, fault.code, where)


def add_faults(book: Workbook, faults: Sequence[Found], marking: str, label: str) -> None:
    """The list, as a new sheet in place of one of an earlier scoring."""
    for sheet in [each for each in book.worksheets if _is_ours(each)]:
        book.remove(sheet)
    if not faults:
        return
    sheet = book.create_sheet(_free(book))
    for column, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
        write(sheet, 1, column, name, HEADING, HEADED).alignment = CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, fault in enumerate(faults, start=2):
        _add(sheet, row, fault)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.tabColor = "9B1C1C"
    paged(sheet, marking, label)


def _add(sheet: Worksheet, row: int, fault: Found) -> None:
    what, _, remedy = fault.detail.partition("; ")
    texts = (fault.place, fault.ref, what, remedy, fault.code)
    for column, text in enumerate(texts, start=1):
        write(sheet, row, column, text).border = UNDERLINED
    longest = max(len(text) // width for text, width in zip(texts, WIDTHS, strict=True) if text)
    sheet.row_dimensions[row].height = 16 * (1 + longest)
    if fault.cell:
        cell = cell_at(sheet, row, 1)
        title, spot = fault.cell
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(title)}!{spot}")
        cell.font = LINK


def _is_ours(sheet: Worksheet) -> bool:
    first = tuple(str(sheet.cell(1, column).value or "") for column in range(1, len(HEADER) + 1))
    return first == HEADER


def _free(book: Workbook) -> str:
    taken = {name.lower() for name in book.sheetnames}
    numbered = (f"{FAULTS} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in (FAULTS, *numbered) if name not in taken)
