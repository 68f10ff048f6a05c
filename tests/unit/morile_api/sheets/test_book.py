"""The book: every row a submission, every fault in its cell, no wrong row in a right one's way."""

import re
from datetime import datetime
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

import morile
from morile_api.sheets.unreadable import Unreadable
from tests.builders import CANARY
from tests.workbooks import (
    a_row,
    book_of,
    details,
    faults_of,
    filled_in,
    offline,
    repacked,
    results_of,
)

GRID = "priority-grid-4x4@1.0.0"


def submissions(data: bytes) -> list[Any]:
    return list(book_of(data).submissions(offline().matrix(GRID).definition))


def test_a_row_is_a_submission_with_keys_for_titles_and_the_note_left_out() -> None:
    row = a_row(
        "A-1",
        "3|4~low",
        "unknown",
        organisation=" kent police ",
        threat_type="county-lines",
        assessor="lead",
        information_date=datetime(2026, 9, 30),  # noqa: DTZ001
        marking="OFFICIAL",
        note="=1+1",
    )

    assert submissions(filled_in(row)) == [
        {
            "ref": "A-1",
            "organisation": "E23000032",
            "threat_type": "county-lines",
            "assessor": "lead",
            "information_date": "2026-09-30",
            "marking": "OFFICIAL",
            "levels": {
                "impact": {"level": ["3", "4"], "confidence": "low"},
                "likelihood": "unknown",
            },
        }
    ]


def test_every_fault_of_a_row_is_listed_at_once_each_with_its_cell() -> None:
    """What cannot be read and what the matrix refuses, in one go. Right rows are scored."""
    rows = [a_row("A-1"), a_row("A-2", "=1+1", "9", information_date="30/09/2026"), a_row("A-3")]

    data = filled_in(*rows)

    assert faults_of(data) == [
        "Threats!H3: a formula, where a value belongs; replace it with what it shows "
        "(Paste Special, Values)",
        "Threats!I3: not a choice; choose from 1, 2, 3, 4, unknown",
        "Threats!F3: no date; write it as 2026-09-30, or format the cell as a date",
    ]
    _, results = results_of(data)
    assert [getattr(each, "score", None) for each in results] == [6, None, 6]


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("impact", datetime(2026, 1, 2), "H2"),  # noqa: DTZ001
        ("impact", 3.5, "H2"),
        ("likelihood", "#N/A", "I2"),
        ("ref", "=A1", "A2"),
        ("organisation", "=A1", "C2"),
        ("threat_type", 1.5, "D2"),
        ("assessor", True, "E2"),
        ("information_date", "=TODAY()", "F2"),
        ("marking", "=A1", "G2"),
    ],
)
def test_what_does_not_belong_in_a_cell_is_a_fault_of_that_cell(
    key: str, value: Any, place: str
) -> None:
    [fault] = faults_of(filled_in(a_row(**{key: value})))

    assert fault.startswith(f"Threats!{place}: ")


def test_an_empty_answer_is_a_fault_and_no_zero() -> None:
    [fault] = faults_of(filled_in(a_row(impact=None)))

    assert fault.startswith("Threats!H2: missing")


def test_a_misspelt_organisation_is_told_the_nearest_title_and_nothing_of_what_it_was() -> None:
    [fault] = faults_of(filled_in(a_row(organisation=f"Kent Polis {CANARY[:3]}")))

    assert fault.endswith("the nearest is Kent Police")
    assert CANARY[:3] not in fault


def _merge(*spans: str) -> Any:
    def change(sheet: Worksheet) -> None:
        for span in spans:
            sheet.merge_cells(span)

    return change


def test_merged_cells_refuse_the_rows_they_touch_and_no_other() -> None:
    """Which of the rows an answer is for cannot be known. Outside the table they are nobody's."""
    rows = [a_row(f"A-{number}") for number in range(1, 5)]
    data = filled_in(*rows, change=_merge("H3:H4", "W1:Z9"))

    found = submissions(data)

    assert [isinstance(each, Unreadable) for each in found] == [False, True, True, False]
    assert faults_of(data)[0] == (
        "Threats, row 3: cells H3:H4 are merged; take them apart and fill in each"
    )


def test_merged_headings_refuse_the_workbook() -> None:
    [detail] = details(filled_in(a_row(), change=_merge("A1:A2")))

    assert detail == "Threats!A1:A2: headings are merged; take them apart"


def test_a_workbook_without_rows_is_told_where_to_begin() -> None:
    assert details(filled_in()) == ["Threats!A2: no row is filled in; begin here"]


def _renamed(key: str, heading: str | None) -> Any:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[1]:
            if str(cell.value).endswith(f"\n{key}"):
                cell.value = heading

    return change


def test_a_renamed_or_deleted_heading_is_named_with_the_nearest() -> None:
    [renamed] = details(filled_in(a_row(), change=_renamed("impact", "impakt")))
    [gone] = details(filled_in(a_row(), change=_renamed("ref", None)))

    assert "column impact is missing; is it Threats!H1?" in renamed
    assert gone == "Threats, row 1: column ref is missing"


def test_columns_may_be_moved_and_others_put_between() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_cols(8)
        sheet["H1"], sheet["H2"] = "Mine", "=1+1"

    _, results = results_of(filled_in(a_row(impact="3", likelihood="4"), change=change))

    assert [each.score for each in results if isinstance(each, morile.Assessed)] == [12]


def test_a_part_that_is_no_sound_xml_refuses_the_workbook() -> None:
    """Whatever the library makes of it."""
    cut = repacked(filled_in(a_row()), lambda name, part: part[: len(part) // 2])
    [detail] = details(cut)
    assert detail.startswith("is damaged, or no workbook")


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_part_that_holds_something_else_refuses_the_workbook(name: str) -> None:
    def change(part: str, text: bytes) -> bytes:
        return b"<x/>" if part == name else text

    [detail] = details(repacked(filled_in(a_row()), change))

    assert detail.startswith(("is damaged, or no workbook", "the sheet of threats is empty"))


@pytest.mark.parametrize("size", [b"inf", b"nan", b"-inf"])
@pytest.mark.parametrize("member", [b"width", b"left", b"footer"])
def test_a_size_that_is_no_number_refuses_the_workbook(member: bytes, size: bytes) -> None:
    """The library would read it, and write a copy that nothing opens."""

    def change(part: str, text: bytes) -> bytes:
        return re.sub(rb'%s="[0-9.]+"' % member, b'%s="%s"' % (member, size), text, count=1)

    [detail] = details(repacked(filled_in(a_row()), change))

    assert detail.startswith("is damaged")
