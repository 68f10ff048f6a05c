"""As text: the analyst's own texts that begin like a formula, marked so that they stay texts."""

from openpyxl import Workbook

from morile_api.sheets.guard import RISKY
from morile_api.sheets.located import cells_of


def kept_as_text(workbook: Workbook) -> None:
    """Mark every text that begins like a formula as one that was typed as text.

    It is text in the file; without the mark, some programs make a formula of it when the cell is
    edited, or the sheet is saved as CSV and opened again.
    """
    for sheet in workbook.worksheets:
        for cell in cells_of(sheet).values():
            if cell.data_type == "s" and str(cell.value).startswith(RISKY):
                cell.quotePrefix = True
