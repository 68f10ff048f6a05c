"""A sheet that was sent in, scored row by row."""

import io

import pytest
from openpyxl import load_workbook

from morile_api.language.assessment import Assessed, Refused
from morile_api.language.faults import BadSubmission
from morile_api.language.reach import Reach
from morile_api.web.pages.scored import desk_of
from morile_api.web.pages.sheet import scored_sheet, workbook_of
from tests.builders import shipped_catalogue
from tests.workbooks import GRID, a_row, filled_in

DESK = desk_of(shipped_catalogue(), "OFFICIAL")
HEADER = b"ref,organisation,threat_type,impact,likelihood\n"


def test_a_table_is_told_by_its_columns_and_every_row_has_its_result() -> None:
    """4 times 3 is 12; the second row has no such level and the third too few cells."""
    data = HEADER + b"A-1,NCA,fraud,4,3\nA-2,NCA,fraud,9,3\nA-3,NCA\nA-4,NCA,fraud,1,1\n"

    it = scored_sheet(DESK, data, None)

    assert it.shown.id == GRID
    first, second, third, fourth = it.results
    assert isinstance(first, Assessed)
    assert isinstance(fourth, Assessed)
    assert (first.score, fourth.score, fourth.index) == (12, 1, 3)
    assert isinstance(second, Refused)
    assert isinstance(third, Refused)
    assert second.problem.errors[0].pointer == "/submissions/1/levels/impact"
    assert it.source.place(1, "/levels/impact") == "row 3, column impact"


def test_a_row_that_the_caller_may_not_send_is_refused_at_its_place() -> None:
    data = HEADER + b"A-1,NCA,fraud,4,3\nA-2,E23000029,fraud,4,3\n"

    it = scored_sheet(DESK, data, None, Reach(frozenset({"E23000029"})))

    first, second = it.results
    assert isinstance(first, Refused)
    assert first.problem.status == 403
    assert isinstance(second, Assessed)
    assert it.refused == 1


def test_a_workbook_is_told_by_its_cover() -> None:
    it = scored_sheet(DESK, filled_in(a_row()), None)

    assert it.shown.id == GRID
    assert isinstance(it.results[0], Assessed)


def test_a_table_of_vectors_is_for_the_matrix_they_name() -> None:
    data = f"ref,organisation,threat_type,vector\nA-1,NCA,fraud,{GRID}/IM:4/LI:3\n".encode()
    [result] = scored_sheet(DESK, data, None).results

    assert isinstance(result, Assessed)
    assert result.score == 12


@pytest.mark.parametrize(
    ("data", "stated", "says"),
    [
        (b"a,b\n1,2\n", None, "no matrix"),
        (b"\xff\xfea\x00", None, "UTF-16"),
        (b"PK\x03\x04broken", None, "spreadsheet"),
        (HEADER, None, "holds no rows"),
        (b"ref,organisation,threat_type,impact\nA,NCA,fraud,1\n", None, "column likelihood"),
        (HEADER + b"A,NCA,fraud,1,1\n", "thematic@1.0.0", "column physical_harm"),
        (HEADER + b"A,NCA,fraud,1,1\n", "nothing@1.0.0", "no matrix"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(
    data: bytes, stated: str | None, says: str
) -> None:
    with pytest.raises(BadSubmission) as refused:
        scored_sheet(DESK, data, stated)

    assert says in str(refused.value)


@pytest.mark.parametrize("ref", ["=1+1", "@SUM(A1)", "+44", "-2", "<b>x</b>"])
def test_no_cell_of_the_workbook_is_a_formula(ref: str) -> None:
    data = HEADER + f'"{ref}",NCA,fraud,4,3\n'.encode()

    book = load_workbook(io.BytesIO(workbook_of(DESK, scored_sheet(DESK, data, None))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert ref in [cell.value for cell in cells]


def test_a_workbook_comes_back_as_a_copy_with_its_scores() -> None:
    book = load_workbook(
        io.BytesIO(workbook_of(DESK, scored_sheet(DESK, filled_in(a_row()), None)))
    )

    headings = [str(cell.value) for cell in book["Threats"][1]]
    assert any("score" in each for each in headings)
