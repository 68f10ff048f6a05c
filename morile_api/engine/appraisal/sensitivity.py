"""Sensitivity: the same submissions under moved figures: which bands and ranks hold."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import msgspec
import numpy as np

from morile_api.engine.appraisal.variants import single_moves, trials_of
from morile_api.engine.appraisal.varying import Bounds, Figure
from morile_api.engine.assess import assess
from morile_api.engine.coding import code_many
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.rows import rows_of
from morile_api.engine.score import MANY, Column, score
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import PLAIN
from morile_api.language.assessment import Assessed
from morile_api.language.by_matrix import Verb, read_verb
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.sensitivity import (
    FigureEffect,
    Reversal,
    SensitivityAnswer,
    ThreatStability,
    bound_faults,
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


class Tally(msgspec.Struct, frozen=True, eq=False):
    """What many trials came to, so that none of them has to be kept.

    `best` and `worst` are ranks (threats,), `bands` counts trials (bands, threats), `turned` the
    trials in which the lower of two neighbours of the ranking stood above (neighbours,).
    """

    trials: int
    best: Column
    worst: Column
    bands: Column
    turned: Column


def sensitivity_answer(scorers: Mapping[str, Scorer], verb: Verb, body: bytes) -> SensitivityAnswer:
    """The answer to one request for sensitivity, from its bytes.

    Args:
        scorers: by matrix id; all those the verb knows.
        verb: the requests for sensitivity over these matrices.
        body: the JSON text.

    Raises:
        BadSubmission: with every fault; a request is taken whole or not at all.
        UnknownMatrix: it names a matrix that is not there.
    """
    request = read_verb(
        verb, body, lambda name, value: _meaning_faults(scorers[name], verb.requests[name], value)
    )
    faults = bound_faults([each.of for each in request.bounds or ()])
    if faults:
        raise BadSubmission(faults)
    return sensitivity(scorers[str(request.__struct_config__.tag)], request)


def _meaning_faults(
    scorer: Scorer, request: type[msgspec.Struct], value: dict[str, object]
) -> list[Fault]:
    """Faults of the submissions that fit their type, beside others that do not."""
    said = value.get("submissions")
    [kind] = get_args(get_type_hints(request)["submissions"])
    fitting: dict[int, Any] = {}
    for place, each in enumerate(said if isinstance(said, list) else []):
        with suppress(msgspec.ValidationError):
            fitting[place] = msgspec.convert(each, kind)
    bad = assess(scorer, list(fitting.values()), list(fitting), PLAIN)[1] if fitting else []
    bounds = value.get("bounds")
    keys = [
        str(each.get("of")) if isinstance(each, dict) else None
        for each in (bounds if isinstance(bounds, list) else [])
    ]
    return [*(fault for each in bad for fault in each.faults), *bound_faults(keys)]


def sensitivity(scorer: Scorer, request: Any) -> SensitivityAnswer:
    """How far bands and ranking hang on the exact figures of a matrix.

    Args:
        scorer: of the matrix that the request names.
        request: decoded; its submissions, what varies, by how much, how often, and the seed.

    Raises:
        BadSubmission: some submission is at fault.
    """
    bounds, trials, seed = _bounds(request), int(request.trials), int(request.seed)
    definition, submissions = scorer.matrix.definition, request.submissions
    places = range(len(submissions))
    assessed, bad = assess(scorer, submissions, places, PLAIN)
    if bad:
        raise BadSubmission([fault for each in bad for fault in each.faults])
    scored = [place for place in places if assessed[place].score is not None]
    if not scored:
        return SensitivityAnswer(
            *(scorer.mark, ENGINE_VERSION, float(bounds.by), trials, seed),
            *(None, None, _threats(scorer.matrix, assessed, scored, None), (), ()),
        )
    rows = rows_of(definition, [submissions[place] for place in scored], scored)[0]
    codes = code_many(scorer.lexicon, rows).headline
    base, refs = _trial(scorer.matrix, codes), [submissions[place].ref for place in scored]
    pairs = _neighbours(base)
    tried = (
        _trial(variant, codes)
        for variant in trials_of(scorer.matrix, request.vary, bounds, trials, seed)
    )
    tally = _tallied(tried, base, pairs, _band_names(scorer.matrix))
    return SensitivityAnswer(
        *(scorer.mark, ENGINE_VERSION, float(bounds.by), trials, seed),
        bands_kept=_kept(base, tally),
        order_kept=_order_kept(tally),
        threats=_threats(scorer.matrix, assessed, scored, tally),
        reversals=_reversals(pairs, tally, refs),
        figures=_effects(single_moves(scorer.matrix, request.vary, bounds), codes, base, refs),
    )


def _bounds(request: Any) -> Bounds:
    own = ((each.of, _share(each.by)) for each in request.bounds or ())
    return Bounds(_share(request.by), tuple(own))


def _share(by: float) -> Decimal:
    return Decimal(str(round(by, 3)))


def _band_names(matrix: CompiledMatrix) -> Sequence[str]:
    return () if matrix.band is None else matrix.nodes[matrix.band].bands


def _trial(matrix: CompiledMatrix, codes: Sequence[Column]) -> Trial:
    scores = score(matrix, codes, MANY)
    values = scores.values[matrix.score]
    ordered = np.sort(values)
    # Those above count, and equal scores share the better place.
    ranks = len(values) - np.searchsorted(ordered, values, side="right") + 1
    return Trial(values, ranks, None if matrix.band is None else scores.bands[matrix.band])


Neighbours = tuple[Column, Column]
"""Places of threats next to one another in the ranking, of different scores: above and below."""


def _neighbours(base: Trial) -> Neighbours:
    order = np.argsort(-base.values, kind="stable")
    above, below = order[:-1], order[1:]
    apart = base.values[above] != base.values[below]
    return above[apart], below[apart]


def _tallied(tried: Iterable[Trial], base: Trial, pairs: Neighbours, names: Sequence[str]) -> Tally:
    threats = np.arange(len(base.ranks))
    trials, best, worst = 0, np.full(len(threats), len(threats)), np.zeros(len(threats), np.int64)
    bands = np.zeros((len(names), len(threats)), dtype=np.int64)
    turned = np.zeros(len(pairs[0]), dtype=np.int64)
    for each in tried:
        trials += 1
        best, worst = np.minimum(best, each.ranks), np.maximum(worst, each.ranks)
        turned += each.values[pairs[0]] < each.values[pairs[1]]
        if each.bands is not None:
            bands[each.bands, threats] += 1
    return Tally(trials, best, worst, bands, turned)


def _kept(base: Trial, tally: Tally) -> int | float | None:
    if base.bands is None:
        return None
    kept = int(tally.bands[base.bands, np.arange(len(base.ranks))].sum())
    return printed(kept, tally.trials * len(base.ranks), DECIMALS)


def _order_kept(tally: Tally) -> int | float | None:
    """Of neighbours of different scores; None where there are none."""
    pairs = tally.trials * len(tally.turned)
    return printed(pairs - int(tally.turned.sum()), pairs, DECIMALS) if pairs else None


def _threats(
    matrix: CompiledMatrix,
    assessed: Sequence[Assessed],
    scored: Sequence[int],
    tally: Tally | None,
) -> tuple[ThreatStability, ...]:
    names, found = _band_names(matrix), {}
    if tally is not None:
        best, worst, counts = tally.best.tolist(), tally.worst.tolist(), tally.bands.T.tolist()
        for number, place in enumerate(scored):
            shares = {
                names[band]: printed(count, tally.trials, DECIMALS)
                for band, count in enumerate(counts[number])
                if count
            }
            found[place] = (shares, best[number], worst[number])
    return tuple(
        ThreatStability(
            each.index, each.ref, each.score, each.band, *found.get(each.index, ({}, None, None))
        )
        for each in assessed
    )


def _reversals(pairs: Neighbours, tally: Tally, refs: Sequence[str]) -> tuple[Reversal, ...]:
    """Neighbours of the ranking and how often the lower stands above, most often first."""
    above, below = pairs
    most = np.argsort(-tally.turned, kind="stable")[:MOST_REVERSALS].tolist()
    return tuple(
        Reversal(
            refs[above[n]], refs[below[n]], printed(int(tally.turned[n]), tally.trials, DECIMALS)
        )
        for n in most
        if tally.turned[n]
    )


def _effects(
    moves: Iterable[tuple[Figure, Decimal, CompiledMatrix]],
    codes: Sequence[Column],
    base: Trial,
    refs: Sequence[str],
) -> tuple[FigureEffect, ...]:
    """Each figure alone at both ends of its bounds, and whose band is another one there."""
    found = []
    for figure, share, variant in moves if base.bands is not None else ():
        changed = np.flatnonzero(_trial(variant, codes).bands != base.bands).tolist()
        if changed:
            named = tuple(refs[place] for place in changed[:NAMED])
            found.append(FigureEffect(figure.name, float(share), len(changed), named))
    found.sort(key=lambda each: -each.bands_changed)
    return tuple(found)
