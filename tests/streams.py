"""Streams for tests: bodies of lines, and answers read back as plain JSON."""

import json
from typing import Any

from morile_api.engine.stream import Stream, opened, slices
from tests.builders import ENCODER, Desk


def a_body(*lines: object, matrix: str = "example@1.0.0", **header: object) -> bytes:
    """A stream: its header, then each line as JSON; a line given as bytes stands as it is."""
    texts = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in lines]
    return b"\n".join([json.dumps({"matrix": matrix, **header}).encode(), *texts, b""])


def a_stream(desk: Desk, body: bytes) -> Stream:
    return opened(desk.scorers, desk.reader, body)


def records(desk: Desk, body: bytes) -> list[dict[str, Any]]:
    """Every record of the answer, the trailer last, as a client reads it."""
    parts = [each if isinstance(each, list) else [each] for each in slices(a_stream(desk, body))]
    return read(b"".join(map(ENCODER.encode_lines, parts)))


def read(answer: bytes) -> list[dict[str, Any]]:
    """The records of an answer as it was sent."""
    assert answer.endswith(b"\n")
    return [json.loads(line) for line in answer.splitlines()]
