"""The heads of a stream's messages: what is refused before anything is made of its bodies."""

from io import BytesIO
from struct import pack, pack_into

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from morile_api.language.faults import BadSubmission
from morile_api.tables import messages
from morile_api.tables.messages import BATCH, DICTIONARY, SCHEMA, checked, messages_of
from tests.arrow import a_body, asking, dictionaries, example, sent

END = pack("<Ii", 0xFFFFFFFF, 0)
BODY = a_body(rows=2)


def kinds(body: bytes) -> list[tuple[int, int]]:
    return [(each.kind, each.rows) for each in messages_of(body)]


def refusal(body: bytes, most_rows: int = 100) -> str:
    with pytest.raises(BadSubmission) as caught:
        checked(body, most_rows)
    [fault] = caught.value.faults
    assert fault.pointer == ""
    return f"{fault.detail} [{fault.code}]"


def test_the_heads_say_what_a_stream_holds() -> None:
    """Three rows in batches of two, as the library wrote them."""
    assert kinds(BODY) == [(SCHEMA, 0), (BATCH, 2), (BATCH, 1)]
    assert checked(BODY, 3) == 3


def test_dictionaries_come_before_the_rows_that_use_them() -> None:
    body = a_body(dictionaries(example()))

    assert kinds(body) == [
        (SCHEMA, 0),
        *[(DICTIONARY, words) for words in (3, 1, 1, 2, 3)],
        (BATCH, 3),
    ]


@pytest.mark.parametrize("kept", range(len(BODY) - 1, 8, -97))
def test_a_stream_that_is_cut_short_is_known_wherever_that_is(kept: int) -> None:
    assert refusal(BODY[:kept]) == "ends before its end mark; is it cut short? [not-arrow]"


def test_a_stream_without_its_end_mark_is_cut_short() -> None:
    """Many readers take it for whole: they would lose every batch after the cut unseen."""
    assert BODY.endswith(END)
    assert "cut short" in refusal(BODY[: -len(END)])


def test_nothing_may_follow_the_end_mark() -> None:
    assert "one stream in a request" in refusal(BODY + BODY)


def test_another_schema_in_the_middle_is_refused() -> None:
    other = a_body({**example(), "marking": ["OFFICIAL"] * 3})

    assert "schema in the middle" in refusal(BODY[: -len(END)] + other)


@pytest.mark.parametrize("codec", ["lz4", "zstd"])
@pytest.mark.parametrize("columns", [example(), dictionaries(example())], ids=["rows", "words"])
def test_compressed_buffers_are_refused(codec: str, columns: dict[str, object]) -> None:
    """A few bytes of them may say that they come to as much memory as there is."""
    table = asking(pa.table(columns))

    said = refusal(sent(table, options=pa.ipc.IpcWriteOptions(compression=codec)))

    assert "without compression" in said


def test_additions_to_a_dictionary_are_refused() -> None:
    schema = pa.schema([("word", pa.dictionary(pa.int32(), pa.string()))])
    sink = BytesIO()
    options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
    with pa.ipc.new_stream(sink, schema, options=options) as writer:
        for words in (["a"], ["a", "b"]):
            column = pa.DictionaryArray.from_arrays(pa.array([0], pa.int32()), words)
            writer.write_batch(pa.record_batch([column], schema=schema))

    assert "write each dictionary whole" in refusal(sink.getvalue())


def test_more_rows_than_a_stream_may_hold_are_refused_by_what_the_heads_say() -> None:
    """Columns of nothing but nulls have no bytes, however many rows they are said to have."""
    body = sent(pa.table({"nothing": pa.nulls(12_345)}))
    many = body.replace(pack("<q", 12_345), pack("<q", 1 << 40))

    assert len(many) < 1_000
    assert kinds(many) == [(SCHEMA, 0), (BATCH, 1 << 40)]
    assert refusal(many) == "more than 100 rows; send several streams [too-long]"


def test_more_batches_than_a_stream_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_BATCHES", 1)

    assert "write longer batches" in refusal(BODY)


def test_a_long_dictionary_beside_many_batches_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten words of five columns, looked at with each of two batches: twenty."""
    body = a_body(dictionaries(example()), rows=2)
    words = sum(rows for kind, rows in kinds(body) if kind == DICTIONARY)
    assert words == 10

    monkeypatch.setattr(messages, "MOST_WORDS", 20)
    assert checked(body, 100) == 3
    monkeypatch.setattr(messages, "MOST_WORDS", 19)
    assert "long dictionaries" in refusal(body)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is it damaged, or no Arrow stream?"),
        (b'{"matrix": "example@1.0.0"}\n', "no Arrow stream?"),
        (b"ARROW1\x00\x00" + BODY, "no Arrow stream?"),
        (BODY[4:], "before Arrow 0.15"),
        (pack("<Ii", 0xFFFFFFFF, -8) + BODY, "damaged"),
        (pack("<Ii", 0xFFFFFFFF, (1 << 31) - 1) + BODY, "damaged"),
        (pack("<Ii", 0xFFFFFFFF, 8) + bytes(8) + END, "damaged"),
        (BODY[BODY.index(END[:4], 8) :], "damaged"),
    ],
)
def test_what_is_no_stream_is_refused(body: bytes, says: str) -> None:
    assert says in refusal(body)


@pytest.mark.parametrize("length", [-1, 1 << 40, (1 << 63) - 1])
def test_a_length_that_no_body_has_is_refused_unread(length: int) -> None:
    """The length of a body stands in its head as 8 bytes; the first batch's body is the longest."""
    body = bytearray(BODY)
    second = body.index(END[:4], 8)
    at = body.index(pack("<q", _body_length(BODY, second)), second)
    pack_into("<q", body, at, length)

    assert refusal(bytes(body)).endswith("[not-arrow]")


def _body_length(body: bytes, start: int) -> int:
    """From the end of a message's head to the next message's mark."""
    size = int.from_bytes(body[start + 4 : start + 8], "little")
    head_ends = start + 8 + size
    return body.index(END[:4], head_ends) - head_ends
