"""Rows of Parquet and Arrow files, as those of a table of texts."""

import io
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet

from morile import BadSubmission, Offline
from morile._column_rows import column_table
from morile._exits import Misused, Unusable

TABLE = pa.table(
    {
        "ref": ["A-1", "A-2"],
        "organisation": pa.array(["NCA", "NCA"]).dictionary_encode(),
        "threat_type": pa.array(["fraud", None], pa.large_string()),
        "information_date": [date(2026, 9, 30), None],
        "impact": [["3"], ["3", "4"]],
        "note": pa.nulls(2),
    }
)


def a_file(folder: Path, form: str, table: Any = TABLE, **how: Any) -> Path:
    path = folder / f"threats.{form.split()[0]}"
    if form == "parquet":
        parquet.write_table(table, path, **how)
        return path
    with path.open("wb") as file:
        made = pa.ipc.new_file if form == "arrow" else pa.ipc.new_stream
        with made(file, table.schema) as writer:
            writer.write_table(table)
    return path


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrow stream"])
def test_rows_are_submissions_as_those_of_a_csv_table_are(tmp_path: Path, form: str) -> None:
    path = a_file(tmp_path, form)

    with column_table(str(path), form.split()[0]) as table:
        found = list(table.submissions())

    assert table.columns == TABLE.column_names
    assert found == [
        {
            **{"ref": "A-1", "organisation": "NCA", "threat_type": "fraud"},
            **{"information_date": "2026-09-30", "levels": {"impact": "3"}},
        },
        {"ref": "A-2", "organisation": "NCA", "levels": {"impact": ["3", "4"]}},
    ]
    assert table.place(1, "/levels/impact") == "row 2, column impact"


def test_a_stream_may_come_from_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pipe cannot be read from its end, where Parquet begins."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = a_file(tmp_path, "arrow stream").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Pipe(data)))

    with column_table("-", "arrow") as table:
        assert len(list(table.submissions())) == 2
    with pytest.raises(Misused, match="pipe"), column_table("-", "parquet"):
        pass


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrow stream"])
def test_columns_are_judged_by_their_names_and_those_that_fit_by_their_types(
    tmp_path: Path, form: str
) -> None:
    """Whether 3 is the level 3 or the third level, nobody here can know; a weight is no column."""
    said = {"ref": ["A"], "organisation": ["NCA"], "impact": [3], "weight": [1.5], "note": [7]}
    path = a_file(tmp_path, form, pa.table(said))
    grid = Offline().matrix("priority-grid-4x4@1.0.0").definition

    with column_table(str(path), form.split()[0]) as table:
        faults = table.faults_for(grid)

    assert [(each.code, each.detail) for each in faults] == [
        ("missing-column", "the columns: column threat_type is missing"),
        ("missing-column", "the columns: column likelihood is missing"),
        (
            "unknown-column",
            "the columns, column D: no such column; leave it out, or call it note",
        ),
        (
            "wrong-type",
            "the columns: column impact holds no text and no dates; write its words as text",
        ),
    ]


def test_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    table = pa.table([pa.array(["A"])] * 2, names=["ref", "ref"])

    with (
        pytest.raises(BadSubmission, match="the same name"),
        column_table(str(a_file(tmp_path, "arrow", table)), "arrow"),
    ):
        pass


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrow stream"])
@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.97])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, form: str, kept: float) -> None:
    """Wherever the cut is; what had been read by then is not written either."""
    table = pa.table({"ref": [f"A-{number}" for number in range(50_000)]})
    path = a_file(tmp_path, form, table)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    with (
        pytest.raises(BadSubmission, match="cut short, damaged or of another kind"),
        column_table(str(path), form.split()[0]) as found,
    ):
        list(found.submissions())


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """What follows in a stream is not looked at before it is reached."""
    table = pa.table({"ref": [f"A-{number}" for number in range(20_000)]})
    path = a_file(tmp_path, "arrow stream", table)
    with path.open("wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=1_000)
    path.write_bytes(path.read_bytes()[:-40_000])

    with column_table(str(path), "arrow") as found:
        submissions = found.submissions()
        assert [next(submissions) for _ in range(15_000)][-1] == {"ref": "A-14999", "levels": {}}
        with pytest.raises(BadSubmission, match="cut short"):
            list(submissions)


def test_a_file_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(Unusable), column_table(str(tmp_path / "absent.parquet"), "parquet"):
        pass


def test_a_stream_that_is_cut_between_two_batches_is_refused(tmp_path: Path) -> None:
    """The library takes it for whole; which rows are missing nobody could see in the results."""
    path = a_file(tmp_path, "arrow stream")
    ends: list[int] = []
    data = path.read_bytes()
    with path.open("rb") as file:
        reader = pa.ipc.MessageReader.open_stream(file)
        while file.tell() < len(data) - 8:
            reader.read_next_message()
            ends.append(file.tell())

    # A schema, a dictionary and a batch.
    assert len(ends) == 3
    for end in ends[1:]:
        path.write_bytes(data[:end])
        with (
            pytest.raises(BadSubmission, match="ends before its end mark"),
            column_table(str(path), "arrow") as table,
        ):
            list(table.submissions())
