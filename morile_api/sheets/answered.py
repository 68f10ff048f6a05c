"""Answered: what results are of, in columns beside them that are read back as a template's are."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.assessment import Assessed, Refused
from morile_api.language.matrix import Matrix, title_of
from morile_api.sheets.cells import CENTRED, HEADED, HEADING, ON_ONE_LINE, cell_at, write
from morile_api.sheets.threats import TITLES, WIDTH, WIDTHS, headed

DATE, MARKING = "information_date", "marking"
MEMBERS = (DATE, MARKING)
"""What a result says of its submission beside the answers."""


def add_answers(
    sheet: Worksheet, first: int, matrix: Matrix, results: Sequence[Assessed | Refused]
) -> None:
    """The columns, one for each criterion; a refused row has none of them.

    Args:
        sheet: with its results from row 2 on, in this order.
        first: the first column that is free, counted from 1.
        matrix: what was asked.
        results: what came of it.
    """
    titles = {key: TITLES[key] for key in MEMBERS}
    titles |= {each.key: title_of(each) for each in matrix.criteria}
    columns = {key: column for column, key in enumerate(titles, start=first)}
    for key, column in columns.items():
        cell = write(sheet, 1, column, key, HEADING, HEADED)
        cell.value, cell.alignment = headed(key, titles[key]), CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(key, WIDTH)
    codes = {each.code: columns[each.key] for each in matrix.criteria}
    for row, result in enumerate(results, start=2):
        if isinstance(result, Assessed):
            _put(sheet, row, columns, codes, result)


def _put(
    sheet: Worksheet, row: int, columns: dict[str, int], codes: dict[str, int], it: Assessed
) -> None:
    if it.information_date is not None:
        cell = cell_at(sheet, row, columns[DATE])
        cell.value, cell.number_format = it.information_date, "yyyy-mm-dd"
    if it.marking:
        write(sheet, row, columns[MARKING], it.marking).alignment = ON_ONE_LINE
    # A vector spells each answer as a cell does, in words of the matrix: no formula begins so.
    for part in it.vector.split("/")[1:]:
        code, _, said = part.partition(":")
        cell_at(sheet, row, codes[code]).value = said
