"""Files read in tables of bounded size, however their rows lie."""

from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from morile import BadSubmission
from morile.frames import batches as reading
from morile.frames.batches import batches, dataset_of, form_of, readable


@pytest.fixture
def rows_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(reading, "ROWS", 1_000)
    return 1_000


@pytest.mark.parametrize("group", [10, 700, 1_000_000])
def test_tables_are_neither_large_nor_small_whatever_the_groups(
    tmp_path: Path, rows_at_once: int, group: int
) -> None:
    """Pandas writes groups of a million rows, other programs of some thousand."""
    table = pa.table({"number": range(10_000)})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=group)

    found = list(batches(dataset_of(tmp_path / "in.parquet"), ours=True))

    assert pa.concat_tables(found) == table
    assert all(rows_at_once // 2 <= len(each) <= rows_at_once for each in found)


def test_a_group_that_is_the_whole_file_is_not_held_whole(
    tmp_path: Path, rows_at_once: int
) -> None:
    """Twenty megabytes of text, of which a thousand rows are a tenth of one."""
    text = [f"{number:0100d}" for number in range(200_000)]
    pq.write_table(pa.table({"text": text}), tmp_path / "in.parquet", row_group_size=len(text))
    before = pa.total_allocated_bytes()

    held = [
        pa.total_allocated_bytes() - before
        for _ in batches(dataset_of(tmp_path / "in.parquet"), ours=True)
    ]

    assert len(held) == len(text) // rows_at_once
    assert max(held) < 8 << 20


def test_words_as_codes_and_files_of_other_types_are_read_as_the_first_is(
    tmp_path: Path, rows_at_once: int
) -> None:
    """Each group of a file, and each file of a folder, may have codes of its own, or none."""
    coded = pa.table({"level": pa.array(["low", "high"] * 1_500).dictionary_encode()})
    plain = pa.table({"level": ["none"] * 1_500})
    pq.write_table(coded, tmp_path / "a.parquet", row_group_size=700)
    pq.write_table(plain, tmp_path / "b.parquet")

    found = list(batches(dataset_of(tmp_path), ours=True))

    words: list[Any] = [word for each in found for word in each["level"].to_pylist()]
    assert words == ["low", "high"] * 1_500 + ["none"] * 1_500


def test_a_dataset_of_a_caller_is_read_as_he_made_it(tmp_path: Path, rows_at_once: int) -> None:
    from pyarrow import dataset

    pq.write_table(pa.table({"number": range(3_000)}), tmp_path / "in.parquet")
    given = dataset.dataset(tmp_path / "in.parquet").filter(dataset.field("number") >= 2_990)

    assert dataset_of(given) is given
    assert [len(each) for each in batches(given, ours=False)] == [10]


def test_a_file_is_what_its_ending_says() -> None:
    assert [form_of(each) for each in ("a.parquet", "b.ARROW", "c.feather")] == [
        "parquet",
        "ipc",
        "ipc",
    ]
    with pytest.raises(ValueError, match=r"\.parquet, \.arrow, \.feather"):
        form_of("a.csv")


def test_two_columns_of_one_name_are_said_to_be_what_may_be_wrong(tmp_path: Path) -> None:
    """The library opens no such file, and gives no other sign."""
    table = pa.table([pa.array(["1"])] * 2, names=["a", "a"])
    pq.write_table(table, tmp_path / "in.parquet")

    with pytest.raises(BadSubmission, match="columns called the same"), readable():
        dataset_of(tmp_path / "in.parquet")


def test_what_cannot_be_read_is_one_fault_and_what_is_not_there_another() -> None:
    with pytest.raises(BadSubmission, match="cut short, damaged"), readable():
        raise pa.ArrowInvalid("at byte 4711")
    with pytest.raises(FileNotFoundError), readable():
        raise FileNotFoundError
