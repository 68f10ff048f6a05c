"""Parquet and Arrow files at the command line."""

import os
from argparse import Namespace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet

import morile
from morile._datasets import is_dataset, rows_wanted, score_dataset
from morile._exits import UNREADABLE, Misused, Unfit, Unusable, exit_of

GRID = "priority-grid-4x4@1.0.0"
UNASKED = dict.fromkeys(("explain", "sentence", "distribution", "as_of", "rejects")) | {"flips": 0}


@cache
def offline() -> morile.Offline:
    return morile.Offline()


def run(folder: Path, impacts: list[str | None], **asked: Any) -> tuple[int, list[Any]]:
    """The exit code and the scores written, for rows of these impacts and a likelihood of 2."""
    source, to = folder / "threats.parquet", folder / "scored.parquet"
    parquet.write_table(pa.table({"impact": impacts, "likelihood": ["2"] * len(impacts)}), source)
    options = {"file": str(source), "output": str(to), "matrix": GRID, **UNASKED}
    code = score_dataset(Namespace(**(options | asked)), offline())
    return code, parquet.read_table(to)["score"].to_pylist()


def test_a_file_of_columns_is_scored_into_another(tmp_path: Path) -> None:
    """3 x 2 and 4 x 2."""
    assert run(tmp_path, ["3", "4"]) == (0, [6, 8])


def test_rows_at_fault_are_counted_and_lose_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, ["3", "9", None]) == (1, [6, None, None])

    said = capsys.readouterr().err
    assert "1 of 3 assessed, 2 refused; see column faults" in said
    assert "threats.parquet: row 2, column impact: no such level; choose from 1, 2" in said
    assert "row 3, column impact: nothing is said" in said


def test_very_many_faults_are_not_all_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, ["9"] * 1_500)

    said = capsys.readouterr().err
    assert said.count("no such level") == 1_000


def test_rows_at_fault_are_written_to_be_mended_and_scored_again(tmp_path: Path) -> None:
    """With what is wrong in a column that scoring writes anew."""
    rejects = tmp_path / "rejects.parquet"

    run(tmp_path, ["3", "9", None], rejects=str(rejects))

    table = parquet.read_table(rejects)
    assert table.column_names == ["impact", "likelihood", "faults"]
    assert table["impact"].to_pylist() == ["9", None]
    assert table["faults"][0].as_py().startswith("impact: no such level")
    mended = table.set_column(0, "impact", [["3", "4"]])
    parquet.write_table(mended, rejects)
    again = {"file": str(rejects), "output": str(tmp_path / "again.parquet"), "matrix": GRID}
    assert score_dataset(Namespace(**again, **UNASKED), offline()) == 0


def test_a_scored_file_is_scored_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a workbook is: its answers may have been mended since. 4 x 2 = 8."""
    run(tmp_path, ["3"])
    first = parquet.read_table(tmp_path / "scored.parquet")
    mended = first.set_column(0, "impact", [["4"]])
    parquet.write_table(mended, tmp_path / "mended.parquet")

    code, scores = run(tmp_path, ["3"], file=str(tmp_path / "mended.parquet"))

    assert (code, scores) == (0, [8])
    assert parquet.read_schema(tmp_path / "scored.parquet") == first.schema
    said = "its columns score, lowest, highest, gaps are written anew"
    assert f"mended.parquet: {said}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("columns", "code", "detail"),
    [
        (
            {"x": ["a"], "Likelihood": ["2"], "impact": ["3"]},
            "missing-column",
            "there is no such column; is it column B? give the column that name",
        ),
        (
            {"likelihood": [2], "impact": ["3"]},
            "wrong-type",
            "the column holds no text; give the words of levels, not figures",
        ),
    ],
)
def test_columns_that_do_not_fit_are_told_as_those_of_other_tables_are(
    tmp_path: Path, columns: dict[str, Any], code: str, detail: str
) -> None:
    """By letter, in words for the command line, and with one exit code for all of them."""
    other = tmp_path / "other.parquet"
    parquet.write_table(pa.table(columns), other)

    with pytest.raises(Unfit) as caught:
        run(tmp_path, ["3"], file=str(other))

    assert [(each.code, each.detail) for each in caught.value.faults] == [(code, detail)]
    assert exit_of(caught.value) == UNREADABLE


def test_rejects_of_columns_are_columns(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="parquet"):
        run(tmp_path, ["3"], rejects=str(tmp_path / "rejects.csv"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"matrix": None}, "--matrix"),
        ({"output": None}, "-o"),
        ({"output": "scored.csv"}, "-o"),
        ({"as_of": "2026-11-22"}, "--as-of"),
    ],
)
def test_what_cannot_be_had_is_said_before_anything_is_read(
    tmp_path: Path, asked: dict[str, Any], says: str
) -> None:
    with pytest.raises(Misused, match=says):
        run(tmp_path, ["3"], **asked)


def test_the_input_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="is the input"):
        run(tmp_path, ["3"], output=str(tmp_path / "threats.parquet"))


def test_a_service_does_not_score_files(tmp_path: Path) -> None:
    asked = Namespace(file="x.parquet", output="y.parquet", matrix=GRID, **UNASKED)

    with pytest.raises(Misused, match="--url"), morile.Client("http://127.0.0.1:9") as client:
        score_dataset(asked, client)


def test_a_file_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        run(tmp_path, ["3"], file=str(tmp_path / "absent.parquet"))


def test_the_ending_says_what_a_file_is() -> None:
    names = ["a.parquet", "b.ARROW", "c.csv", "-"]

    assert [is_dataset(name) for name in names] == [True, True, False, False]


def test_a_pipe_with_a_name_is_no_place_for_columns(tmp_path: Path) -> None:
    """Their files are read from the end."""
    os.mkfifo(tmp_path / "pipe.parquet")

    with pytest.raises(Misused, match="is no file"):
        run(tmp_path, ["3"], output=str(tmp_path / "pipe.parquet"))


@pytest.mark.parametrize(
    ("output", "to", "by_row"),
    [
        ("scored.csv", None, True),
        ("scored.arrows", None, True),
        ("scored.parquet", None, False),
        (None, "csv", True),
    ],
)
def test_what_is_no_file_of_columns_is_written_by_rows(
    output: str | None, to: str | None, by_row: bool
) -> None:
    """A stream of Arrow is written as any pipe of it is."""
    assert rows_wanted(Namespace(output=output, to=to)) == by_row
