"""Filled: a copy of the analyst's workbook with the results in it, and a list of the faults."""

import io
from collections.abc import Mapping, Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, Refused
from morile_api.language.faults import Code
from morile_api.sheets.as_text import kept_as_text
from morile_api.sheets.book import Book
from morile_api.sheets.cells import mark, printable
from morile_api.sheets.fault_list import add_faults, found_in
from morile_api.sheets.further import Cell as Further
from morile_api.sheets.headings import RESULT
from morile_api.sheets.located import cells_of
from morile_api.sheets.pages import is_parted, part_across
from morile_api.sheets.results import Shown, bands_of, fill, head
from morile_api.sheets.texts import refused

FURTHEST = 16_384
"""Columns that a sheet can have."""


def filled(
    book: Book,
    document: MatrixDocument,
    results: Sequence[Assessed | Refused],
    further: Mapping[str, Further],
    markings: Sequence[str],
) -> bytes:
    """The copy: result columns after the last that is used, all else as it was.

    Columns and the list of faults of an earlier scoring are written over.

    Args:
        book: what was read.
        document: the matrix.
        results: of every row.
        further: columns that were asked for beside the usual ones, by name.
        markings: all there are, lowest first.

    Raises:
        BadSubmission: no columns are left on the sheet.
    """
    sheet, row = book.sheet, book.headings.row
    shown = Shown(results, bands_of(document), further, _cells(book, results))
    columns = _places(book, shown.names)
    _clear(book)
    head(sheet, row, columns)
    fill(sheet, {at: told.place for at, told in enumerate(book.told)}, columns, shown)
    _widen_filter(sheet, row, max(columns.values()))
    if is_parted(sheet):
        part_across(sheet, [min(columns.values())], max(columns.values()))
    marking = _raised(sheet, [each.marking for each in book.told], markings)
    label = f"{document.id}@{document.version}, {document.status}"
    kept_as_text(book.workbook)
    add_faults(book.workbook, list(found_in(results, book, sheet.title)), marking, label)
    return saved(book.workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, whose formulas are worked out when it is opened."""
    if workbook.calculation is not None:
        # The library keeps formulas, and not what they came to.
        workbook.calculation.fullCalcOnLoad = True
    text = io.BytesIO()
    workbook.save(text)
    return text.getvalue()


def _cells(book: Book, results: Sequence[Assessed | Refused]) -> dict[int, str]:
    """Of every refused submission: which cells are at fault, or that the row is."""
    found: dict[int, str] = {}
    for result in results:
        if isinstance(result, Refused):
            start = f"/submissions/{result.index}"
            pointers = [each.pointer.removeprefix(start) for each in result.problem.errors]
            cells = [book.cell(result.index, pointer) or "the row" for pointer in pointers]
            found[result.index] = ", ".join(dict.fromkeys(cells))
    return found


def _places(book: Book, names: Sequence[str]) -> dict[str, int]:
    """The columns for the results: those of an earlier scoring, else after all that is used."""
    known = book.headings.column
    used = [column for (_, column), cell in cells_of(book.sheet).items() if cell.value is not None]
    used += [span.max_col for span in book.sheet.merged_cells.ranges]
    free = max(used, default=0) + 1
    places: dict[str, int] = {}
    for name in names:
        places[name] = known.get(f"{RESULT}{name}", free)
        free += places[name] == free
    if free > FURTHEST + 1:
        detail = f"{book.sheet.title}: no columns are left for the results; delete some at the end"
        raise refused(detail, Code.NOT_A_TABLE)
    return places


def _clear(book: Book) -> None:
    """Take away what an earlier scoring wrote into the sheet."""
    ours = {n for key, n in book.headings.column.items() if key.startswith(RESULT)}
    for (row, column), cell in cells_of(book.sheet).items():
        if column in ours and row >= book.headings.row:
            cell.value, cell.fill = None, PatternFill()


def _widen_filter(sheet: Worksheet, row: int, last: int) -> None:
    """Let a filter over the headings reach the results, so that sorting keeps rows together."""
    if not sheet.auto_filter.ref:
        return
    left, top, right, bottom = range_boundaries(sheet.auto_filter.ref)
    if None not in (left, top, right, bottom) and top == row:
        edge = get_column_letter(max(right or 0, last))
        sheet.auto_filter.ref = f"{get_column_letter(left or 1)}{top}:{edge}{bottom}"


def _raised(sheet: Worksheet, stated: Sequence[str], markings: Sequence[str]) -> str:
    """The highest marking of the pages and the rows; printed on the pages where rows are above.

    Rows that were refused count too: the copy holds them.
    """
    said = cast("HeaderFooterItem", sheet.oddHeader).center.text or ""
    printed = max((n for n, each in enumerate(markings) if printable(each) == said), default=-1)
    highest = max((markings.index(each) for each in stated if each in markings), default=-1)
    if printed < 0 and not said and highest < 0:
        return ""
    if highest > printed and (printed >= 0 or not said):
        mark(sheet, markings[highest])
    return markings[max(highest, printed)]
