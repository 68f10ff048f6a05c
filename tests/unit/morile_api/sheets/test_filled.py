"""Filled: the copy has the results, and everything of the analyst's as it was."""

from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from morile import BadSubmission
from morile_api.sheets.filled import saved
from tests.workbooks import a_row, columns_of, copy_of, filled_in, opened, packed, printed


def results_in(sheet: Worksheet) -> list[list[Any]]:
    """Rank, score, band, lowest, highest and gaps of every row."""
    columns = columns_of(sheet)
    names = ("outcome", "rank", "score", "lowest", "highest", "gaps")
    return [
        [sheet.cell(row, columns[f"morile.{name}"]).value for name in names]
        for row in range(2, sheet.max_row + 1)
    ]


def test_results_stand_in_columns_after_the_last_that_is_used() -> None:
    """3 times 2 is 6; 4 times unknown is 4 to 16; 9 is no level."""
    data = filled_in(a_row(), a_row("A-2", "4", "unknown"), a_row("A-3", "9", "2"))

    book = copy_of(data)

    assert results_in(book["Threats"]) == [
        ["assessed", 1, 6, 6, 6, None],
        ["assessed", None, None, 4, 16, "likelihood"],
        ["refused: H4", None, None, None, None, None],
    ]
    assert [cell.value for cell in book["faults"][2]][:3] == ["Threats!H4", "A-3", "not a choice"]


def _own(sheet: Worksheet) -> None:
    """What an analyst may have: a column, colours, a formula, a comment, a sheet, a width."""
    sheet["L1"], sheet["L2"] = "my sum", '=COUNTIF(H2:I2,"3")'
    sheet["H2"].fill = PatternFill("solid", start_color="00FF00")
    sheet["A2"].font = Font(name="Georgia", size=15, bold=True)
    sheet["A2"].comment = Comment("mine", "me")
    sheet.column_dimensions["L"].width = 41
    sheet.row_dimensions[2].height = 77
    assert sheet.parent is not None
    other: Worksheet = sheet.parent.create_sheet("Mine")
    other["B2"], other["B3"], other["B4"] = "=Threats!L2*2", "=SUM(B2)", 7
    other.merge_cells("C1:D4")


def test_everything_of_the_analysts_is_as_it_was() -> None:
    data = filled_in(a_row(note="=1+1"), change=_own)
    before = opened(data)

    after = copy_of(data)

    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                same = after[sheet.title][cell.coordinate]
                if str(same.value).endswith(("outcome", "assessed")):
                    break
                assert same.value == cell.value, cell.coordinate
                assert repr(same.font) == repr(cell.font)
                assert repr(same.fill) == repr(cell.fill)
                assert same.number_format == cell.number_format
    threats = after["Threats"]
    assert threats["A2"].comment is not None
    assert threats["A2"].comment.text == "mine"
    assert (threats.column_dimensions["L"].width, threats.row_dimensions[2].height) == (41, 77)
    assert after["Mine"].merged_cells.ranges == before["Mine"].merged_cells.ranges
    assert len(threats.data_validations.dataValidation) == 9
    assert columns_of(threats)["morile.outcome"] == 13


def test_an_empty_cell_keeps_the_format_of_its_column() -> None:
    """A cell made in passing would stand with a format of its own."""
    threats = copy_of(filled_in(a_row(), a_row("A-2")))["Threats"]

    assert columns_of(threats)["assessor"] == 5
    assert (2, 5) not in threats._cells


def test_scoring_again_writes_over_what_was_written() -> None:
    """Mended rows lose their faults, and nothing stands twice."""
    first = copy_of(filled_in(a_row(), a_row("A-2", "9")))
    first["Threats"]["H3"].value = "4"
    first["Threats"]["H2"].value = "unknown"

    again = copy_of(packed(first))

    assert "faults" not in again.sheetnames
    assert columns_of(again["Threats"]) == columns_of(first["Threats"])
    assert results_in(again["Threats"]) == [
        ["assessed", None, None, 2, 8, "impact"],
        ["assessed", 1, 8, 8, 8, None],
    ]


def test_a_row_that_was_emptied_keeps_no_score_of_before() -> None:
    first = copy_of(filled_in(a_row(), a_row("A-2")))
    for cell in first["Threats"][3][:9]:
        cell.value = None

    again = copy_of(packed(first))

    assert results_in(again["Threats"])[1] == [None] * 6


def test_sorting_by_the_headings_keeps_rows_and_results_together() -> None:
    """A filter that ended before the results would sort the rows away from them."""
    threats = copy_of(filled_in(a_row()))["Threats"]

    assert threats.auto_filter.ref == "A1:P2001"


def test_a_marking_above_that_of_the_pages_is_printed_on_them() -> None:
    def lower(sheet: Worksheet) -> None:
        for end in (sheet.oddHeader, sheet.oddFooter):
            assert end is not None
            end.center.text = "OFFICIAL"

    high = filled_in(a_row(marking="OFFICIAL-SENSITIVE"), a_row(impact="9"), change=lower)
    low = filled_in(a_row(marking="OFFICIAL"), a_row(impact="9"))
    refused = filled_in(a_row(), a_row(marking="OFFICIAL-SENSITIVE", impact="9"), change=lower)

    for data in (high, low, refused):
        book = copy_of(data)
        for title in ("Threats", "faults"):
            assert printed(book[title])[:2] == ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE")


def test_a_row_above_what_is_accepted_is_refused_and_still_marks_the_pages() -> None:
    """It is in the copy, whatever the service thought of it."""
    book = copy_of(filled_in(a_row(), a_row(marking="SECRET")))

    assert [row[0] for row in results_in(book["Threats"])] == ["assessed", "refused: G3"]
    assert printed(book["Threats"])[:2] == ("SECRET", "SECRET")


def test_formulas_are_worked_out_when_the_copy_is_opened() -> None:
    """The library keeps a formula and not its result, which would be shown as nothing."""
    book = opened(saved(opened(filled_in(a_row()))))

    assert book.calculation is not None
    assert book.calculation.fullCalcOnLoad


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "＝1", "=cmd|' /C calc'!A0"])
def test_a_reference_that_looks_like_a_formula_is_text_everywhere(text: str) -> None:
    def as_text(sheet: Worksheet) -> None:
        sheet["A2"].value = text
        sheet["A2"].data_type = "s"

    book = copy_of(filled_in(a_row("x", impact="9"), change=as_text))

    assert book["faults"]["B2"].value == text
    assert book["faults"]["B2"].quotePrefix
    assert {cell.data_type for row in book["faults"].iter_rows() for cell in row} <= {"s", "n"}
    assert book["Threats"]["A2"].data_type == "s"


def test_a_sheet_that_is_used_to_its_last_column_has_no_room() -> None:
    def full(sheet: Worksheet) -> None:
        sheet["XFA1"] = "mine"

    with pytest.raises(BadSubmission, match="no columns are left"):
        copy_of(filled_in(a_row(), change=full))
