"""Values: what a cell of a workbook says, or why it says nothing that can be read."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText

FORMULA = "a formula, where a value belongs; replace it with what it shows (Paste Special, Values)"
A_DATE = "a date, where {} belongs; format the cell as text and write it anew"
A_NUMBER = "a number, where {} belongs; format the cell as text and write it anew"
TRUTH = "TRUE or FALSE, where {} belongs; format the cell as text and write it anew"
BROKEN = "an error of the spreadsheet; write the value anew"
NO_DATE = "no date; write it as 2026-09-30, or format the cell as a date"

ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Misfit(Exception):
    """A cell holds something that is no answer; its text says what, and the remedy."""


def text_in(cell: Cell, wanted: str) -> str:
    """The text of a cell; a whole number is what its figures say.

    Args:
        cell: of a sheet that was read with its formulas.
        wanted: what belongs there: `a level`, `a reference`.

    Raises:
        Misfit: it holds something else.
    """
    value = cell.value
    if cell.data_type == "f":
        raise Misfit(FORMULA)
    if cell.data_type == "e":
        raise Misfit(BROKEN)
    if value is None:
        return ""
    if isinstance(value, str | CellRichText):
        return str(value).strip()
    if isinstance(value, bool):
        raise Misfit(TRUTH.format(wanted))
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return str(int(value))
    is_date = isinstance(value, date | time | timedelta)
    raise Misfit((A_DATE if is_date else A_NUMBER).format(wanted))


def level_in(cell: Cell, levels: frozenset[str]) -> str:
    """The answer in a cell; a whole number only where a level is called that.

    Raises:
        Misfit: it holds something else.
    """
    said = text_in(cell, "a level")
    if said and cell.data_type == "n" and said not in levels:
        raise Misfit(A_NUMBER.format("a level"))
    return said


def date_in(cell: Cell) -> str:
    """The date in a cell, as 2026-09-30.

    Raises:
        Misfit: it holds something else.
    """
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Misfit(NO_DATE)
    said = text_in(cell, "a date")
    if said and not ISO.fullmatch(said):
        raise Misfit(NO_DATE)
    return said
