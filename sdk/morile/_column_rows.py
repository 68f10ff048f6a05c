"""Column rows: a Parquet or Arrow file as a table of texts, some thousand rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, BinaryIO

from morile import _texts
from morile._exits import Misused
from morile_api.language.faults import Code, Fault
from morile_api.sheets.rows import Joined, Table
from morile_api.sheets.texts import refused
from morile_api.tables.end_mark import Watched
from morile_api.tables.messages import CUT_SHORT

ROWS = 8_192
"""Of one batch."""

BROKEN = "cannot be read to its end; is it cut short, damaged or of another kind?"
NEEDED = "this needs pyarrow: pip install 'morile[arrow]'"
NO_PIPE = "Parquet cannot be read from a pipe, for it begins at its end; name a file, or send Arrow"


@contextmanager
def column_table(file: str, holds: str) -> Iterator[Table]:
    """The table in a file, its rows read as they are asked for.

    Args:
        file: its name; standard input holds a stream of Arrow.
        holds: parquet or arrow.

    Raises:
        Misused: the library is not installed, or it is Parquet from a pipe.
        Unusable: the file cannot be read, or is empty.
        BadSubmission: it is damaged, or two columns have one name.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise Misused(NEEDED) from error
    with _texts.opened(file) as data:
        if holds == "parquet" and not data.seekable():
            raise Misused(NO_PIPE)
        with _readable(pyarrow):
            schema, batches = _batches(pyarrow, data, holds)
        figures = [each.name for each in schema if not _is_told(pyarrow.types, each.type)]
        records = _records(pyarrow, schema, batches)
        yield Table(records, Joined(), head="the columns", figures=figures)


def _batches(pyarrow: Any, data: BinaryIO, holds: str) -> tuple[Any, Iterator[Any]]:
    if holds == "parquet":
        from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]

        file = ParquetFile(data, pre_buffer=False)
        return file.schema_arrow, file.iter_batches(batch_size=ROWS, use_threads=False)
    if data.seekable():
        try:
            whole = pyarrow.ipc.open_file(data)
        except pyarrow.ArrowInvalid:
            # A stream that was put into a file.
            data.seek(0)
        else:
            count = whole.num_record_batches
            return whole.schema, (whole.get_batch(place) for place in range(count))
    watched = Watched(data)
    stream = pyarrow.ipc.open_stream(watched)
    return stream.schema, _to_its_end(stream, watched)


def _to_its_end(stream: Any, watched: Watched) -> Iterator[Any]:
    yield from stream
    if not watched.ended:
        raise refused(CUT_SHORT, Code.NOT_A_TABLE)


@contextmanager
def _readable(pyarrow: Any) -> Iterator[None]:
    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError):
        pass
    else:
        return
    raise refused(BROKEN, Code.NOT_A_TABLE)


def _is_told(types: Any, kind: Any) -> bool:
    if types.is_dictionary(kind) or types.is_list(kind) or types.is_large_list(kind):
        kind = kind.value_type
    of = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(each(kind) for each in (*of, types.is_date, types.is_timestamp))


def _records(
    pyarrow: Any, schema: Any, batches: Iterator[Any]
) -> Iterator[tuple[int, list[str] | Fault]]:
    yield 0, list(schema.names)
    row = 0
    while True:
        with _readable(pyarrow):
            batch = next(batches, None)
            columns = [] if batch is None else [_told(each) for each in batch.columns]
        if batch is None:
            return
        for cells in zip(*columns, strict=True):
            row += 1
            yield row, list(cells)


def _told(column: Any) -> list[str]:
    """A column as the cells of a CSV table would say it."""
    return [each if isinstance(each, str) else _as_text(each) for each in column.to_pylist()]


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join("" if each is None else str(each) for each in value)
    if isinstance(value, datetime):
        value = value.date()
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
