"""A plain workbook of results, for submissions that came from something else than a workbook.

What the results are of stands behind them, so that the workbook can be read and scored again.
"""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.marking import highest_of
from morile_api.sheets.answered import add_answers
from morile_api.sheets.cells import CENTRED, HEADED, HEADING, ON_ONE_LINE, paged, write
from morile_api.sheets.cover import DIGEST, MATRIX
from morile_api.sheets.fault_list import add_faults, found_in
from morile_api.sheets.filled import saved
from morile_api.sheets.further import Cell as Further
from morile_api.sheets.results import Shown, bands_of, fill, head
from morile_api.sheets.standing import standing
from morile_api.sheets.threats import headed
from morile_api.sheets.told import Source

RESULTS, ABOUT = "Results", "About"
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

    Pages that are printed hold the results; the answers behind them are for whoever reads on.

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
    _write_what_was_told(sheet, results, source, titles)
    faulty = {each.index: "see the list of faults" for each in results if isinstance(each, Refused)}
    shown = Shown(results, bands_of(document), further, faulty)
    places = {name: column for column, name in enumerate(shown.names, start=len(COLUMNS) + 1)}
    head(sheet, 1, places)
    fill(sheet, {each.index: row for row, each in enumerate(results, start=2)}, places, shown)
    add_answers(sheet, max(places.values()) + 1, document.definition, results)
    marking = highest_of([each.marking for each in source.told], markings) or ""
    _set_up(sheet, max(places.values()))
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    label = f"{document.id}@{document.version}, {document.status}"
    paged(sheet, marking, label)
    paged(_about(book, document, mark), marking, label)
    add_faults(book, list(found_in(results, source)), marking, label)
    return saved(book)


def _write_what_was_told(
    sheet: Worksheet,
    results: Sequence[Assessed | Refused],
    source: Source,
    titles: Mapping[str, str],
) -> None:
    for column, (key, (title, width)) in enumerate(COLUMNS.items(), start=1):
        cell = write(sheet, 1, column, title, HEADING, HEADED)
        cell.value, cell.alignment = headed(key, title), CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, result in enumerate(results, start=2):
        told = source.told[result.index]
        for column, text in enumerate((result.ref, told.organisation, told.threat_type), start=1):
            said = titles.get(text or "", text or "")
            write(sheet, row, column, said).alignment = ON_ONE_LINE


def _set_up(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows, sheet.row_dimensions[1].height = "1:1", 40
    sheet.print_area = f"A1:{get_column_letter(last)}{sheet.max_row}"


def _about(book: Workbook, document: MatrixDocument, mark: MatrixMark) -> Worksheet:
    """The sheet that says what was scored with; two of its cells are found again by name."""
    sheet: Worksheet = book.create_sheet(ABOUT)
    name = f"{mark.id}@{mark.version}"
    texts = {"title": document.definition.title, "standing": standing(mark)}
    texts |= {DIGEST: mark.digest, MATRIX: name}
    for row, (key, text) in enumerate(texts.items(), start=1):
        write(sheet, row, 1, text)
        if key in (DIGEST, MATRIX):
            place = f"{quote_sheetname(ABOUT)}!$A${row}"
            book.defined_names[key] = DefinedName(key, attr_text=place)
    sheet.column_dimensions["A"].width = 100
    return sheet
