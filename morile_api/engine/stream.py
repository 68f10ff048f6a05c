"""Answering a stream, slice by slice; no more than a slice is ever held of the answer."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from operator import attrgetter

import msgspec

from morile_api.engine.assess import assess
from morile_api.engine.attribution import attributed
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Bad, Reader
from morile_api.language.assessment import Assessed, Refused, refusal
from morile_api.language.marking import highest_of
from morile_api.language.permitted import barred
from morile_api.language.streamed import (
    Completed,
    Line,
    StreamHeader,
    lines_of,
    read_header,
    read_line,
    refuse_length,
)
from morile_api.language.version import ENGINE_VERSION

SLICE = 500
"""Submissions of one turn: enough to amortise its calls, and over in a few milliseconds."""

Results = list[Assessed | Refused]


class Stream(msgspec.Struct, frozen=True, eq=False):
    """A stream whose header has been read; `lines` are those after it, each taken once.

    `attributed` says that each assessment names the organisation that submitted it.
    """

    scorer: Scorer
    reader: Reader
    header: StreamHeader
    lines: Iterator[Line]
    received: str
    attributed: bool = False


def opened(scorers: Mapping[str, Scorer], reader: Reader, body: bytes) -> Stream:
    """The stream of a body.

    Args:
        scorers: by matrix id; all those the reader knows.
        reader: of requests over these matrices.
        body: NDJSON: a header, then one submission a line.

    Raises:
        BadSubmission: the header is wrong, or there are too many lines.
        UnknownMatrix: it names a matrix that is not there.
    """
    lines = lines_of(body)
    header = read_header(list(scorers), lines)
    refuse_length(body, reader.types.limit)
    received = f"sha256:{sha256(body).hexdigest()}"
    return Stream(scorers[header.matrix], reader, header, lines, received)


def slices(stream: Stream) -> Iterator[Results | Completed]:
    """The results of slice after slice, in the order of the lines, and the trailer at the end."""
    total = refused = 0
    markings: set[str | None] = set()
    while lines := list(islice(stream.lines, SLICE)):
        results = _answered(stream, lines, total, markings)
        refused += sum([isinstance(each, Refused) for each in results])
        total += len(results)
        yield results
    mark = stream.scorer.mark
    marking = highest_of(markings, stream.reader.types.words.markings)
    counts = total, total - refused, refused
    yield Completed(mark, ENGINE_VERSION, *counts, stream.received, marking)


def _answered(stream: Stream, lines: list[Line], first: int, markings: set[str | None]) -> Results:
    """The results of some lines, the first of which is the submission of that number.

    The markings of these are added to those met before.
    """
    matrix = stream.header.matrix
    read = [
        read_line(stream.reader, matrix, line, index) for index, line in enumerate(lines, first)
    ]
    fit = {place: each for place, each in enumerate(read, first) if not isinstance(each, Bad)}
    bad = [each for each in read if isinstance(each, Bad)]
    markings.update(each.marking for each in read)
    if stream.reader.reach is not None:
        foreign = barred(stream.reader.reach, list(fit), list(fit.values()), stream.header.as_of)
        bad += foreign
        for each in foreign:
            del fit[each.index]
    assessed, unscored = assess(stream.scorer, list(fit.values()), list(fit), stream.header.wanted)
    refused = [refusal(each.index, each.ref, each.faults) for each in bad + unscored]
    results: Results = [*assessed, *refused]
    if refused:
        results.sort(key=attrgetter("index"))
    return attributed(results, fit) if stream.attributed else results
