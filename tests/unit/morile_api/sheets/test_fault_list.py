"""The list of faults: where, whose, what, the remedy; a click leads to the cell."""

from openpyxl import Workbook

from morile_api.sheets.fault_list import FAULTS, HEADER, Found, add_faults
from tests.workbooks import opened, packed, texts

FAULT = Found("My 'own'!H7", "=A1", "a date; write a word", "wrong-type", ("My 'own'", "H7"))


def test_a_fault_is_taken_apart_into_what_and_remedy() -> None:
    book = Workbook()

    add_faults(book, [FAULT, Found("row 4", "", "missing", "missing-criterion")], "OFFICIAL", "x")

    sheet = opened(packed(book))[FAULTS]
    assert texts(sheet) == [
        list(HEADER),
        ["My 'own'!H7", "=A1", "a date", "write a word", "wrong-type"],
        ["row 4", None, "missing", None, "missing-criterion"],
    ]
    assert {cell.data_type for cell in sheet[2]} == {"s"}


def test_a_click_leads_to_the_cell_whatever_its_sheet_is_called() -> None:
    book = Workbook()

    add_faults(book, [FAULT], "OFFICIAL", "x")

    link = opened(packed(book))[FAULTS]["A2"].hyperlink
    assert link is not None
    assert link.location == "'My ''own'''!H7"


def test_an_earlier_list_is_replaced_and_an_analysts_own_sheet_is_not() -> None:
    book = Workbook()
    book.worksheets[0].title = "Faults"
    book.worksheets[0]["A1"] = "mine"

    add_faults(book, [FAULT, FAULT], "OFFICIAL", "x")
    add_faults(book, [FAULT], "OFFICIAL", "x")

    assert book.sheetnames == ["Faults", "faults 2"]
    assert len(texts(book["faults 2"])) == 2

    add_faults(book, [], "OFFICIAL", "x")
    assert book.sheetnames == ["Faults"]
