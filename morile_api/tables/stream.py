"""Answering an Arrow stream: tables of rows in, tables of their results out, slice by slice."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from types import ModuleType
from typing import Any

import msgspec

from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Reader
from morile_api.language.streamed import REQUESTS_LONG, Completed
from morile_api.language.version import ENGINE_VERSION
from morile_api.tables.asked_of import ArrowAsked, read_schema
from morile_api.tables.cells import joined, said_in
from morile_api.tables.messages import DAMAGED, checked, refused
from morile_api.tables.result_table import Results, results_of, schema_of

SLICE = 8_192
"""Rows of one turn, at the most: what is worked out once a turn is then less than what is worked
out for its rows, and one is over in some twenty milliseconds."""

TRAILER = "morile.trailer"
"""Where the trailer stands in the metadata of the last batch, which has no rows."""


class ArrowStream(msgspec.Struct, frozen=True, eq=False):
    """A stream of which every batch has been read and found sound.

    Attributes:
        pyarrow: the module.
        scorer: of the matrix.
        reader: of requests over the loaded matrices.
        asked: what it asks for.
        batches: views of the body that it came in.
        received: the digest of that body.
    """

    pyarrow: ModuleType
    scorer: Scorer
    reader: Reader
    asked: ArrowAsked
    batches: list[Any]
    received: str


class Part(msgspec.Struct, frozen=True):
    """A part of the answer as it is sent, how many rows it answers and how many of them refuses."""

    rows: int
    refused: int
    sent: bytes


def opened(scorers: Mapping[str, Scorer], reader: Reader, body: bytes) -> ArrowStream:
    """The stream of a body, read and checked whole.

    Nothing is copied: batches are views of the body, and what would need more memory than that
    has been refused by its heads.

    Args:
        scorers: by matrix id; all those the reader knows.
        reader: of requests over these matrices.
        body: an Arrow IPC stream.

    Raises:
        BadSubmission: it is none, is damaged or cut short, or its columns do not fit.
        UnknownMatrix: it names a matrix that is not there.
    """
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.compute  # type: ignore[import-untyped]

    checked(body, reader.types.limit * REQUESTS_LONG)
    definitions = {name: each.matrix.definition for name, each in scorers.items()}
    with _readable(pyarrow):
        source = pyarrow.ipc.open_stream(body)
        # Asked for here, because names that are not UTF-8 are found only when they are.
        named = source.schema.names
    asked = read_schema(pyarrow, source.schema, named, reader, definitions)
    batches = []
    with _readable(pyarrow):
        for batch in source:
            batch.validate(full=True)
            batches.append(batch)
    received = f"sha256:{sha256(body).hexdigest()}"
    return ArrowStream(pyarrow, scorers[asked.matrix], reader, asked, batches, received)


@contextmanager
def _readable(pyarrow: Any) -> Iterator[None]:
    """What the library finds wrong with a stream is the stream's fault; its words may repeat it."""
    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError, LookupError, TypeError):
        pass
    else:
        return
    raise refused(DAMAGED)


def parts_of(stream: ArrowStream) -> Iterator[Part]:
    """The answer in parts: one for each slice, and the end with its trailer."""
    schema = schema_of(stream.pyarrow, stream.scorer, stream.asked)
    sink = BytesIO()
    writer = stream.pyarrow.ipc.new_stream(sink, schema)
    total = refused = 0
    for batches in _slices(stream.batches):
        results = _scored(stream, batches)
        writer.write_batch(stream.pyarrow.record_batch(results.columns, schema=schema))
        total, refused = total + results.rows, refused + results.refused
        yield Part(results.rows, results.refused, _taken(sink))
    trailer = Completed(
        stream.scorer.mark, ENGINE_VERSION, total, total - refused, refused, stream.received
    )
    nothing = stream.pyarrow.RecordBatch.from_pylist([], schema=schema)
    writer.write_batch(nothing, custom_metadata={TRAILER: msgspec.json.encode(trailer)})
    writer.close()
    yield Part(0, 0, _taken(sink))


def _taken(sink: BytesIO) -> bytes:
    sent = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return sent


def _slices(batches: Sequence[Any]) -> Iterator[list[Any]]:
    """Batches in groups of some thousand rows: long ones cut, short ones together."""
    kept: list[Any] = []
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE):
            kept.append(batch.slice(start, SLICE))
            if sum(each.num_rows for each in kept) > SLICE // 2:
                yield kept
                kept = []
    if kept:
        yield kept


def _scored(stream: ArrowStream, batches: Sequence[Any]) -> Results:
    columns = {
        name: _said(stream.pyarrow, [each.column(name) for each in batches])
        for name in (*stream.asked.members, *stream.asked.answers)
    }
    return results_of(stream.pyarrow, stream.scorer, stream.reader, stream.asked, columns)


def _said(pyarrow: Any, parts: Sequence[Any]) -> LevelColumn:
    return joined([said_in(pyarrow, each) for each in parts])
