"""A plain workbook of results, for submissions that came from something else than a workbook."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.marking import highest_of
from morile_api.sheets.cells import CENTRED, HEADED, HEADING, ON_ONE_LINE, paged, write
from morile_api.sheets.fault_list import add_faults, found_in
from morile_api.sheets.filled import saved
from morile_api.sheets.further import Cell as Further
from morile_api.sheets.results import Shown, bands_of, fill, head
from morile_api.sheets.standing import standing
from morile_api.sheets.threats import headed
from morile_api.sheets.told import Source

RESULTS = "Results"
COLUMNS = {"ref": ("Reference", 24), "organisation": ("Organisation", 34)} | {
    "threat_type": ("Threat type", 34)
}


def plain_book(
    document: MatrixDocument,
    results: Sequence[Assessed | Refused],
    source: Source,
    further: Mapping[str, Further],
    titles: Mapping[str, str],
    markings: Sequence[str],
) -> bytes:
    """The workbook: one row a submission in the order of the input, and a list of the faults.

    Args:
        document: the matrix.
        results: of every submission.
        source: what they came from.
        further: columns that were asked for beside the usual ones, by name.
        titles: of organisations and threat types, by key.
        markings: all there are, lowest first.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = RESULTS
    _head_what_was_told(sheet)
    for row, result in enumerate(results, start=2):
        told = source.told[result.index]
        for column, text in enumerate((result.ref, told.organisation, told.threat_type), start=1):
            said = titles.get(text or "", text or "")
            write(sheet, row, column, said).alignment = ON_ONE_LINE
    faulty = {each.index: "see the list of faults" for each in results if isinstance(each, Refused)}
    shown = Shown(results, bands_of(document), further, faulty)
    places = {name: column for column, name in enumerate(shown.names, start=len(COLUMNS) + 1)}
    head(sheet, 1, places)
    fill(sheet, {each.index: row for row, each in enumerate(results, start=2)}, places, shown)
    marking = highest_of([each.marking for each in source.told], markings) or ""
    _set_up(book, sheet, document, marking)
    label = f"{document.id}@{document.version}, {document.status}"
    add_faults(book, list(found_in(results, source)), marking, label)
    return saved(book)


def _head_what_was_told(sheet: Worksheet) -> None:
    for column, (key, (title, width)) in enumerate(COLUMNS.items(), start=1):
        cell = write(sheet, 1, column, title, HEADING, HEADED)
        cell.value, cell.alignment = headed(key, title), CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = width


def _set_up(book: Workbook, sheet: Worksheet, document: MatrixDocument, marking: str) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows, sheet.row_dimensions[1].height = "1:1", 40
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    paged(sheet, marking, f"{mark.id}@{mark.version}, {mark.status}")
    about: Worksheet = book.create_sheet("About")
    for row, text in enumerate((document.definition.title, standing(mark), mark.digest), start=1):
        write(about, row, 1, text)
    about.column_dimensions["A"].width = 100
    paged(about, marking, f"{mark.id}@{mark.version}, {mark.status}")
