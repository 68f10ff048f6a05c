"""A plain workbook of results: what a CSV table becomes where a workbook is asked for."""

from pathlib import Path

from openpyxl import Workbook

from morile._scored_book import workbook_of
from morile_api.language.assessment import MatrixMark
from tests.tables import a_table
from tests.workbooks import GRID, offline, opened, texts

HEADER = "ref,organisation,threat_type,marking,impact,likelihood"


def plain(*lines: str) -> Workbook:
    table = a_table("\n".join([HEADER, *lines]) + "\n")
    results = list(offline().assess_many(table.submissions(), matrix=GRID))
    it = offline().matrix(GRID)
    mark = MatrixMark(it.id, it.version, it.status, it.digest)
    return opened(workbook_of(mark, table, results, offline(), {}))


def test_every_submission_has_its_row_with_titles_and_results() -> None:
    """3 times 2 is 6."""
    book = plain("A-1,NCA,fraud,OFFICIAL,3,2")

    assert texts(book["Results"])[1] == [
        *("A-1", "National Crime Agency", "Fraud"),
        *("assessed", 1, 6, None, 6, 6, None),
        *(None, "OFFICIAL", "3", "2"),
    ]
    assert book["Results"].oddHeader is not None
    assert book["Results"].oddHeader.center.text == "OFFICIAL"
    assert "published" in str(book["About"]["A2"].value)


def test_refused_rows_are_in_their_place_and_listed() -> None:
    book = plain("A-1,NCA,fraud,,3,9", "=1+1,NCA,fraud,,3,2")

    rows = texts(book["Results"])
    assert rows[1][3] == "refused: see the list of faults"
    assert rows[2][0] == "=1+1"
    assert book["Results"]["A3"].data_type == "s"
    assert book["Results"]["A3"].quotePrefix
    assert [cell.value for cell in book["faults"][2]][:2] == ["row 2, column likelihood", "A-1"]


def test_the_marking_of_a_refused_row_is_on_the_pages_too() -> None:
    """Its reference is in the table, and its faults in the list."""
    book = plain("A-1,NCA,fraud,OFFICIAL,3,2", "A-2,NCA,fraud,OFFICIAL-SENSITIVE,3,9")

    for sheet in (book["Results"], book["faults"]):
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == "OFFICIAL-SENSITIVE"


def test_the_workbook_names_its_matrix_where_a_template_does() -> None:
    """Columns may fit two versions of a matrix; the workbook says which one it was."""
    book = plain("A-1,NCA,fraud,,3,2")

    named = {name: it.attr_text for name, it in book.defined_names.items()}
    assert named == {"morile_digest": "'About'!$A$3", "morile_matrix": "'About'!$A$4"}
    assert book["About"]["A4"].value == GRID


def test_only_the_results_are_printed() -> None:
    """Twenty columns of answers more would make every letter too small to read."""
    assert plain("A-1,NCA,fraud,,3,2")["Results"].print_area == "'Results'!$A$1:$J$2"


def test_a_column_with_an_exclamation_mark_makes_no_link(tmp_path: Path) -> None:
    """Only faults of a sheet in the same workbook lead anywhere."""
    assert plain("A-1,NCA,fraud,,3,9")["faults"]["A2"].hyperlink is None
