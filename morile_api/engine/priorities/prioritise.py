"""Answering one request for priorities, from its bytes; the service and `Offline` both do this."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from morile_api.engine.figures import printed
from morile_api.engine.priorities.allocation import allocation
from morile_api.engine.priorities.budget import budget_of
from morile_api.engine.priorities.chances import Chances, chances
from morile_api.engine.priorities.faults import further_faults, priority_faults
from morile_api.engine.priorities.given_up import why_not_given
from morile_api.engine.priorities.roll_up import roll_up
from morile_api.engine.priorities.settlement import Settlement, settled
from morile_api.engine.priorities.standing import Standings, standings
from morile_api.engine.priorities.tie_break import order_of
from morile_api.engine.rank import percentiles, ranks
from morile_api.engine.scorer import Scorer
from morile_api.language.assessment import Number
from morile_api.language.by_matrix import Verb, read_verb
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.marking import highest_of
from morile_api.language.prioritised import (
    Omission,
    PriorityAnswer,
    PrioritySummary,
    RankedThreat,
    UnrankedThreat,
)
from morile_api.language.reading import refuse_duplicates
from morile_api.language.version import ENGINE_VERSION
from morile_api.language.vocabulary import ORGANISATIONS, Vocabulary

PERCENTILE_DECIMALS = 1

NO_DATE = "memberships are dated; give as_of"


def priorities(
    scorers: Mapping[str, Scorer],
    verb: Verb,
    vocabularies: Mapping[str, Vocabulary],
    body: bytes,
) -> PriorityAnswer:
    """Rank the threats of a request, give its slots, and roll it up.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: what reads requests for priorities.
        vocabularies: by name; organisations and threat types are used.
        body: the JSON text.

    Raises:
        BadSubmission: the request is at fault anywhere; it is taken whole or not at all.
        UnknownMatrix: it names a matrix that is not there.
    """

    def further(name: str, value: dict[str, object]) -> list[Fault]:
        return further_faults(scorers[name], verb.requests[name], value)

    request = read_verb(verb, body, further)
    if len(request.submissions) == 1:
        refuse_duplicates(body)
    return prioritised(
        scorers[str(request.__struct_config__.tag)], request, vocabularies, verb.words.markings
    )


def prioritised(
    scorer: Scorer,
    request: Any,
    vocabularies: Mapping[str, Vocabulary],
    markings: Sequence[str],
) -> PriorityAnswer:
    """The answer to a request for priorities.

    Args:
        scorer: of the matrix the request names.
        request: decoded.
        vocabularies: by name; organisations and threat types are used.
        markings: all protective markings, lowest first.

    Raises:
        BadSubmission: with every fault.
    """
    faults = priority_faults(scorer, request)
    if faults:
        raise BadSubmission(faults)
    standing = standings(scorer, request.submissions)
    top = _whole(request.slots if request.top is None else request.top)
    found = chances(standing, top)
    rank, tied = _ranks(standing)
    case = _settled(standing, request, rank, vocabularies)
    chosen = [] if case is None else list(case.filled.given)
    return PriorityAnswer(
        matrix=scorer.mark,
        engine_version=ENGINE_VERSION,
        marking=highest_of([each.marking for each in request.submissions], markings),
        as_of=request.as_of,
        summary=_summary(standing),
        top=top,
        ranking=_ranking(standing, request, found, rank, tied),
        unranked=_unranked(standing, request, found),
        allocation=None if case is None else allocation(case),
        roll_up=roll_up(standing, request, chosen, vocabularies),
        not_given=[*found.not_given, *_not_given(request, case)],
    )


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)


def _ranks(standing: Standings) -> tuple[list[int], list[int]]:
    """Rank and size of the tie, per threat; 0 where it has no headline score."""
    found = np.zeros((2, len(standing)), dtype=np.int64)
    found[:, standing.scored] = ranks(standing.scores[standing.scored])
    rank, tied = found.tolist()
    return rank, tied


def _settled(
    standing: Standings,
    request: Any,
    rank: Sequence[int],
    vocabularies: Mapping[str, Vocabulary],
) -> Settlement | None:
    order = order_of(standing, request.submissions, request.tie_break)
    budget = budget_of(request, order.groups)
    if budget is None:
        return None
    titles = {term.key: term.title for term in vocabularies[ORGANISATIONS].terms}
    return settled(standing, request, order, budget, rank, titles)


def _summary(standing: Standings) -> PrioritySummary:
    ranked = int(standing.scored.sum())
    return PrioritySummary(len(standing), ranked, len(standing) - ranked)


def _ranking(
    standing: Standings, request: Any, found: Chances, rank: Sequence[int], tied: Sequence[int]
) -> list[RankedThreat]:
    percentile = _percentiles(standing.figures, request.reference_scores)
    places = [number for number in range(len(standing)) if rank[number]]
    # Sorting is stable: threats of one rank stay in the order of the request.
    places.sort(key=rank.__getitem__)
    return [
        RankedThreat(
            **_said(standing, request.submissions, found, number),
            rank=rank[number],
            tied=tied[number],
            score=standing.figures[number] or 0,
            band=standing.bands[number],
            percentile=percentile[number],
        )
        for number in places
    ]


def _unranked(standing: Standings, request: Any, found: Chances) -> list[UnrankedThreat]:
    return [
        UnrankedThreat(**_said(standing, request.submissions, found, number))
        for number in np.flatnonzero(~standing.scored).tolist()
    ]


def _said(
    standing: Standings, submissions: Sequence[Any], found: Chances, number: int
) -> dict[str, Any]:
    threat = submissions[number]
    return {
        "index": number,
        "ref": threat.ref,
        "organisation": threat.organisation,
        "threat_type": threat.threat_type,
        "range": standing.ranges[number],
        "possible": found.possible[number],
        "marking": threat.marking,
    }


def _percentiles(
    figures: Sequence[Number | None], reference: Sequence[Number] | None
) -> list[Number | None]:
    if reference is None:
        return [None] * len(figures)
    found = percentiles([0 if each is None else each for each in figures], reference)
    return [
        None if figure is None else printed(100 * below, over, PERCENTILE_DECIMALS)
        for figure, (below, over) in zip(figures, found, strict=True)
    ]


def _not_given(request: Any, case: Settlement | None) -> list[Omission]:
    found = []
    if request.as_of is None:
        found.append(Omission("roll-up-rocu", NO_DATE))
    why = why_not_given(case) if case is not None and case.budget.parts else None
    if why is not None:
        found.append(Omission("given-up", why))
    return found
