"""Pages: sheets are parted where a reader would part them, and never made too small to read.

A4 across has 784 points for text, 487 down. A character takes 7.1 points of the width of a column.
"""

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from morile_api.sheets.cells import A4, paged
from morile_api.sheets.guidance import GUIDANCE
from morile_api.sheets.pages import is_parted, keep_together, part_across
from tests.workbooks import a_row, blank, columns_of, copy_of, filled_in, opened, packed


def a_sheet(*widths: float) -> Worksheet:
    sheet: Worksheet = Workbook().worksheets[0]
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    paged(sheet, "OFFICIAL", "a sheet", A4)
    return sheet


def breaks(sheet: Worksheet) -> list[int]:
    return [each.id for each in sheet.col_breaks.brk]


@pytest.mark.parametrize(
    ("widths", "starts", "scale", "after"),
    [
        ((20, 30), [], 90, []),  # 50 x 7.1 is 355 points, at 90 per cent 320: far less than 784.
        ((20, 60, 60), [], 78, []),  # 140 x 7.1 is 994; 784 is 78.9 per cent of it.
        ((20, 60, 60), [3], 90, [2]),  # 80 and 20 + 60: 568 points each.
        ((20, 100, 100), [], 70, [2]),  # 220 want 50 per cent; at 70 there is room for 157.
        ((20, 60, 60, 60, 60), [2, 4], 78, [1, 3]),  # 20 with the first column + 120 each.
    ],
)
def test_a_page_holds_what_can_be_read(
    widths: tuple[float, ...], starts: list[int], scale: int, after: list[int]
) -> None:
    sheet = a_sheet(*widths)

    part_across(sheet, starts, len(widths))

    assert (sheet.page_setup.scale, breaks(sheet)) == (scale, after)
    assert is_parted(sheet)


def test_columns_without_a_width_have_the_usual_one_and_hidden_ones_none() -> None:
    """13 characters each: 12 and the first make 169, of which 157 have room at 70 per cent."""
    sheet = a_sheet(13)
    part_across(sheet, [], 13)
    assert (sheet.page_setup.scale, breaks(sheet)) == (70, [12])

    hidden = a_sheet(13, 100, 100)
    hidden.column_dimensions["B"].hidden = True
    part_across(hidden, [], 3)
    assert (hidden.page_setup.scale, breaks(hidden)) == (90, [])


def test_one_width_that_was_written_for_several_columns_is_that_of_each() -> None:
    """So spreadsheet programs save columns that are alike: 20 and four of 40, not one."""
    sheet = a_sheet(20, 40)
    look = sheet.column_dimensions["B"]
    look.min, look.max = 2, 16_384

    part_across(sheet, [], 5)

    assert breaks(sheet) == [4]


def test_a_sheet_that_somebody_made_fit_one_page_is_theirs() -> None:
    sheet = a_sheet(20, 30)
    assert not is_parted(sheet)
    part_across(sheet, [], 2)
    assert sheet.sheet_properties.pageSetUpPr is not None

    sheet.sheet_properties.pageSetUpPr.fitToPage = True

    assert not is_parted(sheet)


def test_a_block_that_a_page_would_tear_begins_the_next() -> None:
    """97 per cent of 487 at 90 per cent is 524, less a header of 24: 500 points for blocks."""
    sheet = a_sheet(50)

    keep_together(sheet, {2: 200, 10: 300, 20: 1, 30: 499, 40: 2, 50: 900, 60: 10}, 24, 50)

    # 200 + 300 fit; 1 + 499 fit; 2; one that is longer than a page begins one; 10.
    assert [each.id for each in sheet.row_breaks.brk] == [19, 39, 49, 59]
    assert sheet.page_setup.scale == 90


def test_criteria_begin_a_page_and_so_do_the_results() -> None:
    """Also in a copy that is scored again, and behind a column of the analyst's."""
    columns = columns_of(opened(blank())["Threats"])
    first = columns["impact"] - 1
    assert breaks(opened(blank())["Threats"]) == [first]

    def own(sheet: Worksheet) -> None:
        sheet["L1"] = "mine"

    copy = copy_of(filled_in(a_row(), change=own))
    again = copy_of(packed(copy))

    for book in (copy, again):
        found = columns_of(book["Threats"])
        assert breaks(book["Threats"]) == [first, found["morile.outcome"] - 1]
        assert book["Threats"].print_title_cols == "$A:$A"


def test_the_pages_of_an_analyst_stay_as_they_are() -> None:
    def own(sheet: Worksheet) -> None:
        paged(sheet, "OFFICIAL", "mine")

    sheet = copy_of(filled_in(a_row(), change=own))["Threats"]

    assert breaks(sheet) == breaks(opened(filled_in(a_row()))["Threats"])
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_pages_of_guidance_begin_with_a_criterion() -> None:
    sheet = opened(blank("thematic@1.0.0"))[GUIDANCE]
    bold = [row[1].row for row in sheet.iter_rows(min_row=2) if row[1].font.bold]

    starts = [each.id + 1 for each in sheet.row_breaks.brk]

    assert len(bold) == 13
    assert starts
    assert set(starts) < set(bold)
