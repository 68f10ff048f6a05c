"""Judging: what is asked for beside the score, threat by threat."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.flips import flips
from morile_api.engine.lexicon import Meaning
from morile_api.engine.prospects import distribution, open_questions
from morile_api.engine.reasons import reasons
from morile_api.engine.score import Scores, Ways
from morile_api.engine.scorer import Scorer
from morile_api.engine.sentence import sentence
from morile_api.language.asked import Bad, Wanted
from morile_api.language.assessment import Assessed, Contribution
from morile_api.language.faults import Code, Fault
from morile_api.language.prospects import Age


def judged(
    scorer: Scorer,
    coded: Coded,
    scores: Scores,
    assessed: Sequence[Assessed],
    wanted: Wanted,
    ways: Ways,
) -> tuple[list[Assessed], list[Bad]]:
    """The assessments with what else is asked for; those with a date to come are refused.

    Args:
        scorer: of the matrix.
        coded: the answers.
        scores: of their headline levels.
        assessed: the assessments so far, one a threat.
        wanted: what is asked for beside the score.
        ways: MANY for arrays, ONE for plain ints.
    """
    explained: Sequence[tuple[Contribution, ...] | None] = [each.contributions for each in assessed]
    if wanted.sentence and not wanted.explain:
        figures = [each.score for each in assessed]
        explained = reasons(scorer.matrix, scorer.explainer, coded, scores, figures, ways)
    done: list[Assessed] = []
    bad: list[Bad] = []
    for row, each in enumerate(assessed):
        if wanted.as_of and each.information_date and each.information_date > wanted.as_of:
            detail = "the information is dated after as_of; mend one of the two"
            at = f"/submissions/{each.index}/information_date"
            bad.append(Bad(each.index, each.ref, [Fault(at, Code.FUTURE_DATE, detail)]))
            continue
        more = _more(scorer, coded.said(row), each, explained[row], wanted)
        done.append(msgspec.structs.replace(each, **more))
    return done, bad


def _more(
    scorer: Scorer,
    said: Sequence[Meaning],
    assessed: Assessed,
    explained: tuple[Contribution, ...] | None,
    wanted: Wanted,
) -> dict[str, Any]:
    matrix = scorer.matrix
    more: dict[str, Any] = {}
    if wanted.sentence:
        more["sentence"] = sentence(matrix, assessed, said, explained)
    if wanted.distribution:
        more["distribution"] = distribution(matrix, scorer.odds, said)
        more["open_questions"] = open_questions(matrix, said)
    if wanted.flips and assessed.score is not None:
        # Where no level counts the criterion does not move the headline, or there would be none.
        codes = [0 if each.headline == NO_LEVEL else each.headline for each in said]
        most = int(wanted.flips)
        more["flips"] = tuple(flips(matrix, codes, way, most) for way in ("up", "down"))
    if wanted.as_of and assessed.information_date and matrix.definition.fresh_days:
        more["age"] = _age(assessed.information_date, wanted.as_of, matrix.definition.fresh_days)
    return more


def _age(information: date, as_of: date, fresh_days: int) -> Age:
    days = (as_of - information).days
    return Age(days, fresh_days, stale=days > fresh_days)
