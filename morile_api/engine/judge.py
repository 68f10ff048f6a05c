"""Judging: what is asked for beside the score, for every threat of a batch."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.flips import flips, no_headline
from morile_api.engine.lexicon import Meaning
from morile_api.engine.prospects import Likely, Speller, likelihoods
from morile_api.engine.questions import Questions, open_questions
from morile_api.engine.reasons import reasons
from morile_api.engine.score import Scores, Ways
from morile_api.engine.scorer import Scorer
from morile_api.engine.sentence import sentence
from morile_api.language.asked import Bad, Wanted
from morile_api.language.assessment import Assessed, Contribution
from morile_api.language.faults import Code, Fault
from morile_api.language.prospects import Age, Flips, LeftOut

NO_DATE = "the submission has no information_date"
TOO_OPEN = (
    "the answers leave so much open that working it out would take too long; the range speaks"
)

More = list[dict[str, Any]]
"""Per threat, the members that are added to its assessment."""


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
    said = coded.all_said()
    more: More = [{} for _ in assessed]
    if wanted.as_of and scorer.matrix.definition.fresh_days:
        for mine, each in zip(more, assessed, strict=True):
            fresh_days = scorer.matrix.definition.fresh_days
            mine["age"] = _age(each.information_date, wanted.as_of, fresh_days)
    if wanted.distribution or wanted.sentence:
        likely = likelihoods(scorer.matrix, scorer.odds, coded, scores, ways)
        questions = open_questions(scorer, coded, said)
        if wanted.distribution:
            _add_prospects(scorer, said, likely, questions, more)
        if wanted.sentence:
            explained = _explained(scorer, coded, scores, assessed, ways)
            _add_sentences(scorer, assessed, said, explained, likely, questions, more)
    if wanted.flips:
        _add_flips(scorer, assessed, said, int(wanted.flips), more)
    return _dated(assessed, more, wanted.as_of)


def _dated(
    assessed: Sequence[Assessed], more: More, as_of: date | None
) -> tuple[list[Assessed], list[Bad]]:
    """The assessments with what is added; those with a date to come are refused."""
    done: list[Assessed] = []
    bad: list[Bad] = []
    for mine, each in zip(more, assessed, strict=True):
        if as_of and each.information_date and each.information_date > as_of:
            bad.append(_to_come(each))
        else:
            done.append(msgspec.structs.replace(each, **mine))
    return done, bad


def _to_come(assessed: Assessed) -> Bad:
    detail = "the information is dated after as_of; mend one of the two"
    at = f"/submissions/{assessed.index}/information_date"
    return Bad(assessed.index, assessed.ref, [Fault(at, Code.FUTURE_DATE, detail)])


def _explained(
    scorer: Scorer, coded: Coded, scores: Scores, assessed: Sequence[Assessed], ways: Ways
) -> Sequence[tuple[Contribution, ...] | None]:
    if assessed and assessed[0].contributions is not None:
        return [each.contributions for each in assessed]
    figures = [each.score for each in assessed]
    return reasons(scorer.matrix, scorer.explainer, coded, scores, figures, ways)


def _add_prospects(
    scorer: Scorer,
    said: Sequence[Sequence[Meaning]],
    likely: Sequence[Likely | None],
    questions: Sequence[Questions],
    more: More,
) -> None:
    speller = Speller(scorer.matrix)
    for row, mine in enumerate(more):
        each = likely[row]
        left_out = []
        if each is None:
            left_out.append(LeftOut("distribution", TOO_OPEN))
        else:
            mine["distribution"] = speller.distribution(each, said[row])
        mine["open_questions"] = questions[row].listed
        if questions[row].too_much:
            left_out.append(LeftOut("likely-band-changes", TOO_OPEN))
        mine["not_given"] = tuple(left_out)


def _add_sentences(
    scorer: Scorer,
    assessed: Sequence[Assessed],
    said: Sequence[Sequence[Meaning]],
    explained: Sequence[tuple[Contribution, ...] | None],
    likely: Sequence[Likely | None],
    questions: Sequence[Questions],
    more: More,
) -> None:
    for row, (mine, each) in enumerate(zip(more, assessed, strict=True)):
        known = likely[row], questions[row].listed, mine.get("age")
        mine["sentence"] = sentence(scorer.matrix, each, said[row], explained[row], known)


def _add_flips(
    scorer: Scorer,
    assessed: Sequence[Assessed],
    said: Sequence[Sequence[Meaning]],
    most: int,
    more: More,
) -> None:
    rows = [
        row
        for row, each in enumerate(assessed)
        if each.score is not None and (each.band is not None or scorer.matrix.band is None)
    ]
    none = no_headline(scorer.matrix)
    for mine in more:
        mine["flips"] = none
    if not rows:
        return
    # Where no level counts the criterion does not move the headline, or there would be none.
    codes = np.array([[0 if m.headline == NO_LEVEL else m.headline for m in said[r]] for r in rows])
    picked = [said[row] for row in rows]
    both: list[list[Flips]] = [flips(scorer, codes.T, picked, way, most) for way in ("up", "down")]
    for row, up, down in zip(rows, *both, strict=True):
        more[row]["flips"] = (up, down)


def _age(information: date | None, as_of: date, fresh_days: int) -> Age:
    if information is None:
        return Age(None, fresh_days, None, NO_DATE)
    days = (as_of - information).days
    return Age(days, fresh_days, stale=days > fresh_days)
