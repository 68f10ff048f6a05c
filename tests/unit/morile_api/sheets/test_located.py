"""Locating: the sheet of threats wherever it went, and its rows whatever lies between."""

import pytest
from openpyxl import Workbook

from morile import BadSubmission
from morile_api.sheets.located import cells_of, located, rows_of


def a_book(**sheets: dict[str, object]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for place, value in cells.items():
            sheet[place] = value
    return book


def test_the_sheet_called_threats_goes_before_others() -> None:
    book = a_book(Backup={"A1": "ref"}, Threats={"A1": "Reference\nref"})

    sheet, headings = located(book)

    assert (sheet.title, headings.row, headings.column) == ("Threats", 1, {"ref": 1})


def test_a_renamed_sheet_is_found_by_its_headings_below_a_title() -> None:
    book = a_book(
        Cover={"A1": "ref"}, Notes={"A1": "x"}, Kent={"A1": "Our threats", "B3": "ref", "C3": "y"}
    )

    sheet, headings = located(book)

    assert (sheet.title, headings.row, headings.column) == ("Kent", 3, {"ref": 2, "y": 3})


def test_without_a_column_ref_the_first_row_counts_as_headings() -> None:
    """So that everything that is missing can be said."""
    sheet, headings = located(a_book(Mine={"A2": "reference", "B2": "harm"}))

    assert (sheet.title, headings.row, headings.columns) == ("Mine", 2, ["reference", "harm"])


@pytest.mark.parametrize(
    "sheets", [{"Threats": {}}, {"Threats": {}, "Mine": {"A1": "x"}}, {"Cover": {"A1": "ref"}}]
)
def test_an_empty_sheet_of_threats_is_refused(sheets: dict[str, dict[str, object]]) -> None:
    with pytest.raises(BadSubmission, match="morile template"):
        located(a_book(**sheets))


def test_blank_rows_are_passed_over_and_a_cell_far_off_costs_nothing() -> None:
    """A public way over the rows would make a cell for every place between."""
    book = a_book(Threats={"A1": "ref", "A3": "A-1", "A5": " ", "B6": 0, "XFD1048576": "far"})
    sheet = book["Threats"]

    rows = list(rows_of(sheet, 1, {"ref": 1, "impact": 2}))

    said = [(row, {key: cell.value for key, cell in cells.items()}) for row, cells in rows]
    assert said == [(3, {"ref": "A-1"}), (6, {"impact": 0})]
    assert len(cells_of(sheet)) == 5
