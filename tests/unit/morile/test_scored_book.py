"""A workbook opened for scoring, and what comes out, through the command's own functions."""

import csv
import io
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from morile import BadSubmission
from morile._exits import Misused, Unusable
from morile._score import score
from morile._scored_book import scored_book
from tests.asked import UNASKED
from tests.workbooks import GRID, a_row, columns_of, filled_in, offline, opened, packed


def scored(folder: Path, data: bytes, name: str = "t.xlsx", **asked: Any) -> tuple[int, bytes]:
    (folder / name).write_bytes(data)
    output = folder / asked.pop("output", "out.xlsx")
    options = {"holds": None, "to": None, "matrix": None, "output": str(output), **UNASKED}
    code = score(Namespace(file=str(folder / name), **(options | asked)), offline())
    return code, output.read_bytes()


def test_a_workbook_of_ones_own_is_told_by_its_columns() -> None:
    """As a CSV table is."""
    book = Workbook()
    book.worksheets[0].append(["ref", "organisation", "threat_type", "impact", "likelihood"])
    book.worksheets[0].append(["A-1", "NCA", "fraud", 3, 2])

    _, document = scored_book(packed(book), offline(), None)

    assert f"{document.id}@{document.version}" == GRID


def test_the_matrix_is_that_of_the_cover() -> None:
    _, document = scored_book(filled_in(a_row()), offline(), None)

    assert f"{document.id}@{document.version}" == GRID


def test_wrong_rows_never_stop_right_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 1: some were refused, each told with its cell."""
    code, data = scored(tmp_path, filled_in(a_row(), a_row("A-2", "=1+1")))

    sheet = opened(data)["Threats"]
    assert code == 1
    assert sheet.cell(2, columns_of(sheet)["morile.score"]).value == 6
    said = capsys.readouterr().err
    assert "t.xlsx: Threats!H3: a formula, where a value belongs" in said
    assert "1 of 2 assessed, 1 refused" in said


def test_a_workbook_gives_every_other_form_too(tmp_path: Path) -> None:
    data = filled_in(a_row())

    _, table = scored(tmp_path, data, output="t.txt")
    code, text = scored(tmp_path, data, output="t.csv")

    assert code == 0
    assert b"National Crime Agency" in table
    [row] = csv.DictReader(io.StringIO(text.decode()))
    assert (row["ref"], row["organisation"], row["score"], row["row"]) == ("A-1", "NCA", "6", "2")


def test_what_was_asked_for_beside_is_in_the_copy(tmp_path: Path) -> None:
    _, data = scored(tmp_path, filled_in(a_row()), explain=True)

    assert "morile.adds" in columns_of(opened(data)["Threats"])


def test_another_name_is_read_as_stated(tmp_path: Path) -> None:
    code, _ = scored(tmp_path, filled_in(a_row()), "threats.data", holds="xlsx")

    assert code == 0


def test_the_input_is_never_written_over_and_refused_files_leave_nothing(tmp_path: Path) -> None:
    data = filled_in(a_row())

    with pytest.raises(Misused, match="is the input"):
        scored(tmp_path, data, "out.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes() == data

    with pytest.raises(BadSubmission):
        scored(tmp_path, b"not a workbook", output="new.xlsx")
    with pytest.raises(Unusable):
        scored(tmp_path, b"", output="new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()


def test_what_the_copy_lacks_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import zipfile

    text = io.BytesIO(filled_in(a_row()))
    with zipfile.ZipFile(text, "a") as package:
        package.writestr("xl/media/image1.png", b"x")

    scored(tmp_path, text.getvalue())

    assert "the copy lacks what cannot be carried over: pictures" in capsys.readouterr().err
