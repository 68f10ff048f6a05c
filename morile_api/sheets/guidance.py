"""Guidance in a workbook: what every level of every criterion means, on a sheet and on hover."""

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.matrix import UNKNOWN, Criterion, Matrix, title_of
from morile_api.sheets.cells import (
    BODY,
    CENTRED,
    GROUPED,
    HEADED,
    HEADING,
    ON_ONE_LINE,
    QUIET,
    STRONG,
    paged,
    write,
)
from morile_api.sheets.pages import keep_together

GUIDANCE = "Guidance"
HEADER = ("criterion", "level", "points", "what it means")
WIDTHS = (27, 20, 8, 102)
LINE_HEIGHT = 16
"""Points of a line of text."""


def add_guidance(book: Workbook, matrix: Matrix, marking: str, label: str) -> Worksheet:
    """The sheet: criterion, level, points and meaning, one level a row, as a new sheet."""
    sheet: Worksheet = book.create_sheet(GUIDANCE)
    for column, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
        write(sheet, 1, column, name, HEADING, HEADED).alignment = CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = 2
    blocks: dict[int, float] = {}
    for criterion in matrix.criteria:
        first, row = row, _explained(sheet, row, matrix, criterion)
        blocks[first] = sum(sheet.row_dimensions[each].height or 0 for each in range(first, row))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    paged(sheet, marking, label)
    keep_together(sheet, blocks, LINE_HEIGHT, sum(WIDTHS))
    return sheet


def _explained(sheet: Worksheet, row: int, matrix: Matrix, criterion: Criterion) -> int:
    """The rows of one criterion; returns the row after them."""
    asks = " ".join(filter(None, (criterion.asks, criterion.guidance)))
    for column, text in enumerate((title_of(criterion), criterion.key, "", asks), start=1):
        write(sheet, row, column, text, STRONG, GROUPED)
    sheet.row_dimensions[row].height = _height(asks)
    for level in matrix.scale_of(criterion).levels:
        row += 1
        write(sheet, row, 1, title_of(criterion), QUIET)
        write(sheet, row, 2, level.key, BODY)
        points = sheet.cell(row, 3, level.points)
        points.font, points.alignment = BODY, ON_ONE_LINE
        write(sheet, row, 4, level.means)
        sheet.row_dimensions[row].height = _height(level.means)
    row += 1
    write(sheet, row, 1, title_of(criterion), QUIET)
    write(sheet, row, 2, UNKNOWN)
    write(sheet, row, 4, unknown_means(matrix, criterion))
    sheet.row_dimensions[row].height = LINE_HEIGHT
    return row + 1


def unknown_means(matrix: Matrix, criterion: Criterion) -> str:
    """What the answer `unknown` does to the score."""
    counts_as = criterion.unknown_counts_as or matrix.scale_of(criterion).unknown_counts_as
    does = f"counts as {counts_as} in the score" if counts_as else "leaves no single score"
    return f"An intelligence gap, never counted as nothing; {does}."


def hover(matrix: Matrix, criterion: Criterion) -> Comment:
    """What shows when somebody points at the heading of a criterion."""
    levels = matrix.scale_of(criterion).levels
    lines = [criterion.asks, *filter(None, [criterion.guidance]), ""]
    lines += [f"{level.key}: {level.means}" for level in levels]
    lines.append(f"{UNKNOWN}: {unknown_means(matrix, criterion)}")
    text = "\n".join(lines)
    comment = Comment(text, "morile")
    comment.width = 520
    comment.height = 18 * sum(1 + len(line) // 80 for line in lines) + 12
    return comment


def _height(text: str) -> int:
    """Points that a wrapped text needs: not every program that opens the file works it out."""
    return LINE_HEIGHT * (1 + len(text) // 111)
