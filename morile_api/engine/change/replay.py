"""Replaying: the same submissions under another definition, and who moves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from morile_api.engine.assess import assess
from morile_api.engine.change.answered import restater
from morile_api.engine.change.causes import causes, trials
from morile_api.engine.change.crosswalk import carried, crosswalk_of
from morile_api.engine.change.headline import Headlines, band_crossed, coded_rows, headlines
from morile_api.engine.figures import from_steps, printed_steps
from morile_api.engine.rank import ranks
from morile_api.engine.rows import rows_of
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Wanted
from morile_api.language.assessment import Assessed, Number
from morile_api.language.by_matrix import Verb, read_verb
from morile_api.language.difference import difference
from morile_api.language.faults import BadSubmission, Fault, UnknownMatrix
from morile_api.language.replay import (
    Cause,
    Effect,
    ReplayAnswer,
    Replayed,
    ReplaySummary,
    Unmatched,
)
from morile_api.language.version import ENGINE_VERSION


def replay(scorers: Mapping[str, Scorer], verb: Verb, body: bytes) -> ReplayAnswer:
    """Assess the submissions of a request with the matrix they are for and with another.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: of requests for replay.
        body: the JSON text.

    Raises:
        BadSubmission: with every fault.
        UnknownMatrix: it names a matrix that is not there.
    """
    request = read_verb(verb, body, lambda name, value: _unknown(value, list(scorers)))
    here, there = scorers[str(request.__struct_config__.tag)], scorers[request.to]
    submissions = request.submissions
    places, wanted = range(len(submissions)), Wanted(explain=request.explain)
    before, bad = assess(here, submissions, places, wanted)
    faults = [fault for each in bad for fault in each.faults]
    try:
        ways = crosswalk_of(here.matrix.definition, there.matrix.definition, request.crosswalk)
    except BadSubmission as error:
        raise BadSubmission(faults + error.faults) from error
    if faults:
        raise BadSubmission(faults)
    rows = rows_of(here.matrix.definition, submissions, places)[0]
    over, unmatched = carried(ways, rows)
    restated = restater(there.matrix.definition)
    both = list(map(restated, submissions, over))
    after, _ = assess(there, both, places, wanted)
    return _answer(here, there, (rows, over), (before, after), unmatched)


def _unknown(value: dict[str, object], known: list[str]) -> list[Fault]:
    """No further faults; but a definition to replay with that is not there is named as such."""
    if isinstance(value.get("to"), str) and value["to"] not in known:
        raise UnknownMatrix(known, "/to")
    return []


Both = tuple[Sequence[Any], Sequence[Any]]
"""The same thing for every submission, before and after."""


def _answer(
    here: Scorer, there: Scorer, rows: Both, assessed: Both, unmatched: Unmatched
) -> ReplayAnswer:
    one, other = here.matrix.definition, there.matrix.definition
    heads = [
        headlines(each.matrix, coded_rows(each.matrix, mine))
        for each, mine in zip((here, there), rows, strict=True)
    ]
    versions = one.matrix == other.matrix
    why, effects = _explained(here, there, rows) if versions else (None, None)
    differences: list[Number | None] = [None] * len(rows[0])
    if versions:
        differences = _differences(heads, max(one.decimals, other.decimals))
    results = tuple(_results(here, there, assessed, heads, differences, why, versions))
    return ReplayAnswer(
        matrix=here.mark,
        to=there.mark,
        engine_version=ENGINE_VERSION,
        summary=_summary(results, heads, versions),
        unmatched=unmatched,
        changes=difference(one, other).changes if versions else None,
        effects=effects,
        results=results,
    )


Why = list[tuple[Cause, ...]] | None


def _explained(here: Scorer, there: Scorer, rows: Both) -> tuple[Why, tuple[Effect, ...] | None]:
    """What made each submission move, and what each change did to all of them."""
    tried = trials(here.matrix.definition, there.matrix.definition, *rows)
    return (None, None) if tried is None else causes(tried)


def _results(
    here: Scorer,
    there: Scorer,
    assessed: Both,
    heads: Sequence[Headlines],
    differences: Sequence[Number | None],
    why: Why,
    versions: bool,
) -> Iterator[Replayed]:
    ours, theirs = ({node.key for node in each.matrix.nodes} for each in (here, there))
    shared = sorted(ours & theirs)
    placed = [_ranks(each) for each in heads]
    for row, (before, after) in enumerate(zip(*assessed, strict=True)):
        nodes = tuple(key for key in shared if before.nodes[key] != after.nodes[key])
        moved = bool(nodes) or _head(before) != _head(after)
        yield Replayed(
            index=row,
            ref=before.ref,
            before=before,
            after=after,
            moved=moved,
            crossed=band_crossed(before.band, after.band) if versions else None,
            nodes=nodes,
            rank_before=placed[0][row],
            rank_after=placed[1][row],
            difference=differences[row],
            causes=None if why is None or not moved else why[row],
        )


def _head(assessed: Assessed) -> tuple[object, ...]:
    return assessed.score, assessed.band, assessed.range


def _ranks(heads: Headlines) -> list[int | None]:
    """The rank of every submission among those with a score."""
    found: list[int | None] = [None] * len(heads.values)
    scored = np.flatnonzero(heads.scored)
    for row, rank in zip(scored.tolist(), ranks(heads.values[scored])[0].tolist(), strict=True):
        found[row] = rank
    return found


def _differences(heads: Sequence[Headlines], decimals: int) -> list[Number | None]:
    """Of the scores as printed with so many decimals; None where there is none before or after."""
    before, after = (
        [printed_steps(value, each.below, decimals) for value in each.values.tolist()]
        for each in heads
    )
    both = (heads[0].scored & heads[1].scored).tolist()
    pairs = zip(before, after, both, strict=True)
    return [from_steps(new - old, decimals) if is_ else None for old, new, is_ in pairs]


def _summary(results: Sequence[Replayed], heads: Sequence[Headlines], same: bool) -> ReplaySummary:
    """How many moved; which way only between versions, for scores of two matrices are no pair."""
    both = (heads[0].scored & heads[1].scored).tolist()
    above, below = heads[1].below, heads[0].below
    rose = [
        new * below - old * above
        for old, new, is_ in zip(
            heads[0].values.tolist(), heads[1].values.tolist(), both, strict=True
        )
        if is_
    ]
    return ReplaySummary(
        total=len(results),
        moved=sum(each.moved for each in results),
        crossed=sum(each.crossed is True for each in results) if same else None,
        raised=sum(each > 0 for each in rose) if same else None,
        lowered=sum(each < 0 for each in rose) if same else None,
        unscored=both.count(False),
    )
