"""The command `morile agreement`, from a file to its report, in this process."""

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import morile
from morile._exits import Misused
from morile._panel import agreement
from tests.workbooks import a_row, filled_in

GRID = "priority-grid-4x4@1.0.0"
HEADER = "ref,organisation,threat_type,assessor,impact,likelihood"
TABLE = f"{HEADER}\nT1,NCA,fraud,A,1,2\nT1,NCA,fraud,B,1,4\nT2,NCA,fraud,A,3,\nT2,NCA,fraud,B,3,1\n"


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def run(folder: Path, content: str, name: str = "panel.csv", **asked: Any) -> int:
    """The exit code, for a file of this content; what is shown goes to standard output."""
    (folder / name).write_text(content, "utf-8")
    options = dict.fromkeys(("holds", "matrix", "compare", "draws", "seed", "output")) | {
        "json": True
    }
    return agreement(Namespace(file=str(folder / name), **(options | asked)), offline())


def answered(capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    return json.loads(capsysbinary.readouterr().out)


def test_a_table_is_compared_with_the_matrix_that_its_columns_tell(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Impact is agreed on; likelihood has one pair, since an empty cell is a missing answer."""
    assert run(tmp_path, TABLE) == 0

    answer = answered(capsysbinary)
    assert answer["matrix"]["id"] == "priority-grid-4x4"
    impact, likelihood = answer["criteria"]
    assert (impact["agreement"]["alpha"], impact["agreement"]["pairs"]) == (1, 2)
    assert (likelihood["agreement"]["pairs"], likelihood["answers"]["missing"]) == (1, 1)


def test_without_json_it_is_a_report(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(tmp_path, TABLE, json=False) == 0

    assert capsysbinary.readouterr().out.startswith(b"2 assessors on 2 of 2 threats, priority-grid")


def test_a_table_may_leave_criteria_out(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No other matrix has an impact."""
    assert run(tmp_path, "ref,organisation,threat_type,assessor,impact\nT1,NCA,fraud,A,1\n") == 0

    assert answered(capsysbinary)["summary"]["submissions"] == 1


@pytest.mark.parametrize(("cell", "references"), [("true", 1), ("Yes", 1), ("no", 0), ("", 0)])
def test_a_column_says_which_row_is_the_reference(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], cell: str, references: int
) -> None:
    row = f"{HEADER},reference\nT1,NCA,fraud,A,1,2,{cell}\n"

    assert run(tmp_path, row) == 0
    assert answered(capsysbinary)["summary"]["references"] == references


def test_what_is_neither_yes_nor_no_is_refused_with_its_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, f"{HEADER},reference\nT1,NCA,fraud,A,1,2,perhaps\n") == 1

    said = capsys.readouterr().err
    assert "panel.csv: row 2, column reference: expected true or false [wrong-type]" in said


def test_every_fault_of_a_table_is_told_and_nothing_is_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Agreement without the refused rows would be another agreement."""
    rows = "T1,NCA,fraud,A,9,2\nT1,NCA,fraud,A,1,2\nT2,NCA,fraud\nT1,NCA,fraud,A,1,2\n"

    assert run(tmp_path, f"{HEADER}\n{rows}") == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert "row 4: 3 cells" in said.err


def test_faults_that_the_engine_finds_have_their_rows_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "T1,NCA,fraud,A,9,2\nT1,NCA,fraud,B,1,2\nT1,NCA,fraud,B,1,2\n"

    assert run(tmp_path, f"{HEADER}\n{rows}") == 1

    said = capsys.readouterr().err
    assert "row 2, column impact: not a choice" in said
    assert "row 4: a second submission by this assessor" in said


def test_a_fault_of_an_option_names_the_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, TABLE, draws=5) == 1

    assert "--draws: out of range" in capsys.readouterr().err


def test_periods_are_compared_where_asked(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = "T1,NCA,fraud,A,1,2,2025\nT1,NCA,fraud,A,2,2,2026\n"

    assert run(tmp_path, f"{HEADER},period\n{rows}", compare="periods") == 0
    assert answered(capsysbinary)["drift"][0]["raised"] == 1


def test_lines_of_json_are_compared(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = {"ref": "T1", "organisation": "NCA", "threat_type": "fraud", "levels": {"impact": "1"}}
    text = "\n".join(json.dumps({**line, "assessor": who}) for who in "AB")

    assert run(tmp_path, text, "panel.ndjson", matrix=GRID, seed=3) == 0

    answer = answered(capsysbinary)
    assert (answer["seed"], answer["summary"]["compared"]) == (3, 1)


def test_a_request_of_the_api_is_compared_as_it_stands_but_for_what_is_asked(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = {"ref": "T1", "organisation": "NCA", "threat_type": "fraud", "assessor": "A"}
    request = {"matrix": GRID, "seed": 3, "draws": 200, "submissions": [{**line, "levels": {}}]}

    assert run(tmp_path, json.dumps(request), "panel.json", seed=4) == 0

    answer = answered(capsysbinary)
    assert (answer["seed"], answer["draws"]) == (4, 200)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"submissions": 3}', "wrong-type"),
        ("[]", "wrong-type"),
        ('{"submissions": [], "explain": true}', "unknown-member"),
        ('{"submissions": [', "not-json"),
    ],
)
def test_a_file_that_is_no_request_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        run(tmp_path, text, "panel.json")

    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission):
        run(tmp_path, f"{HEADER}\n")


def test_columns_that_fit_several_matrices_need_one_named(tmp_path: Path) -> None:
    """Thematic and tactical both ask about physical harm."""
    header = "ref,organisation,threat_type,assessor,physical_harm"

    with pytest.raises(Misused, match=r"thematic@1\.0\.0"):
        run(tmp_path, f"{header}\nT1,NCA,fraud,A,none\n")


def test_columns_that_fit_none_say_so(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="no columns are criteria of a matrix"):
        run(tmp_path, "ref,organisation,threat_type,assessor,colour\nT1,NCA,fraud,A,none\n")


def test_columns_that_fit_none_are_judged_by_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        run(tmp_path, "ref,organisation,threat_type,asessor,impact\nT1,NCA,fraud,A,1\n")

    assert [fault.detail for fault in refused.value.faults] == [
        "row 1: column assessor is missing; is it column D?"
    ]
    assert f"{GRID} comes nearest" in capsys.readouterr().err


def test_periods_need_a_column_that_names_them(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission, match="column period is missing"):
        run(tmp_path, f"{HEADER}\nT1,NCA,fraud,A,1,2\n", matrix=GRID, compare="periods")


def test_columns_that_do_not_fit_the_named_matrix_are_listed(tmp_path: Path) -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        run(tmp_path, "ref,organisation,threat_type,colour\nT1,NCA,fraud,none\n", matrix=GRID)

    details = [fault.detail for fault in refused.value.faults]
    assert "row 1: column assessor is missing" in details
    assert any(detail.startswith("row 1, column D: no such column") for detail in details)
    assert f"row 1: no column is a criterion of {GRID}" in details


def test_vectors_need_no_columns_of_criteria(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    table = f"ref,organisation,threat_type,assessor,vector\nT1,NCA,fraud,A,{GRID}/IM:1/LI:2\n"

    assert run(tmp_path, table) == 0
    assert answered(capsysbinary)["summary"]["submissions"] == 1


# Workbooks


def a_workbook(folder: Path, *rows: dict[str, Any], marks: Sequence[str] = ()) -> Path:
    """A template with these rows, and with columns of these names at its end."""

    def more(sheet: Any) -> None:
        last = sheet.max_column
        for column, name in enumerate(marks, start=last + 1):
            sheet.cell(1, column).value = name
            for number, row in enumerate(rows, start=2):
                sheet.cell(number, column).value = row.get(name)

    known = [{key: value for key, value in row.items() if key not in marks} for row in rows]
    path = folder / "panel.xlsx"
    path.write_bytes(filled_in(*known, change=more))
    return path


def run_book(path: Path, **asked: Any) -> int:
    options = dict.fromkeys(("holds", "matrix", "compare", "draws", "seed", "output"))
    return agreement(Namespace(file=str(path), **(options | {"json": True} | asked)), offline())


def test_a_workbook_is_compared_as_its_table_would_be(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The table of the first test; titles stand for keys, and an empty cell is a missing answer."""
    path = a_workbook(
        tmp_path,
        a_row("T1", "1", "2", assessor="A"),
        a_row("T1", "1", "4", assessor="B"),
        a_row("T2", "3", None, assessor="A"),
        a_row("T2", "3", "1", assessor="B"),
    )
    assert run_book(path) == 0
    from_book = answered(capsysbinary)

    assert run(tmp_path, TABLE) == 0

    assert from_book == answered(capsysbinary)


def test_a_workbook_may_have_the_columns_of_a_comparison(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """TRUE of a spreadsheet is as good as the word; a year is as good as its digits."""
    path = a_workbook(
        tmp_path,
        a_row("T1", "1", "2", assessor="A", reference=True, period=2026),
        a_row("T1", "1", "4", assessor="B", reference="no", period="2026"),
        marks=("reference", "period"),
    )

    assert run_book(path) == 0

    assert answered(capsysbinary)["calibration"]["overall"]["closeness"]["answers"] == 2


def test_faults_of_a_workbook_are_told_by_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also a date that a spreadsheet made of what was typed: it is no level."""
    path = a_workbook(
        tmp_path,
        a_row("T1", "9", "2", assessor="A"),
        a_row("T1", date(2026, 1, 2), "2", assessor="B"),
    )

    assert run_book(path) == 1

    said = capsys.readouterr().err
    assert "panel.xlsx: Threats!H2: not a choice" in said or "Threats!H2: no such level" in said
    assert "Threats!H3: a date, where a level belongs" in said


def test_a_workbook_without_assessors_is_refused(tmp_path: Path) -> None:
    def no_assessor(sheet: Any) -> None:
        for cell in sheet[1]:
            if cell.value and "assessor" in str(cell.value):
                cell.value = None

    path = tmp_path / "panel.xlsx"
    path.write_bytes(filled_in(a_row(), change=no_assessor))

    with pytest.raises(morile.BadSubmission, match="column assessor is missing"):
        run_book(path)


@pytest.mark.parametrize("name", ["panel.txt", "panel.json", "panel-out.xlsx"])
def test_the_answer_goes_into_a_file_of_the_form_that_its_name_says(
    tmp_path: Path, name: str
) -> None:
    assert run(tmp_path, TABLE, output=str(tmp_path / name)) == 0

    data = (tmp_path / name).read_bytes()
    begins = {"panel.txt": b"2 assessors on", "panel.json": b'{"matrix":', "panel-out.xlsx": b"PK"}
    assert data.startswith(begins[name])


def test_a_file_whose_name_does_not_say_what_it_holds_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(Misused, match=r"\.xlsx"):
        run(tmp_path, TABLE, output=str(tmp_path / "panel.docx"))
