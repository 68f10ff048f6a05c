"""Messages: the parts of an Arrow stream, looked through before any library reads them.

What a stream may hold is known from the heads of its messages alone. So what would take memory
(compressed buffers, lengths that no body has) or change what was said before (another schema,
additions to a dictionary) is refused before anything is made of it, and an end that is missing is
noticed. Source: https://arrow.apache.org/docs/format/Columnar.html, "IPC Streaming Format".
"""

from collections.abc import Iterator
from struct import unpack_from

import msgspec

from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.tables.flatbuffer import Broken, FlatTable, root

GOES_ON = 0xFFFFFFFF
"""What every message begins with since Arrow 0.15; then comes the length of its head."""

PREFIX = 8
SCHEMA, DICTIONARY, BATCH = 1, 2, 3

MOST_BATCHES = 1_000
"""Of one stream: what is done once a batch is then little beside what is done once a row."""

MOST_WORDS = 50_000_000
"""Of all batches together, the words of the dictionaries they have: each is looked at with each."""

LONGEST_HEAD = 1 << 20
"""Bytes: a schema of thousands of columns takes less."""

CUT_SHORT = "ends before its end mark; is it cut short?"
DAMAGED = "cannot be read; is it damaged, or no Arrow stream?"
COMPRESSED = "its buffers are compressed; write it without compression"
ADDED_TO = "adds to a dictionary it gave before; write each dictionary whole"
BIG_ENDIAN = "its numbers are big-endian; write it little-endian"
OLD = "is of the form before Arrow 0.15; write it with a newer library"
CHANGED = "gives a schema in the middle; send streams of different schemas one by one"
STRANGE = "holds what is neither rows nor a dictionary"
FOLLOWED = "goes on after its end mark; send one stream in a request"


class Message(msgspec.Struct, frozen=True):
    """The head of a message.

    `rows` are those of a batch, or the words of a dictionary, which has a `number` of its own.
    """

    kind: int
    rows: int = 0
    number: int = 0


def refused(detail: str, code: Code = Code.NOT_ARROW) -> BadSubmission:
    """The refusal of a whole stream."""
    return BadSubmission([Fault("", code, detail)])


def checked(body: bytes, most_rows: int) -> int:
    """Look through a stream; gives how many rows it holds.

    Args:
        body: an Arrow IPC stream.
        most_rows: that it may hold.

    Raises:
        BadSubmission: it is none, is cut short, or holds what is not read here.
    """
    rows = batches = held = looked_at = 0
    words: dict[int, int] = {}
    for place, each in enumerate(messages_of(body)):
        if place == 0 and each.kind != SCHEMA:
            raise refused(DAMAGED)
        if place > 0 and each.kind == SCHEMA:
            raise refused(CHANGED)
        if each.kind == DICTIONARY:
            held += each.rows - words.get(each.number, 0)
            words[each.number] = each.rows
        if each.kind == BATCH:
            rows, batches = rows + each.rows, batches + 1
            looked_at += held
        if batches > MOST_BATCHES or looked_at > MOST_WORDS:
            detail = f"more than {MOST_BATCHES} batches, or long dictionaries; write longer batches"
            raise refused(detail, Code.TOO_LONG)
        if rows > most_rows:
            detail = f"more than {most_rows} rows; send several streams"
            raise refused(detail, Code.TOO_LONG)
    return rows


def messages_of(body: bytes) -> Iterator[Message]:
    """The heads of the messages, in order, until the end mark.

    Raises:
        BadSubmission: as `checked` does.
    """
    at = 0
    while True:
        if at + PREFIX > len(body):
            raise refused(CUT_SHORT if at else DAMAGED)
        mark, size = unpack_from("<Ii", body, at)
        if mark != GOES_ON:
            raise refused(DAMAGED if at or mark > len(body) else OLD)
        if size == 0:
            if at + PREFIX < len(body):
                raise refused(FOLLOWED)
            return
        if not 0 < size <= LONGEST_HEAD:
            raise refused(DAMAGED)
        end = at + PREFIX + size
        if end > len(body):
            raise refused(CUT_SHORT)
        try:
            message, length = _head(root(body[at + PREFIX : end]))
        except Broken:
            raise refused(DAMAGED) from None
        at = end + length
        if at > len(body):
            raise refused(CUT_SHORT)
        yield message


def _head(message: FlatTable) -> tuple[Message, int]:
    """What a message is, and how many bytes follow its head."""
    kind, header = message.number(1, "<B"), message.table(2)
    length = message.number(3, "<q")
    if header is None or length < 0:
        raise Broken
    if kind == SCHEMA:
        if header.number(0, "<h"):
            raise refused(BIG_ENDIAN)
        return Message(kind), length
    if kind == DICTIONARY:
        if header.number(2, "<B"):
            raise refused(ADDED_TO)
        entries = header.table(1)
        if entries is None:
            raise Broken
        return Message(kind, _rows(entries), header.number(0, "<q")), length
    if kind == BATCH:
        return Message(kind, _rows(header)), length
    raise refused(STRANGE)


def _rows(batch: FlatTable) -> int:
    if batch.table(3) is not None:
        raise refused(COMPRESSED)
    rows = batch.number(0, "<q")
    if rows < 0:
        raise Broken
    return rows
