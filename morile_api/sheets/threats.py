"""The sheet of threats: one row a threat, a list of choices for every cell that has them."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

import msgspec
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.matrix import UNKNOWN, Criterion, Matrix, title_of
from morile_api.sheets.cells import (
    A3,
    BODY,
    CENTRED,
    DOUBTFUL,
    HEADED,
    HEADING,
    ON_ONE_LINE,
    SHRUNK,
    UNDERLINED,
    paged,
    write,
)
from morile_api.sheets.guidance import hover
from morile_api.sheets.pages import part_across

THREATS = "Threats"
LISTS = "Lists"
PREPARED = 2_000
"""Rows that have lists and formats; rows below them are read as well."""

TITLES = {
    "ref": "Reference",
    "note": "Note",
    "organisation": "Organisation",
    "threat_type": "Threat type",
    "assessor": "Assessor",
    "information_date": "Date of information",
    "marking": "Protective marking",
}
"""Columns that are no criteria, by key: what people read. A note runs on behind an empty neighbour,
so beside it stands what is never left empty."""

WIDTHS = {"organisation": 30, "threat_type": 30, "assessor": 24, "marking": 20, "note": 32}
WIDTH = 16

HINTS = {
    "ref": "Your own reference. No names, dates of birth or other personal data.",
    "organisation": "Whose assessment it is: choose from the list. A key of the vocabulary, such "
    "as an ONS code, is right too.",
    "threat_type": "Choose from the list. A key of the vocabulary is right too.",
    "assessor": "A role or code, never a name. May stay empty.",
    "information_date": "The date of the information, as a date. May stay empty.",
    "marking": "Of this row. May stay empty.",
    "note": "For people; neither scored nor sent.",
}
LEVELS_TOO = (
    "This is no single level. Several (minor|severe) and a confidence (severe~low) are right too: "
    "to keep what you wrote, answer Yes."
)
NOT_LISTED = "This is not in the list. Keep it only if it is a key of the vocabulary."
NOT_A_DATE = "This is no date. Write it as 30/09/2026 or 2026-09-30."

LONGEST_HINT, LONGEST_TITLE = 255, 32
"""Characters that the file format allows in an input message and its title."""


class Column(msgspec.Struct, frozen=True):
    """One column: its key, what people read, and what can be chosen, if anything."""

    key: str
    title: str
    hint: str
    choices: Sequence[str] = ()
    criterion: Criterion | None = None


def add_threats(
    book: Workbook, matrix: Matrix, words: Mapping[str, Sequence[str]], marking: str, label: str
) -> Worksheet:
    """The sheet, and the hidden one with its lists, as new sheets.

    Args:
        book: the workbook.
        matrix: what is asked.
        words: choices of organisation, threat_type and marking, as people read them.
        marking: the protective marking that is printed.
        label: what else each page says of itself.
    """
    sheet: Worksheet = book.create_sheet(THREATS)
    lists: Worksheet = book.create_sheet(LISTS)
    columns = [Column(key, title, HINTS[key], words.get(key, ())) for key, title in TITLES.items()]
    for criterion in matrix.criteria:
        levels = [level.key for level in matrix.scale_of(criterion).levels]
        title = title_of(criterion)
        columns.append(Column(criterion.key, title, criterion.asks, [*levels, UNKNOWN], criterion))
    for number, column in enumerate(columns, start=1):
        _head(sheet, number, column)
        _format(sheet, number, column)
        _validate(sheet, lists, number, column)
        if column.criterion:
            sheet.cell(1, number).comment = hover(matrix, column.criterion)
    lists.sheet_state = "hidden"
    _set_up(sheet, columns)
    paged(sheet, marking, label, A3)
    part_across(sheet, [len(TITLES) + 1], len(columns))
    return sheet


def headed(key: str, title: str) -> CellRichText:
    """A heading: what people read, and under it the key that is read back."""
    small = InlineFont(rFont="Calibri", sz=8, color=Color("FFD5DEE8"))
    large = InlineFont(rFont="Calibri", sz=11, b=True, color=Color("FFFFFFFF"))
    return CellRichText(TextBlock(large, title), TextBlock(small, f"\n{key}"))


def key_of(heading: str) -> str:
    """The key of a column: the last line of its heading that is not blank."""
    lines = [line.strip() for line in heading.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _head(sheet: Worksheet, number: int, column: Column) -> None:
    cell = write(sheet, 1, number, column.title, HEADING, HEADED)
    cell.value = headed(column.key, column.title)
    cell.alignment = CENTRED


def _format(sheet: Worksheet, number: int, column: Column) -> None:
    """How cells look that are still empty: text stays text, and dates are dates."""
    look = sheet.column_dimensions[get_column_letter(number)]
    look.width = WIDTHS.get(column.key, WIDTH)
    # Every row is one line high: long answers shrink, and a note ends at its neighbour.
    look.font, look.alignment = BODY, ON_ONE_LINE if column.key == "note" else SHRUNK
    look.number_format = "yyyy-mm-dd" if column.key == "information_date" else "@"


def _validate(sheet: Worksheet, lists: Worksheet, number: int, column: Column) -> None:
    """The list of choices and the message of a column.

    A wrong entry is a warning and no stop, so that several levels and keys can be entered.
    """
    if column.choices:
        write(lists, 1, number, column.key)
        for row, choice in enumerate(column.choices, start=2):
            write(lists, row, number, choice)
        letter = get_column_letter(number)
        place = f"{LISTS}!${letter}$2:${letter}${len(column.choices) + 1}"
        rule = DataValidation("list", formula1=place)
        rule.error = LEVELS_TOO if column.criterion else NOT_LISTED
    elif column.key == "information_date":
        rule = DataValidation("date", operator="greaterThan", formula1="DATE(1990,1,1)")
        rule.error = NOT_A_DATE
    else:
        rule = DataValidation(None)
    rule.errorStyle, rule.errorTitle = "warning", "Please check"
    rule.showErrorMessage, rule.showInputMessage, rule.allow_blank = True, True, True
    rule.promptTitle = column.title[:LONGEST_TITLE]
    rule.prompt = _cut(column.hint, LONGEST_HINT)
    rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{PREPARED + 1}")
    sheet.add_data_validation(rule)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _height(column: Column) -> int:
    """Points that a heading needs: lines of the title in bold, and of the key in small letters."""
    width = int(WIDTHS.get(column.key, WIDTH)) - 3
    title, key = len(wrap(column.title, width)), 1 + len(column.key) // (width + 6)
    return 15 * title + 11 * key


def _set_up(sheet: Worksheet, columns: Sequence[Column]) -> None:
    last, first = get_column_letter(len(columns)), get_column_letter(len(TITLES) + 1)
    sheet.row_dimensions[1].height = 8 + max(map(_height, columns))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{PREPARED + 1}"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    rules = sheet.conditional_formatting
    answers, rows = f"{first}2:{last}{PREPARED + 1}", f"A2:{last}{PREPARED + 1}"
    rules.add(answers, _where(f'AND($A2<>"",{first}2="")', DifferentialStyle(fill=DOUBTFUL)))
    rules.add(answers, _where(f'{first}2="{UNKNOWN}"', DifferentialStyle(font=Font(i=True))))
    rules.add(rows, _where('$A2<>""', DifferentialStyle(border=UNDERLINED)))
    sheet.sheet_properties.tabColor = "B8430F"


def _where(formula: str, look: DifferentialStyle) -> Rule:
    return Rule("expression", dxf=look, formula=[formula])
