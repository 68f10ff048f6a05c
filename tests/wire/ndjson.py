"""Streams for schemathesis, which knows no such bodies: texts out, records or rows in."""

from typing import Any

import msgspec
import schemathesis

from morile_api.language.streamed import Completed, Record
from tests.arrow import read

NDJSON = "application/x-ndjson"
ARROW = "application/vnd.apache.arrow.stream"

records = msgspec.json.Decoder(Record)


@schemathesis.serializer(NDJSON, ARROW)
def sent(ctx: Any, value: Any) -> bytes:
    """A body as it was made up."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.deserializer(NDJSON)
def received(ctx: Any, response: Any) -> str:
    """The text of an answer, once every line of it is known to be a record and the last its end."""
    text: str = response.content.decode("utf-8")
    *_, last = records.decode_lines(text)
    if not isinstance(last, Completed):
        raise TypeError("the answer ends without its last record")
    return text


@schemathesis.deserializer(ARROW)
def tables(ctx: Any, response: Any) -> Any:
    """The rows of an answer, once they are known to be followed by a trailer."""
    rows, _ = read(response.content)
    return rows
