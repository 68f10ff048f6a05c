"""Results in a workbook: a column for each thing that is known, the band in its colour."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, Refused
from morile_api.sheets.cells import (
    BODY,
    CENTRED,
    HEADED,
    HEADING,
    ON_ONE_LINE,
    TO_THE_RIGHT,
    cell_at,
    write,
)
from morile_api.sheets.further import Cell as Further
from morile_api.sheets.headings import RESULT
from morile_api.sheets.palette import shade_of
from morile_api.sheets.ranks import ranks_of
from morile_api.sheets.standing import opened
from morile_api.sheets.threats import headed

OUTCOME, RANK, BAND = "outcome", "rank", "band"

WIDTHS = {
    OUTCOME: 28,
    RANK: 7,
    "score": 9,
    BAND: 13,
    "lowest": 9,
    "highest": 9,
    "gaps": 34,
}
"""The columns, by name. No vector: the answers stand beside the score, and it would fill a page."""

AT_FAULT = PatternFill("solid", start_color="FBE4E4", end_color="FBE4E4")
ALARM = Font(name="Calibri", size=11, bold=True, color="9B1C1C")


class Shown(msgspec.Struct, frozen=True):
    """Results as they go into a workbook.

    `bands` are those of the headline, lowest first; `faulty` says, for each refused submission,
    which cells are at fault.
    """

    results: Sequence[Assessed | Refused]
    bands: Sequence[str]
    further: Mapping[str, Further]
    faulty: Mapping[int, str]

    @property
    def names(self) -> list[str]:
        """The columns, from left to right."""
        return [*WIDTHS, *self.further]


def bands_of(document: MatrixDocument) -> list[str]:
    """The bands of a matrix's headline, lowest first; none where it has none."""
    wanted = document.definition.result.band
    return next((node.bands for node in document.nodes if node.key == wanted), [])


def head(sheet: Worksheet, row: int, columns: Mapping[str, int]) -> None:
    """The headings of the columns, each with the key by which it is found again."""
    for name, column in columns.items():
        cell = write(sheet, row, column, name, HEADING, HEADED)
        cell.value, cell.alignment = headed(f"{RESULT}{name}", opened(name).capitalize()), CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 24)


def fill(
    sheet: Worksheet, rows: Mapping[int, int], columns: Mapping[str, int], shown: Shown
) -> None:
    """Every result into its row.

    Args:
        sheet: with the headings in place.
        rows: by number of the submission.
        columns: by name, counted from 1.
        shown: what to write.
    """
    scores = [each.score if isinstance(each, Assessed) else None for each in shown.results]
    for result, rank in zip(shown.results, ranks_of(scores), strict=True):
        row = rows[result.index]
        if isinstance(result, Refused):
            said = f"refused: {shown.faulty[result.index]}"
            write(sheet, row, columns[OUTCOME], said, ALARM, AT_FAULT).alignment = ON_ONE_LINE
            continue
        values = {**_values(result, rank)}
        values |= {name: cell(result) for name, cell in shown.further.items()}
        for name, value in values.items():
            _put(sheet, row, columns[name], value)
        if result.band is not None:
            shade, ink = shade_of(result.band, shown.bands)
            band = cell_at(sheet, row, columns[BAND])
            band.fill = PatternFill("solid", start_color=shade, end_color=shade)
            band.font = Font(name="Calibri", size=11, bold=True, color=ink)


def _values(result: Assessed, rank: int | None) -> dict[str, object]:
    return {
        OUTCOME: "assessed",
        RANK: rank,
        "score": result.score,
        BAND: opened(result.band or ""),
        "lowest": result.range.lowest,
        "highest": result.range.highest,
        "gaps": ", ".join(result.gaps),
    }


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """A figure as a figure, anything else as text."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        cell = cell_at(sheet, row, column)
        cell.value, cell.font, cell.alignment = value, BODY, TO_THE_RIGHT
        cell.number_format = "General"
    else:
        write(sheet, row, column, "" if value is None else str(value)).alignment = ON_ONE_LINE
