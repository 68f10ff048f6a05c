"""Rows: columns and cells as submissions, and faults in the words of a spreadsheet."""

from collections.abc import Sequence
from typing import Any

import pytest

from morile import BadSubmission
from morile_api.sheets.rows import letter
from morile_api.sheets.unreadable import Unreadable
from tests.builders import a_matrix
from tests.tables import a_table

HEADER = "ref,organisation,threat_type,physical_harm,community_harm"


def read(text: str) -> list[Any]:
    return list(a_table(text).submissions())


def rows(*lines: str) -> list[Any]:
    return read("\n".join([HEADER, *lines]) + "\n")


def details(text: str, **of_matrix: Any) -> list[str]:
    return [fault.detail for fault in a_table(text).faults_for(a_matrix(**of_matrix))]


# Cells


def test_a_row_is_a_submission_as_the_api_takes_it() -> None:
    header = f"{HEADER},note,assessor,information_date,marking"

    [submission] = read(f"{header}\nA-1,NCA,fraud,none,severe,a story,lead,2026-09-30,OFFICIAL\n")

    assert submission == {
        "ref": "A-1",
        "organisation": "NCA",
        "threat_type": "fraud",
        "assessor": "lead",
        "information_date": "2026-09-30",
        "marking": "OFFICIAL",
        "levels": {"physical_harm": "none", "community_harm": "severe"},
    }


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("unknown", "unknown"),
        ("none|severe", ["none", "severe"]),
        ("severe~low", {"level": "severe", "confidence": "low"}),
        ("none|severe~low", {"level": ["none", "severe"], "confidence": "low"}),
        ("unknown~high", {"level": "unknown", "confidence": "high"}),
        (" severe ", "severe"),
        ("severe~", {"level": "severe", "confidence": ""}),
        ("|", ["", ""]),
    ],
)
def test_a_cell_is_an_answer_as_a_vector_spells_it(cell: str, answer: object) -> None:
    """What is wrong in it is left for the matrix to say."""
    [submission] = rows(f"A-1,NCA,fraud,{cell},none")

    assert submission["levels"]["physical_harm"] == answer


def test_an_empty_cell_is_no_answer() -> None:
    [submission] = rows("A-1,NCA,,,none")

    assert submission == {
        "ref": "A-1",
        "organisation": "NCA",
        "levels": {"community_harm": "none"},
    }


def test_a_vector_stands_in_one_column() -> None:
    [submission] = read("ref,organisation,threat_type,vector\nA-1,NCA,fraud,x@1.0.0/A:b\n")

    assert submission == {
        "ref": "A-1",
        "organisation": "NCA",
        "threat_type": "fraud",
        "vector": "x@1.0.0/A:b",
    }


# Rows


def test_rows_are_counted_as_spreadsheets_do() -> None:
    """The header is 1; a blank row, and one of empty cells, count and are passed over."""
    table = a_table(f'{HEADER}\n"A\n1",NCA,fraud,none,none\n\n,,,,\nA-2,NCA,fraud,none,none\n')

    assert [each["ref"] for each in table.submissions() if isinstance(each, dict)] == [
        "A\n1",
        "A-2",
    ]
    assert [each.place for each in table.told] == [2, 5]
    assert table.told[1].organisation == "NCA"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A-1,NCA,fraud,none", "4 cells, but the header names 5"),
        ("A-1,NCA,fraud,none,none,severe", "6 cells, but the header names 5"),
        ('A-1,NCA,fraud,"none"x,none', "line 2 of the file"),
    ],
)
def test_a_row_that_cannot_be_read_stops_no_other(row: str, says: str) -> None:
    bad, good = rows(row, "A-2,NCA,fraud,none,none")

    assert isinstance(bad, Unreadable)
    assert says in bad.faults[0].detail
    assert good["ref"] == "A-2"


def test_empty_cells_beyond_the_last_column_do_no_harm() -> None:
    """Spreadsheets leave them behind."""
    [submission] = read(f"{HEADER},,\nA-1,NCA,fraud,none,none,,\n")

    assert submission["ref"] == "A-1"


def test_a_quotation_mark_left_open_is_said_where_it_opens() -> None:
    """What follows it cannot be told apart, but what stands before it is kept."""
    good, bad = rows(
        "A-1,NCA,fraud,none,none", '"A-2,NCA,fraud,none,none', "A-3,NCA,fraud,none,none"
    )

    assert good["ref"] == "A-1"
    assert "lines 3 to 4" in bad.faults[0].detail


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(ends: str) -> None:
    [submission] = read(f"{HEADER}{ends}A-1,NCA,fraud,none,none{ends}")

    assert submission["ref"] == "A-1"


# Columns


def test_the_order_of_columns_is_free() -> None:
    header = "community_harm,ref,physical_harm,threat_type,organisation"

    assert details(f"{header}\n") == []


def test_a_missing_column_is_named_with_the_one_that_looks_like_it() -> None:
    assert details("ref,organisation,threat_type,phsical_harm,community_harm\n") == [
        "row 1: column physical_harm is missing; is it column D?"
    ]
    assert details("ref,threat_type,physical_harm,community_harm\n") == [
        "row 1: column organisation is missing"
    ]


def test_a_column_nobody_knows_is_refused_by_its_letter_and_not_repeated() -> None:
    """What it holds might have been meant to count; nor is its name ours to repeat."""
    [detail] = details(f"{HEADER},zebra\n")

    assert detail == "row 1, column F: no such column; leave it out, or call it note"


def test_a_unit_needs_no_threat_type() -> None:
    header = "ref,organisation,physical_harm,community_harm\n"

    assert details(header, applies_to="unit") == []
    assert details(header) == ["row 1: column threat_type is missing"]


def test_a_vector_and_levels_are_not_for_one_table() -> None:
    [detail] = details("ref,organisation,threat_type,vector,physical_harm\n")

    assert detail == "row 1, column E: a table has a vector column or columns of levels, not both"
    assert details("ref,organisation,threat_type,vector,note\n") == []


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("ref,organisation,ref\n", "column C: the same name as column A"),
        ("ref,,organisation\n", "column B: has no name"),
        (",,,\n", "row 1 names no columns"),
        ("ref;organisation;threat_type\n", "semicolons"),
        ("ref\torganisation\tthreat_type\n", "tabs"),
        ('"ref\n', "quotation mark"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(header: str, says: str) -> None:
    with pytest.raises(BadSubmission, match=says):
        a_table(header)


# Places


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/ref", "row 2, column ref"),
        ("/levels/physical_harm", "row 2, column physical_harm"),
        ("/levels/physical_harm/level/1", "row 2, column physical_harm"),
        ("/levels", "row 2"),
        ("/absent", "row 2"),
        ("", "row 2"),
    ],
)
def test_a_fault_is_placed_by_row_and_column(pointer: str, place: str) -> None:
    table = a_table(f"{HEADER}\nA-1,NCA,fraud,none,none\n")
    list(table.submissions())

    assert table.place(0, pointer) == place


@pytest.mark.parametrize(
    ("columns", "letters"),
    [((0, 25), ("A", "Z")), ((26, 51, 52), ("AA", "AZ", "BA")), ((701, 702), ("ZZ", "AAA"))],
)
def test_columns_have_the_letters_of_spreadsheets(
    columns: Sequence[int], letters: Sequence[str]
) -> None:
    assert [letter(column) for column in columns] == list(letters)
