"""An Arrow stream answered: rows in order, a slice at a time, and the trailer at the end."""

from hashlib import sha256

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.tables.stream import SLICE, opened, parts_of
from tests.arrow import a_body, answered, dictionaries, example, members, read
from tests.builders import CANARY, DIGEST, a_desk

DESK = a_desk()


def test_a_stream_is_answered_row_by_row_and_then_summed_up() -> None:
    body = a_body()

    rows, trailer = answered(DESK, body)

    assert [row["ref"] for row in rows] == ["A-0", "A-1", "A-2"]
    assert trailer == {
        "status": "complete",
        "matrix": {"id": "example", "version": "1.0.0", "status": "draft", "digest": DIGEST},
        "engine_version": "1.0.0",
        "total": 3,
        "assessed": 2,
        "refused": 1,
        "received": f"sha256:{sha256(body).hexdigest()}",
    }


@pytest.mark.parametrize("rows", [1, 7, 1_000])
def test_results_do_not_show_where_a_batch_or_a_slice_ends(rows: int) -> None:
    """Dictionaries differ from batch to batch when each is written with its own."""
    levels = ["severe", "unknown", None, "none|moderate", "awful"] * 4
    columns = example(levels, levels[::-1])
    whole, _ = answered(DESK, a_body(columns))
    batches = pa.table(dictionaries(columns)).to_batches(rows)
    apart = pa.Table.from_batches(
        [
            pa.record_batch(
                [c.cast(pa.string()).dictionary_encode() for c in b], names=b.schema.names
            )
            for b in batches
        ]
    )

    assert answered(DESK, a_body(columns, rows=rows))[0] == whole
    assert answered(DESK, a_body(dict(zip(columns, apart.columns, strict=True))))[0] == whole


def test_a_long_stream_is_answered_in_parts_that_are_bounded() -> None:
    """Two slices and a row: two parts that are full, one of a row, and the end."""
    rows = 2 * SLICE + 1
    body = a_body(example(["severe"] * rows, ["none"] * rows))

    parts = list(parts_of(opened(DESK.scorers, DESK.reader, body)))

    assert [part.rows for part in parts] == [SLICE, SLICE, 1, 0]
    found, trailer = read(b"".join(part.sent for part in parts))
    assert len(found) == trailer["total"] == rows
    assert found[-1]["ref"] == f"A-{rows - 1}"


def test_short_batches_are_scored_together() -> None:
    """A turn for each would cost more than its rows do."""
    rows = 300
    body = a_body(example(["severe"] * rows, ["none"] * rows), rows=3)

    assert [part.rows for part in parts_of(opened(DESK.scorers, DESK.reader, body))] == [rows, 0]


def test_a_stream_without_rows_is_answered_without_rows() -> None:
    rows, trailer = answered(DESK, a_body({**members(0), **example([], [])}))

    assert (rows, trailer["total"]) == ([], 0)


def test_vectors_are_taken_in_place_of_levels() -> None:
    levels = answered(DESK, a_body(example(["severe"], ["none|moderate"]), add="vector,digest"))
    vectors = members(1, vector=[levels[0][0]["vector"]])

    assert answered(DESK, a_body(vectors, add="vector,digest"))[0] == levels[0]


def test_a_damaged_batch_refuses_the_stream_before_anything_is_answered() -> None:
    """Not UTF-8, in a text that was UTF-8 when it was written."""
    body = a_body(example(["severe"], ["none"]))
    broken = body.replace(b"severe", b"sev\xffre")
    assert broken != body

    with pytest.raises(BadSubmission) as caught:
        opened(DESK.scorers, DESK.reader, broken)

    [fault] = caught.value.faults
    assert fault.code == "not-arrow"


def test_what_is_wrong_with_the_schema_refuses_the_stream() -> None:
    with pytest.raises(UnknownMatrix):
        opened(DESK.scorers, DESK.reader, a_body(matrix=CANARY))
    with pytest.raises(BadSubmission, match="missing-column"):
        opened(DESK.scorers, DESK.reader, a_body(members(1)))
    with pytest.raises(BadSubmission, match="not-arrow"):
        opened(DESK.scorers, DESK.reader, a_body().replace(b"physical_harm", b"physical\xffharm"))
