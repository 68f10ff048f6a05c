"""The command `morile template`: a workbook ready to be filled in."""

from argparse import Namespace
from pathlib import Path

import msgspec
import pytest

from morile import UnknownMatrix
from morile._exits import Misused
from morile._template import template, workbook_for
from morile_api.language.matrix import Criterion, Matrix
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from tests.workbooks import GRID, blank, columns_of, offline, opened, printed


def asked(output: str | None, matrix: str = GRID, marking: str = "OFFICIAL") -> Namespace:
    return Namespace(matrix=matrix, output=output, marking=marking)


def test_a_template_has_a_cover_the_threats_the_guidance_and_its_lists() -> None:
    book = opened(blank())

    assert book.sheetnames == ["Cover", "Threats", "Guidance", "Lists"]
    assert book.active is not None
    assert book.active.title == "Cover"


@pytest.mark.parametrize("matrix", [f"{it.id}@{it.version}" for it in offline().matrices()])
def test_there_is_a_template_for_every_matrix(matrix: str) -> None:
    definition = offline().matrix(matrix).definition

    columns = columns_of(opened(blank(matrix))["Threats"])

    assert {criterion.key for criterion in definition.criteria} < columns.keys()


def test_the_marking_is_printed_on_every_page_and_the_highest_that_can_be_chosen(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.xlsx"

    assert template(asked(str(path)), offline()) == 0

    book = opened(path.read_bytes())
    for sheet in book.worksheets[:3]:
        assert printed(sheet)[:2] == ("OFFICIAL", "OFFICIAL")
    said = [cell.value for row in book["Lists"].iter_rows() for cell in row]
    assert "OFFICIAL-SENSITIVE" not in said


@pytest.mark.parametrize(
    ("wish", "error", "said"),
    [
        (asked(None), Misused, r"-o threats\.xlsx"),
        (asked("t.csv"), Misused, r"\.xlsx"),
        (asked("t.xlsx", marking="OFICIAL"), Misused, "choose from OFFICIAL, "),
        (asked("t.xlsx", matrix="grid@1.0.0"), UnknownMatrix, "there are"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_remedy(
    wish: Namespace, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        template(wish, offline())


def _hostile(it: Criterion) -> Criterion:
    return msgspec.structs.replace(it, title="=1+1", asks="@SUM(A1)", guidance="+1")


def test_nothing_that_a_definition_says_becomes_a_formula() -> None:
    """Definitions and vocabularies may be an agency's own, or anyone's."""
    document = offline().matrix("thematic@1.0.0")
    definition: Matrix = msgspec.structs.replace(
        document.definition,
        title="=1+1",
        criteria=[_hostile(each) for each in document.definition.criteria],
    )
    hostile = msgspec.structs.replace(document, definition=definition)
    organisations, threats = map(offline().vocabulary, (ORGANISATIONS, THREAT_TYPES))

    book = opened(workbook_for(hostile, organisations, threats, ["OFFICIAL"]))

    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types == {"s", "n"}
