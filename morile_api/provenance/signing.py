"""Signing answers: one signature over all of an answer, or over all of a stream in its trailer."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec.structs import replace

from morile_api.engine.answer import attributed_answer
from morile_api.engine.scorer import Scorer
from morile_api.engine.stream import Results, Stream, slices
from morile_api.language.asked import Reader
from morile_api.language.assessment import AssessmentAnswer
from morile_api.language.signed import ASSESSMENTS
from morile_api.language.streamed import Completed
from morile_api.provenance.keys import SigningKey
from morile_api.provenance.seal import sealed
from morile_api.provenance.statement import lines_of, statement_of


def signed_answer(
    key: SigningKey, scorers: Mapping[str, Scorer], reader: Reader, body: bytes
) -> AssessmentAnswer:
    """The answer to one request, which says whose each submission was, in its envelope.

    Raises:
        BadSubmission: as an answer that is not signed.
        UnknownMatrix: likewise.
    """
    said = attributed_answer(scorers, reader, body)
    digest = f"sha256:{sha256(lines_of(said.results)).hexdigest()}"
    payload = statement_of(replace(said, results=[]), digest)
    return replace(said, envelope=sealed(ASSESSMENTS, payload, key))


def signed_slices(key: SigningKey, stream: Stream) -> Iterator[Results | Completed]:
    """What a stream is answered, slice by slice; the trailer has the envelope for all of it."""
    hashed = sha256()
    for each in slices(replace(stream, attributed=True)):
        if isinstance(each, Completed):
            payload = statement_of(each, f"sha256:{hashed.hexdigest()}")
            yield replace(each, envelope=sealed(ASSESSMENTS, payload, key))
        else:
            hashed.update(lines_of(each))
            yield each
