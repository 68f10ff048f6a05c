"""Answers beside results: what a workbook of results needs to be read again."""

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from morile._scored_book import workbook_of
from morile_api.language.assessment import MatrixMark
from morile_api.sheets.answered import add_answers
from tests.tables import a_table
from tests.workbooks import columns_of, offline, results_of, texts

MATRIX = "thematic@1.0.0"


def submission(**levels: Any) -> dict[str, Any]:
    """A threat of which nothing is known but what is said here."""
    criteria = offline().matrix(MATRIX).definition.criteria
    said = {each.key: "unknown" for each in criteria} | levels
    return {
        "ref": "T-1",
        "organisation": "NCA",
        "threat_type": "fraud",
        "information_date": "2026-09-30",
        "marking": "OFFICIAL",
        "levels": said,
    }


def answered(*submissions: dict[str, Any]) -> Worksheet:
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    results = list(offline().assess_many(submissions, MATRIX))
    add_answers(sheet, 1, offline().matrix(MATRIX).definition, results)
    return sheet


def test_an_answer_stands_as_a_cell_spells_it() -> None:
    """One level, several, none that is known, and a confidence."""
    sheet = answered(
        submission(
            volume="high",
            trend=["rising", "stable"],
            financial_harm={"level": "severe", "confidence": "low"},
        )
    )

    place = columns_of(sheet)
    said = {key: sheet.cell(2, place[key]).value for key in place}
    assert said["volume"] == "high"
    assert said["trend"] == "stable|rising"
    assert said["financial_harm"] == "severe~low"
    assert said["physical_harm"] == "unknown"
    assert said["information_date"] == date(2026, 9, 30)
    assert said["marking"] == "OFFICIAL"


def test_a_refused_row_has_no_answers() -> None:
    """Half of them would look like what was sent."""
    sheet = answered({**submission(), "ref": ""}, submission(volume="high"))

    assert [cell.value for cell in sheet[2]] == [None] * sheet.max_column
    assert texts(sheet)[1][columns_of(sheet)["volume"] - 1] == "high"


def test_a_table_scored_into_a_workbook_is_scored_from_it_to_the_same_digests() -> None:
    """Dates, markings and open answers are in what the digest is of."""
    lines = [
        "ref,organisation,threat_type,marking,information_date,impact,likelihood",
        "A-1,NCA,fraud,OFFICIAL,2026-09-30,3,2",
        "A-2,E23000008,fraud,,,unknown,2|4~low",
    ]
    table = a_table("\n".join(lines) + "\n")
    grid = offline().matrix("priority-grid-4x4@1.0.0")
    first = list(offline().assess_many(table.submissions(), "priority-grid-4x4@1.0.0"))
    mark = MatrixMark(grid.id, grid.version, grid.status, grid.digest)

    book, again = results_of(workbook_of(mark, table, first, offline(), {}))

    assert again == first
    assert [each.organisation for each in book.told] == ["NCA", "E23000008"]
