"""Sensitivity: the same submissions under moved figures: which bands and ranks hold."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
import numpy as np

from morile_api.engine.assess import assess
from morile_api.engine.coding import code_many
from morile_api.engine.compile import assembled
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.rows import rows_of
from morile_api.engine.score import MANY, Column, score
from morile_api.engine.scorer import Scorer
from morile_api.engine.varying import Figure, Vary, draws, figures_of, moved
from morile_api.language.asked import PLAIN
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadMatrix, BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.sensitivity import (
    FigureEffect,
    Reversal,
    SensitivityAnswer,
    ThreatStability,
)
from morile_api.language.version import ENGINE_VERSION

DECIMALS = 4
NAMED = 20
"""References named beside a figure; the count says how many there are."""

MOST_REVERSALS = 100


class Trial(msgspec.Struct, frozen=True, eq=False):
    """The scored threats under one set of figures: exact scores, ranks from 1, band numbers."""

    values: Column
    ranks: Column
    bands: Column | None


def sensitivity(scorer: Scorer, request: Any) -> SensitivityAnswer:
    """How far bands and ranking hang on the exact figures of a matrix.

    Args:
        scorer: of the matrix that the request names.
        request: decoded; its submissions, what varies, by how much, how often, and the seed.

    Raises:
        BadSubmission: some submission is at fault.
    """
    by, trials, seed = Decimal(str(round(request.by, 3))), int(request.trials), int(request.seed)
    definition, submissions = scorer.matrix.definition, request.submissions
    places = range(len(submissions))
    assessed, bad = assess(scorer, submissions, places, PLAIN)
    if bad:
        raise BadSubmission([fault for each in bad for fault in each.faults])
    scored = [place for place in places if assessed[place].score is not None]
    rows = rows_of(definition, [submissions[place] for place in scored], scored)[0]
    codes = code_many(scorer.lexicon, rows).headline if rows else []
    figures = figures_of(definition, request.vary)
    tried = [
        _trial(_moved(definition, figures, [share * by for share in shares]), codes)
        for shares in draws(len(figures), trials if rows else 0, seed)
    ]
    base = _trial(scorer.matrix, codes) if rows else None
    refs = [submissions[place].ref for place in scored]
    return SensitivityAnswer(
        matrix=scorer.mark,
        engine_version=ENGINE_VERSION,
        by=float(by),
        trials=trials,
        seed=seed,
        bands_kept=_kept(base, tried),
        threats=_threats(scorer.matrix, assessed, scored, tried),
        reversals=() if base is None else _reversals(base, tried, refs),
        figures=() if base is None else _effects(scorer, request.vary, by, codes, base, refs),
    )


def _moved(
    definition: Matrix, figures: Sequence[Figure], shares: Sequence[Decimal]
) -> CompiledMatrix:
    try:
        return assembled(moved(definition, figures, shares), "")
    except BadMatrix as error:
        detail = "with figures moved so far the scores would overflow 64 bits; give by fewer digits"
        raise BadSubmission([Fault("/by", Code.OVERFLOW, detail)]) from error


def _trial(matrix: CompiledMatrix, codes: Sequence[Column]) -> Trial:
    scores = score(matrix, codes, MANY)
    values = scores.values[matrix.score]
    ordered = np.sort(values)
    # Those above count, and equal scores share the better place.
    ranks = len(values) - np.searchsorted(ordered, values, side="right") + 1
    return Trial(values, ranks, None if matrix.band is None else scores.bands[matrix.band])


def _kept(base: Trial | None, tried: Sequence[Trial]) -> int | float | None:
    if base is None or base.bands is None or not tried:
        return None
    kept = sum(int((each.bands == base.bands).sum()) for each in tried)
    return printed(kept, len(tried) * len(base.ranks), DECIMALS)


def _threats(
    matrix: CompiledMatrix,
    assessed: Sequence[Assessed],
    scored: Sequence[int],
    tried: Sequence[Trial],
) -> tuple[ThreatStability, ...]:
    names = () if matrix.band is None else matrix.nodes[matrix.band].bands
    found = {}
    if tried:
        ranks = np.stack([each.ranks for each in tried])
        best, worst = ranks.min(axis=0).tolist(), ranks.max(axis=0).tolist()
        counts = [Counter[int]() for _ in scored]
        if matrix.band is not None:
            columns = np.stack([np.asarray(each.bands) for each in tried]).T.tolist()
            counts = [Counter(column) for column in columns]
        for number, place in enumerate(scored):
            shares = {
                names[band]: printed(count, len(tried), DECIMALS)
                for band, count in sorted(counts[number].items())
            }
            found[place] = (shares, best[number], worst[number])
    return tuple(
        ThreatStability(
            each.index, each.ref, each.score, each.band, *found.get(each.index, ({}, None, None))
        )
        for each in assessed
    )


def _reversals(base: Trial, tried: Sequence[Trial], refs: Sequence[str]) -> tuple[Reversal, ...]:
    """Neighbours of the ranking, of different scores, and how often the lower stands above."""
    order = np.argsort(-base.values, kind="stable")
    above, below = order[:-1], order[1:]
    apart = base.values[above] != base.values[below]
    above, below = above[apart], below[apart]
    times = np.zeros(len(above), dtype=np.int64)
    for each in tried:
        times += each.values[above] < each.values[below]
    most = np.argsort(-times, kind="stable")[:MOST_REVERSALS].tolist()
    return tuple(
        Reversal(refs[above[n]], refs[below[n]], printed(int(times[n]), len(tried), DECIMALS))
        for n in most
        if times[n]
    )


def _effects(
    scorer: Scorer,
    vary: Vary,
    by: Decimal,
    codes: Sequence[Column],
    base: Trial,
    refs: Sequence[str],
) -> tuple[FigureEffect, ...]:
    """Each figure alone at both ends of its bounds: a band can only move furthest there."""
    found = []
    for figure in figures_of(scorer.matrix.definition, vary) if base.bands is not None else ():
        for share in (-by, by):
            matrix = _moved(scorer.matrix.definition, [figure], [share])
            changed = np.flatnonzero(_trial(matrix, codes).bands != base.bands).tolist()
            if changed:
                named = tuple(refs[place] for place in changed[:NAMED])
                found.append(FigureEffect(figure.name, float(share), len(changed), named))
    found.sort(key=lambda each: -each.bands_changed)
    return tuple(found)
