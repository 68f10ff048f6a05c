"""Streams of Arrow, followed to their end mark."""

import io
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.tables.end_mark import Watched

MARK = b"\xff\xff\xff\xff\x00\x00\x00\x00"


def a_stream(legacy: bool = False, **columns: Any) -> bytes:
    """Three batches of two rows; the numbers are made of the bytes of an end mark."""
    numbers = [int.from_bytes(MARK, "little")] * 6
    words = pa.array(["a", "b"] * 3).dictionary_encode()
    table = pa.table({"ref": ["A"] * 6, "word": words, "number": numbers} | columns)
    options = pa.ipc.IpcWriteOptions(use_legacy_format=legacy)
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=2)
    return out.getvalue()


def rows_and_end(data: bytes) -> tuple[int, bool]:
    """How many rows the library reads, and whether the end mark was there."""
    watched = Watched(io.BytesIO(data))
    rows = sum(each.num_rows for each in pa.ipc.open_stream(watched))
    return rows, watched.ended


@pytest.mark.parametrize("legacy", [False, True])
def test_a_whole_stream_has_its_end_mark(legacy: bool) -> None:
    assert rows_and_end(a_stream(legacy)) == (6, True)


@pytest.mark.parametrize("legacy", [False, True])
def test_a_stream_cut_between_any_two_messages_lacks_it(legacy: bool) -> None:
    """Where a message begins the library sees an end; only before the schema it does not."""
    data = a_stream(legacy)
    ends: list[int] = []
    reading = io.BytesIO(data)
    reader = pa.ipc.MessageReader.open_stream(reading)
    while reading.tell() < len(data) - len(MARK):
        reader.read_next_message()
        ends.append(reading.tell())

    # A schema, a dictionary and three batches.
    assert len(ends) == 5
    assert [rows_and_end(data[:end]) for end in ends[1:]] == [
        (0, False),
        (2, False),
        (4, False),
        (6, False),
    ]


def test_it_does_not_matter_how_much_is_read_at_once() -> None:
    data = a_stream()
    for size in (1, 3, 8, 1_000_000):
        watched = Watched(io.BytesIO(data))
        while watched.read(size):
            pass
        assert watched.ended
        assert not watched.closed


@pytest.mark.parametrize("data", [b"", b"\xff\xff\xff\xff", b"\xff" * 40, b"\x05" * 40, b"ARROW1"])
def test_what_is_no_stream_has_no_end_mark(data: bytes) -> None:
    watched = Watched(io.BytesIO(data))

    assert watched.read() == data
    assert not watched.ended


def test_what_follows_the_end_mark_is_not_looked_at() -> None:
    watched = Watched(io.BytesIO(a_stream() + b"\xff" * 8))

    watched.read()

    assert watched.ended
