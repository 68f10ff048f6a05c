"""Arrow streams for tests: tables as they are sent, and answers read back as plain rows."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from morile_api.tables.stream import TRAILER, opened, parts_of
from tests.builders import Desk

Row = dict[str, Any]


def members(rows: int, **more: Sequence[Any]) -> dict[str, list[Any]]:
    """The members of so many sound submissions, as columns."""
    return {
        "ref": [f"A-{number}" for number in range(rows)],
        "organisation": ["E23000029"] * rows,
        "threat_type": ["county-lines"] * rows,
        **{name: list(each) for name, each in more.items()},
    }


def example(
    physical_harm: Sequence[Any] = ("severe", "unknown", None),
    community_harm: Sequence[Any] = ("severe", "none|moderate", "none"),
    **more: Sequence[Any],
) -> dict[str, list[Any]]:
    """Submissions for the matrix of `a_definition`: by default a sound, an open, a faulty one."""
    harm = {"physical_harm": physical_harm, "community_harm": community_harm}
    return members(len(physical_harm), **harm, **more)


def asking(table: Any, matrix: str | None = "example@1.0.0", **more: str) -> Any:
    """A table whose schema says what is asked."""
    said = {f"morile.{name}": value for name, value in more.items()}
    return table.replace_schema_metadata(said | ({"morile.matrix": matrix} if matrix else {}))


def sent(table: Any, rows: int | None = None, options: Any = None) -> bytes:
    """A table as a stream, in batches of so many rows."""
    sink = BytesIO()
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=rows)
    return sink.getvalue()


def a_body(
    columns: Mapping[str, Any] | None = None,
    matrix: str | None = "example@1.0.0",
    rows: int | None = None,
    **more: str,
) -> bytes:
    """A stream of these columns, or of `example`, asking for that matrix."""
    return sent(asking(pa.table(dict(columns or example())), matrix, **more), rows)


def dictionaries(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The same columns dictionary-encoded."""
    return {name: pa.array(each).dictionary_encode() for name, each in columns.items()}


def answered(desk: Desk, body: bytes) -> tuple[list[Row], dict[str, Any]]:
    """Every row of the answer, and the trailer."""
    stream = opened(desk.scorers, desk.reader, body)
    return read(b"".join(part.sent for part in parts_of(stream)))


def read(answer: bytes) -> tuple[list[Row], dict[str, Any]]:
    """The rows of an answer as it was sent, and its trailer, which stands on its last batch."""
    source = pa.ipc.open_stream(answer)
    rows: list[Row] = []
    trailer: bytes | None = None
    for _ in range(10_000):
        try:
            batch, said = source.read_next_batch_with_custom_metadata()
        except StopIteration:
            break
        assert trailer is None
        rows += batch.to_pylist()
        trailer = said.get(TRAILER) if said else None
    assert trailer is not None
    return rows, json.loads(trailer)
