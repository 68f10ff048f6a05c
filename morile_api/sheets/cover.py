"""The cover of a workbook: which matrix it was made for, how to fill it in and how to score it."""

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import MatrixMark
from morile_api.language.version import VERSION
from morile_api.sheets.cells import (
    BODY,
    GROUPED,
    ON_ONE_LINE,
    QUIET,
    STRONG,
    TITLE,
    TO_THE_RIGHT,
    paged,
    write,
)
from morile_api.sheets.standing import standing

COVER = "Cover"
MATRIX, DIGEST = "morile_matrix", "morile_digest"
"""Names of the two cells that are read back; they go with the cells wherever these are moved."""

_LINE = 112
"""Characters that fit on one line of the text."""

FILLING = (
    "Write one threat a row on the sheet Threats, from row 2 on. Point at a heading to see what "
    "its levels mean; the sheet Guidance has it all in print.",
    "Choose a level from the list in each cell. If the highest true statement is not known, choose "
    "unknown: it is a gap, and never counts as nothing.",
    "If it is one of several, write them with a bar between them: minor|severe. To say how sure "
    "you are, write ~low, ~moderate or ~high after it: severe~low or minor|severe~low. Excel then "
    "asks whether to go on: answer Yes.",
    "Leave no answer empty: cells that still want one turn pale yellow once a row has a reference. "
    "Write no names and no personal data; the assessor is a role.",
    "Add columns, sheets and colours of your own as you like. Leave the second line of every "
    "heading as it is, for it says which question the column answers. Merge no cells, and write "
    "no formulas into answers.",
)


def add_cover(book: Workbook, document: MatrixDocument, marking: str) -> Worksheet:
    """The cover, as a new sheet.

    Args:
        book: the workbook.
        document: the matrix that it is for.
        marking: the highest protective marking of what will be written in it.
    """
    sheet: Worksheet = book.create_sheet(COVER)
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    write(sheet, 1, 1, document.definition.title, TITLE)
    write(sheet, 2, 1, standing(mark), STRONG)
    facts = (
        ("Matrix", f"{document.id}@{document.version}", MATRIX),
        ("Status", document.status, ""),
        ("Digest", document.digest, DIGEST),
        ("Marking", marking, ""),
        ("Made with", f"morile {VERSION}", ""),
    )
    for row, (label, value, name) in enumerate(facts, start=4):
        write(sheet, row, 1, label, STRONG, GROUPED)
        write(sheet, row, 2, value, BODY, GROUPED)
        if name:
            place = f"{quote_sheetname(COVER)}!$B${row}"
            book.defined_names[name] = DefinedName(name, attr_text=place)
    row = _listed(sheet, 10, "How to fill it in", FILLING)
    _listed(sheet, row + 1, "How to score it", _scoring())
    _set_up(sheet, marking, f"{mark.id}@{mark.version}, {mark.status}")
    return sheet


def _scoring() -> tuple[str, ...]:
    return (
        "Save the workbook, as threats.xlsx for example, and run:  morile score threats.xlsx",
        "That prints the ranked table. For a copy of this workbook with scores, bands, ranges and "
        "gaps in it, run:  morile score threats.xlsx -o scored.xlsx",
        "Rows at fault are listed on a sheet of the copy, cell by cell; the others are scored.",
        "A workbook is scored with the matrix named above and no other version of it.",
    )


def _listed(sheet: Worksheet, row: int, heading: str, lines: tuple[str, ...]) -> int:
    """A numbered list under a heading; returns the row after it."""
    write(sheet, row, 1, heading, STRONG).alignment = ON_ONE_LINE
    for number, line in enumerate(lines, start=1):
        write(sheet, row + number, 1, f"{number}.", QUIET).alignment = TO_THE_RIGHT
        write(sheet, row + number, 2, line)
        sheet.row_dimensions[row + number].height = 16 * (1 + len(line) // _LINE)
    return row + len(lines) + 1


def _set_up(sheet: Worksheet, marking: str, label: str) -> None:
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 100
    sheet.sheet_view.showGridLines = False
    for row in (1, 2):
        # These run over the next column instead of wrapping in a narrow one.
        sheet.cell(row, 1).alignment = ON_ONE_LINE
    sheet.row_dimensions[1].height = 28
    sheet.sheet_properties.tabColor = "1F3A5F"
    paged(sheet, marking, label)
