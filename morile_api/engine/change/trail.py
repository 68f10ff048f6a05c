"""The trail of a moderation: what was changed, why and by whom, to attach to the record."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from morile_api.engine.change.agreed import Agreed
from morile_api.language.answer import Answer
from morile_api.language.assessment import Assessed, Number
from morile_api.language.matrix import UNKNOWN
from morile_api.language.moderation import (
    AgreedChange,
    GradedAnswer,
    Said,
    Trail,
    TrailMatrix,
    TrailPrompt,
    TrailRecord,
    TrailState,
    criterion_of,
)
from morile_api.language.version import ENGINE_VERSION

_encoder = msgspec.json.Encoder()


def trail_of(
    agreed: Agreed,
    before: Assessed,
    after: Assessed,
    difference: Number | None,
    shares: Mapping[str, Number | None],
) -> Trail:
    """The record of a moderation and its digest.

    Members of the record stand in alphabetical order, names are ASCII, numbers have at most 15
    digits and texts hold no control characters, so the plain encoding is the canonical one.

    Args:
        agreed: the changes.
        before: the assessment without them.
        after: the assessment with all of them.
        difference: of the printed scores, if there is one.
        shares: of the difference, by criterion.
    """
    record = _record(agreed, before, after, difference, shares)
    return Trail("sha256:" + sha256(_encoder.encode(record)).hexdigest(), record)


def _record(
    agreed: Agreed,
    before: Assessed,
    after: Assessed,
    difference: Number | None,
    shares: Mapping[str, Number | None],
) -> TrailRecord:
    request, definition = agreed.request, agreed.scorer.matrix.definition
    states = [
        TrailState(each.band, each.digest, each.score, each.vector) for each in (before, after)
    ]
    changes = tuple(_kept(agreed, each, shares) for each in request.changes)
    prompt = request.prompt
    return TrailRecord(
        after=states[1],
        before=states[0],
        changes=changes,
        difference=difference,
        engine_version=ENGINE_VERSION,
        marking=request.submission.marking,
        matrix=TrailMatrix(agreed.scorer.matrix.digest, definition.matrix, definition.version),
        organisation=request.submission.organisation,
        prompt=prompt
        and TrailPrompt(
            kind=prompt.__struct_config__.tag, ref=prompt.ref, step=getattr(prompt, "step", None)
        ),
        ref=request.submission.ref,
        threat_type=request.submission.threat_type,
    )


def _kept(agreed: Agreed, change: Any, shares: Mapping[str, Number | None]) -> AgreedChange:
    key, definition = criterion_of(change), agreed.scorer.matrix.definition
    criterion = next(each for each in definition.criteria if each.key == key)
    scale = [level.key for level in definition.scale_of(criterion).levels]
    return AgreedChange(
        criterion=key,
        date=change.date,
        from_=plainest(agreed.before[key], scale),
        reason=change.reason,
        role=change.role,
        share=shares[key],
        to=plainest(agreed.after[key], scale),
    )


def plainest(answer: Answer, scale: Sequence[str]) -> Said:
    """An answer in the plainest form that a submission may carry it in."""
    level: str | tuple[str, ...] = answer.levels
    if len(answer.levels) == 1:
        level = answer.levels[0]
    elif len(answer.levels) == len(scale):
        level = UNKNOWN
    if answer.confidence is None and answer.grading is None:
        return level
    return GradedAnswer(level=level, confidence=answer.confidence, grading=answer.grading)
