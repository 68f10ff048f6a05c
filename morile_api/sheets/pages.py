"""Pages: where a sheet is parted in print, so that what it says stays large enough to be read."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.sheets.cells import A3, A4

LARGEST, LEAST = 90, 70
"""Per cent of its size in which text is printed: 8 to 10 points of 11."""

OVER_THEN_DOWN: Final = "overThenDown"

ROOM = {A3: (1_133, 733), A4: (784, 487)}
"""Points across and down on each size of paper, landscape, between the margins of ours."""

POINTS_A_CHARACTER = 7.1
"""Of the width of a column, in the widest of the fonts that stand in for one that is not there."""

USUAL_WIDTH = 13.0
"""Characters of a column that has no width of its own."""


def is_parted(sheet: Worksheet) -> bool:
    """Whether a sheet is set up as `part_across` does, and by nobody since to fit one page."""
    properties = sheet.sheet_properties.pageSetUpPr
    fits = properties is not None and bool(properties.fitToPage)
    return sheet.page_setup.pageOrder == OVER_THEN_DOWN and not fits


def part_across(sheet: Worksheet, starts: Iterable[int], last: int) -> None:
    """Print columns on as many pages as they need beside each other, the first of them on each.

    Args:
        sheet: whose paper is chosen, and whose first column is repeated.
        starts: columns, counted from 1, that begin a page in any case; so do those that did.
        last: the last column that is used.
    """
    across, _ = ROOM.get(int(sheet.page_setup.paperSize or A4), ROOM[A4])
    known = _widths(sheet, last)
    widths = [known.get(column, USUAL_WIDTH) for column in range(1, last + 1)]
    begins = sorted({*starts, *(each.id + 1 for each in sheet.col_breaks.brk)} - {1})
    parts = [sum(widths[start - 1 : end - 1]) for start, end in pairwise([1, *begins, last + 1])]
    scale = _scale(across, max([parts[0], *(widths[0] + each for each in parts[1:])]))
    _print_at(sheet, scale)
    sheet.page_setup.pageOrder = OVER_THEN_DOWN
    sheet.col_breaks = ColBreak()
    used, room = 0.0, across * 100 / scale / POINTS_A_CHARACTER
    for column, width in enumerate(widths, start=1):
        if column in begins or used + width > room:
            sheet.col_breaks.append(Break(column - 1))
            used = widths[0]
        used += width


def keep_together(
    sheet: Worksheet, blocks: Mapping[int, float], header: float, wide: float
) -> None:
    """Begin a page where a block of rows would be torn by the end of one.

    Args:
        sheet: whose paper is chosen, and whose header is repeated.
        blocks: points that each block needs, by its first row, from the top down.
        header: points of the rows that stand on every page.
        wide: characters of all columns together.
    """
    across, down = ROOM.get(int(sheet.page_setup.paperSize or A4), ROOM[A4])
    scale = _scale(across, wide)
    _print_at(sheet, scale)
    # Programs differ by a point or so in how high a row is.
    room = 0.97 * down * 100 / scale - header
    used = 0.0
    for row, height in blocks.items():
        if used and used + height > room:
            sheet.row_breaks.append(Break(row - 1))
            used = 0.0
        used += height


def _scale(across: int, wide: float) -> int:
    """Per cent at which so many characters fit into so many points, within what can be read."""
    return max(LEAST, min(LARGEST, int(across * 100 / (wide * POINTS_A_CHARACTER))))


def _print_at(sheet: Worksheet, scale: int) -> None:
    """A size that is stated, for programs pass over breaks where they make a sheet fit."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = scale


def _widths(sheet: Worksheet, last: int) -> dict[int, float]:
    """Characters of every column that has a width: other programs write one for several."""
    widths: dict[int, float] = {}
    for letter, each in sheet.column_dimensions.items():
        first = each.min or column_index_from_string(letter)
        for column in range(first, min(each.max or first, last) + 1):
            widths[column] = 0.0 if each.hidden else float(each.width)
    return widths
