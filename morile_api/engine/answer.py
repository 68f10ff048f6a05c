"""Answering one request for assessments, from its bytes; the service and `Offline` both do this."""

from collections.abc import Mapping
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from morile_api.engine.assess import assess
from morile_api.engine.attribution import attributed
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Asked, Reader, read_asked
from morile_api.language.assessment import (
    Assessed,
    AssessmentAnswer,
    Refused,
    Summary,
    refusal,
)
from morile_api.language.columnar import in_columns
from morile_api.language.faults import BadSubmission
from morile_api.language.marking import highest_of
from morile_api.language.permitted import permitted
from morile_api.language.version import ENGINE_VERSION


def answer(scorers: Mapping[str, Scorer], reader: Reader, body: bytes) -> AssessmentAnswer:
    """Assess every submission of a request that can be; refuse the others one by one.

    Args:
        scorers: by matrix id; all those the reader knows.
        reader: of requests over these matrices.
        body: the JSON text.

    Raises:
        BadSubmission: the request cannot be read, is wrong outside its submissions, or asks to be
            rejected whole and some submission is at fault.
        UnknownMatrix: it names a matrix that is not there.
    """
    asked = read_asked(reader, body)
    return answered(scorers, reader, permitted(asked, reader.reach))


def attributed_answer(
    scorers: Mapping[str, Scorer], reader: Reader, body: bytes
) -> AssessmentAnswer:
    """The same answer, which also says whose each submission was."""
    asked = read_asked(reader, body)
    said = answered(scorers, reader, permitted(asked, reader.reach))
    given = dict(zip(asked.places, asked.submissions, strict=True))
    return replace(said, results=attributed(said.results, given))


def answered(scorers: Mapping[str, Scorer], reader: Reader, asked: Asked) -> AssessmentAnswer:
    """The answer to a request that has been read; see `answer`."""
    scorer = scorers[asked.matrix]
    assessed, unscored = assess(scorer, asked.submissions, asked.places, asked.wanted)
    bad = asked.bad + unscored
    if asked.columnar:
        bad = [replace(each, faults=[in_columns(fault) for fault in each.faults]) for each in bad]
    if bad and asked.wanted.on_error == "reject":
        bad.sort(key=lambda each: each.index)
        raise BadSubmission([fault for each in bad for fault in each.faults])
    refused = [refusal(each.index, each.ref, each.faults) for each in bad]
    results: list[Assessed | Refused] = [*assessed, *refused]
    if refused:
        results.sort(key=lambda each: each.index)
    summary = Summary(len(results), len(assessed), len(refused))
    stated = chain(map(_marking, asked.submissions), map(_marking, asked.bad))
    marking = highest_of(stated, reader.types.words.markings)
    return AssessmentAnswer(scorer.mark, ENGINE_VERSION, summary, results, marking)


_marking = attrgetter("marking")
