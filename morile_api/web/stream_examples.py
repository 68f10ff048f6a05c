"""Examples of streams for the contract, and the engine's answers to them."""

from typing import Any

import msgspec

from morile_api.catalogue import Catalogue
from morile_api.engine.stream import opened, slices
from morile_api.language.streamed import StreamHeader
from morile_api.web.examples import partly_refused
from morile_api.web.replies import encoder
from morile_api.web.schemas import Schema, reference

Value = dict[str, Any]


def stream_requests(catalogue: Catalogue) -> dict[str, str]:
    """A stream whose second submission is refused and whose last line is no JSON."""
    request = partly_refused(catalogue)
    lines = [{"matrix": request["matrix"]}, *request["submissions"]]
    return {"stream": msgspec.json.Encoder().encode_lines(lines).decode() + "no JSON\n"}


def stream_answers(catalogue: Catalogue) -> dict[str, str]:
    """What the engine says to it, as it goes over the wire."""
    return {
        name: answered_stream(catalogue, body.encode()).decode()
        for name, body in stream_requests(catalogue).items()
    }


def answered_stream(catalogue: Catalogue, body: bytes) -> bytes:
    """The whole answer to a stream."""
    stream = opened(catalogue.scorers, catalogue.reader, body)
    parts = [each if isinstance(each, list) else [each] for each in slices(stream)]
    return b"".join(map(encoder.encode_lines, parts))


def lines_sent(catalogue: Catalogue) -> Schema:
    """The body of a request; OpenAPI 3.1.0 has no word for what lines hold, so ours say it."""
    submissions = [reference(each.__name__) for each in catalogue.reader.types.submissions.values()]
    return {
        "type": "string",
        "description": "The first line is the header, each line after it a submission.",
        "x-first-line": reference(StreamHeader.__name__),
        "x-further-lines": {"anyOf": submissions},
    }


def lines_answered(record: str) -> Schema:
    """The body of an answer, of which each line is a record of that component."""
    return {
        "type": "string",
        "description": "Each line is a record; the last has the status `complete`.",
        "x-lines": reference(record),
    }
