"""Moderating: agreed changes made, what each is worth, and the trail they leave."""

from collections.abc import Mapping

from morile_api.engine.apportion import apportioned
from morile_api.engine.assess import assess
from morile_api.engine.change.agreed import Agreed, read_agreed
from morile_api.engine.change.answered import restater
from morile_api.engine.change.change_share import change_shares, counted
from morile_api.engine.change.headline import band_crossed
from morile_api.engine.change.trail import trail_of
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import from_steps, printed_steps
from morile_api.engine.score import ONE, score
from morile_api.engine.scorer import Scorer
from morile_api.language.answer import Answer
from morile_api.language.asked import Wanted
from morile_api.language.assessment import Assessed, Number
from morile_api.language.by_matrix import Verb
from morile_api.language.moderation import ChangeShare, ModerationAnswer, criterion_of
from morile_api.language.version import ENGINE_VERSION


def moderate(scorers: Mapping[str, Scorer], verb: Verb, body: bytes) -> ModerationAnswer:
    """Make the agreed changes of a request.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: of requests for moderation.
        body: the JSON text.

    Raises:
        BadSubmission: with every fault.
        UnknownMatrix: it names a matrix that is not there.
    """
    agreed = read_agreed(scorers, verb, body)
    request, scorer = agreed.request, agreed.scorer
    restated = restater(scorer.matrix.definition)
    both = [
        restated(request.submission, list(answers.values()))
        for answers in (agreed.before, agreed.after)
    ]
    (before, after), _ = assess(scorer, both, [0, 0], Wanted(explain=request.explain))
    difference, shares = _shared(agreed, before, after)
    changed = [criterion_of(each) for each in request.changes]
    return ModerationAnswer(
        matrix=scorer.mark,
        engine_version=ENGINE_VERSION,
        before=before,
        after=after,
        difference=difference,
        crossed=band_crossed(before.band, after.band),
        shares=tuple(ChangeShare(key, shares[key]) for key in changed),
        trail=trail_of(agreed, before, after, difference, shares),
    )


def _shared(
    agreed: Agreed, before: Assessed, after: Assessed
) -> tuple[Number | None, dict[str, Number | None]]:
    """The difference of the printed scores, and each change's printed share of it."""
    changed = sorted(criterion_of(each) for each in agreed.request.changes)
    if before.score is None or after.score is None:
        return None, dict.fromkeys(changed)
    matrix, decimals = agreed.scorer.matrix, agreed.scorer.matrix.definition.decimals
    exact, over = change_shares(matrix, agreed.before, agreed.after)
    below = matrix.nodes[matrix.score].denominator
    steps = [
        printed_steps(_exact(matrix, answers), below, decimals)
        for answers in (agreed.before, agreed.after)
    ]
    whole = steps[1] - steps[0]
    # What changed nothing gets no part of the rounding either; ties go by key, not by place.
    worth = [key for key in changed if exact.get(key)]
    parts = [exact[key] for key in worth]
    adds = apportioned(parts, over * below, whole, 10**decimals, ONE) if worth else []
    shares: dict[str, Number | None] = dict.fromkeys(changed, 0)
    shares |= {key: from_steps(add, decimals) for key, add in zip(worth, adds, strict=True)}
    return from_steps(whole, decimals), shares


def _exact(matrix: CompiledMatrix, answers: Mapping[str, Answer]) -> int:
    value: int = score(matrix, counted(matrix, answers), ONE).values[matrix.score]
    return value
