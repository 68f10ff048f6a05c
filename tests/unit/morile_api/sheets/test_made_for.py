"""Made for: no workbook is scored with figures it was not made for."""

from typing import Any

import pytest
from openpyxl import Workbook

from morile_api.sheets.made_for import made_for
from tests.workbooks import GRID, a_row, book_of, details, filled_in, offline, opened, packed

KNOWN = {f"{each.id}@{each.version}": each.digest for each in offline().matrices()}


def recovered(data: bytes, **changes: Any) -> bytes:
    """The workbook with cells of its cover changed, by the label beside them."""
    book = opened(data)
    for row in book["Cover"].iter_rows(min_row=4, max_row=8):
        if row[0].value in changes:
            row[1].value = changes[str(row[0].value)]
    return packed(book)


def test_the_cover_says_which_matrix() -> None:
    assert made_for(book_of(filled_in(a_row())), KNOWN, None) == GRID
    assert made_for(book_of(filled_in(a_row())), KNOWN, GRID) == GRID


def test_another_version_is_refused_with_the_remedy_and_unrepeated() -> None:
    [detail] = details(recovered(filled_in(a_row()), Matrix="priority-grid-4x4@0.9.0"))

    assert detail.startswith("Cover!B4: the workbook was made for a matrix or version that is not")
    assert f"there are {GRID}; make a new workbook with `morile template {GRID} -o" in detail
    assert "0.9.0" not in detail


def test_other_figures_under_the_same_name_are_refused() -> None:
    """An agency may have changed its own matrix without a new version."""
    [detail] = details(recovered(filled_in(a_row()), Digest="sha256:" + "0" * 64))

    assert detail.startswith(
        f"Cover!B6: the workbook was made for other figures under the name {GRID}"
    )
    assert f"morile template {GRID} -o new.xlsx" in detail


def test_a_matrix_that_is_named_on_the_command_line_must_be_the_one() -> None:
    [detail] = details(filled_in(a_row()), "thematic@1.0.0")
    [unknown] = details(filled_in(a_row()), "zebra@1.0.0")

    assert "not for what --matrix names" in detail
    assert "morile template thematic@1.0.0" in detail
    assert "zebra" not in unknown


def test_the_cover_may_be_renamed_and_moved() -> None:
    book = opened(filled_in(a_row()))
    book["Cover"].title = "Title page"
    book.move_sheet("Title page", offset=2)
    book.defined_names["morile_matrix"].attr_text = "'Title page'!$B$4"
    book.defined_names["morile_digest"].attr_text = "'Title page'!$B$6"

    assert made_for(book_of(packed(book)), KNOWN, None) == GRID


@pytest.mark.parametrize("text", ["Cover!$B$99", "Gone!$B$4", "#REF!", "Cover!$B$4:$C$5", "1+"])
def test_a_cover_that_was_taken_apart_is_no_licence_to_guess(text: str) -> None:
    """What a name stood for is not repeated: anybody may have written it."""
    for name in ("morile_matrix", "morile_digest"):
        book = opened(filled_in(a_row()))
        book.defined_names[name].attr_text = text

        [detail] = details(packed(book))
        [named] = details(packed(book), GRID)

        assert detail.startswith("the sheet that says what the workbook was made for (Cover,")
        assert f"morile template {GRID}" in named
        assert text not in detail


def test_a_workbook_without_its_cover_is_told_so() -> None:
    """Programs keep the name of a cell whose sheet was deleted."""
    book = opened(filled_in(a_row()))
    del book["Cover"]

    [detail] = details(packed(book))

    assert detail == (
        "the sheet that says what the workbook was made for (Cover, or About beside results) is "
        "gone or was taken apart; put it back as it was, or make a new workbook with `morile "
        "template MATRIX -o new.xlsx` and copy the rows over"
    )


def test_a_digest_whose_name_was_deleted_is_gone_too() -> None:
    book = opened(filled_in(a_row()))
    del book.defined_names["morile_digest"]

    [detail] = details(packed(book))

    assert "is gone or was taken apart" in detail


def test_a_workbook_of_ones_own_was_made_for_none() -> None:
    """Its columns may tell, as those of a CSV table do."""
    book = Workbook()
    book.worksheets[0].append(["ref", "organisation", "threat_type", "impact", "likelihood"])
    book.worksheets[0].append(["A-1", "NCA", "fraud", 3, 2])

    assert made_for(book_of(packed(book)), KNOWN, None) is None
