"""Files of any length, in batches."""

from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.dataset as ds  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from morile import BadSubmission, Offline
from morile.frames import batches
from morile.frames.datasets import Scored, score_dataset
from morile.frames.scoring import score
from tests.builders import codes
from tests.frames import KINDS, example, rows_of

MATRIX = "example@1.0.0"


def a_file(folder: Path, name: str = "in.parquet", copies: int = 1) -> Path:
    """Three rows over and over: sound, open and at fault."""
    path = folder / name
    table = pl.concat([pl.DataFrame(example(number=[1, 2, 3]))] * copies)
    if path.suffix == ".parquet":
        table.write_parquet(path, row_group_size=4)
    else:
        table.cast({pl.String: pl.Categorical}).write_ipc(path)
    return path


@pytest.mark.parametrize("source", ["in.parquet", "in.arrow", "in.feather"])
@pytest.mark.parametrize("to", ["out.parquet", "out.arrow"])
def test_a_file_gets_the_columns_that_a_frame_gets(
    engine: Offline, tmp_path: Path, source: str, to: str
) -> None:
    """With the file's own, in order."""
    counted = score_dataset(a_file(tmp_path, source), tmp_path / to, MATRIX, engine=engine)

    written = pl.read_parquet(tmp_path / to) if to == "out.parquet" else pl.read_ipc(tmp_path / to)
    frame = KINDS["polars"](example(number=[1, 2, 3]))
    assert counted == Scored(rows=3, faulty=1)
    assert rows_of(written) == rows_of(score(frame, MATRIX, engine=engine))


def test_batches_add_up_and_progress_is_told(
    engine: Offline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve rows in groups of four, worked at most eight at a time."""
    monkeypatch.setattr(batches, "ROWS", 8)
    told: list[tuple[int, int]] = []

    counted = score_dataset(
        a_file(tmp_path, copies=4),
        tmp_path / "out.parquet",
        MATRIX,
        engine=engine,
        add=["vector"],
        progress=lambda *each: told.append(each),
    )

    assert counted == Scored(rows=12, faulty=4)
    assert told == [(8, 12), (12, 12)]
    assert pl.read_parquet(tmp_path / "out.parquet")["number"].to_list() == [1, 2, 3] * 4


def test_several_files_folders_and_datasets_are_taken(engine: Offline, tmp_path: Path) -> None:
    """Whatever pyarrow takes for one set of rows."""
    folder = tmp_path / "parts"
    folder.mkdir()
    files = [a_file(folder, f"{name}.parquet") for name in "ab"]

    for source in (folder, files, ds.dataset(folder, format="parquet")):
        counted = score_dataset(source, tmp_path / "out.arrow", MATRIX, engine=engine)
        assert counted == Scored(rows=6, faulty=2)


def test_a_wrong_row_rejects_the_file_and_nothing_is_left(
    engine: Offline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows count from the beginning of the dataset, not of the batch."""
    monkeypatch.setattr(batches, "ROWS", 2)
    table = pl.DataFrame(example(["none"] * 5 + ["awful"], ["none"] * 6))
    table.write_parquet(tmp_path / "in.parquet", row_group_size=2)

    with pytest.raises(BadSubmission) as caught:
        score_dataset(
            tmp_path / "in.parquet",
            tmp_path / "out.parquet",
            MATRIX,
            on_error="reject",
            engine=engine,
        )

    assert codes(caught.value.faults) == [("/physical_harm/5", "no-such-level")]
    assert [each.name for each in tmp_path.iterdir()] == ["in.parquet"]


@pytest.mark.parametrize("name", ["in.parquet", "in.arrow"])
def test_a_file_that_is_cut_short_is_refused_and_nothing_is_left(
    engine: Offline, tmp_path: Path, name: str
) -> None:
    """A copy that broke off."""
    whole = a_file(tmp_path, name, copies=50).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BadSubmission) as caught:
        score_dataset(tmp_path / name, tmp_path / "out.parquet", MATRIX, engine=engine)

    assert codes(caught.value.faults) == [("", "not-a-table")]
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_that_is_damaged_within_is_refused_and_nothing_is_left(
    engine: Offline, tmp_path: Path
) -> None:
    """Its end is whole, so the columns look right until they are read."""
    path = a_file(tmp_path, copies=2_000)
    data = bytearray(path.read_bytes())
    data[4 : len(data) // 2] = bytes(len(data) // 2 - 4)
    path.write_bytes(data)

    with pytest.raises(BadSubmission) as caught:
        score_dataset(path, tmp_path / "out.parquet", MATRIX, engine=engine)

    assert codes(caught.value.faults) == [("", "not-a-table")]
    assert [each.name for each in tmp_path.iterdir()] == ["in.parquet"]


def test_two_runs_into_one_file_do_not_mix(engine: Offline, tmp_path: Path) -> None:
    """Each writes a file of its own; the one that ends last stands, whole."""
    few = a_file(tmp_path, "few.parquet")
    many = a_file(tmp_path, "many.parquet", copies=2)
    to = tmp_path / "out.parquet"

    def meanwhile(rows: int, of: int) -> None:
        score_dataset(few, to, MATRIX, engine=engine)
        assert pl.read_parquet(to).height == 3

    score_dataset(many, to, MATRIX, engine=engine, progress=meanwhile)

    assert pl.read_parquet(to).height == 6
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "few.parquet",
        "many.parquet",
        "out.parquet",
    ]


def test_results_go_where_a_link_leads(engine: Offline, tmp_path: Path) -> None:
    """The link stays one."""
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "out.parquet"
    link.symlink_to(tmp_path / "elsewhere" / "scored.parquet")

    score_dataset(a_file(tmp_path), link, MATRIX, engine=engine)

    assert link.is_symlink()
    assert pl.read_parquet(tmp_path / "elsewhere" / "scored.parquet").height == 3


def test_columns_are_checked_before_any_row_is_read(engine: Offline, tmp_path: Path) -> None:
    """A night's work must not end with a missing column."""
    pq.write_table(pa.table({"physical_harm": [1]}), tmp_path / "in.parquet")

    with pytest.raises(BadSubmission) as caught:
        score_dataset(tmp_path / "in.parquet", tmp_path / "out.parquet", MATRIX, engine=engine)

    assert codes(caught.value.faults) == [
        ("/physical_harm", "wrong-type"),
        ("/community_harm", "missing-column"),
    ]


def test_files_say_by_their_ending_what_they_hold(engine: Offline, tmp_path: Path) -> None:
    """Nothing is guessed from their content."""
    a_file(tmp_path)
    for source, to in (("in.csv", "out.parquet"), ("in.parquet", "out.csv")):
        with pytest.raises(ValueError, match=r"\.parquet, \.arrow"):
            score_dataset(tmp_path / source, tmp_path / to, MATRIX, engine=engine)
    with pytest.raises(ValueError, match="of one kind"):
        score_dataset(
            [tmp_path / "a.arrow", tmp_path / "b.parquet"],
            tmp_path / "o.arrow",
            MATRIX,
            engine=engine,
        )


def test_what_else_is_to_be_done_with_wrong_rows_is_refused(
    engine: Offline, tmp_path: Path
) -> None:
    """Before anything is read or written."""
    said: Any = "ignore"

    with pytest.raises(BadSubmission) as caught:
        score_dataset(
            a_file(tmp_path), tmp_path / "out.parquet", MATRIX, on_error=said, engine=engine
        )

    assert codes(caught.value.faults) == [("/on_error", "not-a-choice")]
    assert not (tmp_path / "out.parquet").exists()
