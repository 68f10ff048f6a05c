"""Streams: a header and one submission a line in, one record a line and a trailer out."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from morile_api.language.asked import Bad, Reader, Wanted, misfit
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.by_matrix import matrix_of, members_of
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.reading import UNREADABLE, refuse_duplicates, untyped
from morile_api.language.shape import shape_faults
from morile_api.language.signed import Envelope
from morile_api.language.submission import AS_OF, DISTRIBUTION, FLIPS, SENTENCE

BOM = b"\xef\xbb\xbf"
BLANK = b" \t\r"

LONGEST_LINE = 65_536
"""Bytes: several times what the longest sound submission takes, every letter of it escaped."""

REQUESTS_LONG = 10
"""A stream may hold as many times the submissions of a request: it is never held whole."""


class StreamHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of a stream: what to score with, and what to say beside the score."""

    matrix: Annotated[str, Meta(description="Matrix and full version, as in a request.")]
    explain: Annotated[bool, Meta(description="Say what each criterion adds.")] = False
    sentence: Annotated[bool, Meta(description=SENTENCE)] = False
    distribution: Annotated[bool, Meta(description=DISTRIBUTION)] = False
    flips: Annotated[float, Meta(ge=0, le=20, multiple_of=1, description=FLIPS)] = 0.0
    as_of: Annotated[date, Meta(description=AS_OF)] | None = None

    @property
    def wanted(self) -> Wanted:
        """What is asked for beside the score; a stream never refuses all for the sake of one."""
        return Wanted(
            self.explain, "report", self.sentence, self.distribution, self.flips, self.as_of
        )


class Completed(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="status", tag="complete"
):
    """The last record of a stream: without it the stream was cut short.

    `received` is the SHA-256 of the request's body as it arrived, `marking` the highest of the
    submissions; `envelope` is there where the service signs.
    """

    matrix: MatrixMark
    engine_version: str
    total: int
    assessed: int
    refused: int
    received: str
    marking: str | None = None
    envelope: Envelope | None = None


Record = Assessed | Refused | Completed
"""What a line of an answered stream may be."""


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: its number in the body, from 1, and its text without blanks."""

    number: int
    text: bytes


def lines_of(body: bytes) -> Iterator[Line]:
    """The lines of a body, one at a time; a byte order mark at its start is taken off."""
    start = len(BOM) if body.startswith(BOM) else 0
    number = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        number += 1
        text = body[start:end].strip(BLANK)
        if text:
            yield Line(number, text)
        start = end + 1


def read_header(known: list[str], lines: Iterator[Line]) -> StreamHeader:
    """The header, taken from the lines.

    Args:
        known: ids of the matrices there are.
        lines: of the body, none taken yet.

    Raises:
        BadSubmission: it cannot be read or is wrong, with every fault.
        UnknownMatrix: there is none of that name and version.
    """
    text = next(lines, Line(1, b"")).text
    if len(text) > LONGEST_LINE:
        raise BadSubmission([_too_long("", "the header")])
    try:
        members = members_of(text)
    except BadSubmission as error:
        faults = [Fault("", each.code, f"the header: {each.detail}") for each in error.faults]
        raise BadSubmission(faults) from None
    value = {key: untyped(each) for key, each in members.items()}
    value["matrix"] = matrix_of(members, known)
    faults = shape_faults(value, StreamHeader)
    if faults:
        raise BadSubmission(faults)
    refuse_duplicates(text)
    return msgspec.convert(value, StreamHeader)


def refuse_length(body: bytes, limit: int) -> None:
    """Refuse a stream of more lines than one request is answered.

    Args:
        body: of the request.
        limit: most submissions in a request that is no stream.

    Raises:
        BadSubmission: there are more.
    """
    most = limit * REQUESTS_LONG
    # The header has a line, and the last line need not end.
    if body.count(b"\n") > most + 1:
        detail = f"more than {most} lines; send several streams"
        raise BadSubmission([Fault("", Code.TOO_LONG, detail)])


def read_line(reader: Reader, matrix: str, line: Line, index: int) -> Any:
    """A submission, or a `Bad` with every fault of its line.

    Args:
        reader: of requests over the loaded matrices.
        matrix: its id.
        line: of the body.
        index: how many submissions stand before it.
    """
    at = f"/submissions/{index}"
    if len(line.text) > LONGEST_LINE:
        return Bad(index, None, [_too_long(at, f"line {line.number}")])
    try:
        return reader.items[matrix].decode(line.text)
    except UNREADABLE:
        pass
    try:
        value = untyped(line.text)
    except BadSubmission as error:
        faults = [
            Fault(at, each.code, f"line {line.number}: {each.detail}") for each in error.faults
        ]
        return Bad(index, None, faults)
    if not isinstance(value, dict):
        fault = Fault(at, Code.WRONG_TYPE, f"line {line.number}: expected an object")
        return Bad(index, None, [fault])
    return misfit(reader.types, matrix, index, value)


def _too_long(at: str, what: str) -> Fault:
    return Fault(at, Code.TOO_LONG, f"{what}: longer than {LONGEST_LINE} bytes")
