"""Assessing: submissions in, assessments out, each with its range, gaps, vector and digest."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any

from morile_api.engine import results
from morile_api.engine.coding import Coded, code_many, code_one, end_levels, nth_levels
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.digest import ResultPart, digests
from morile_api.engine.judge import judged
from morile_api.engine.reasons import reasons
from morile_api.engine.rows import Row, repeat_faults, rows_of
from morile_api.engine.score import MANY, ONE, Column, Scores, Ways, score
from morile_api.engine.scorer import Scorer
from morile_api.engine.span import spans
from morile_api.language.asked import Bad, Wanted
from morile_api.language.assessment import Assessed, Contribution

BLOCK = 8192
"""Threats computed at once: enough to amortise every call, few enough to stay in the cache."""


def assess(
    scorer: Scorer, submissions: Sequence[Any], places: Sequence[int], wanted: Wanted
) -> tuple[list[Assessed], list[Bad]]:
    """Assess submissions; one threat equals its row of any batch.

    Args:
        scorer: of the matrix they name.
        submissions: decoded, so every level is one of the matrix's.
        places: their places in the request, ascending.
        wanted: what is asked for beside the score.

    Returns:
        Assessments and refusals, each in order of place.
    """
    rows, kept, bad = rows_of(scorer.matrix.definition, submissions, places)
    assessed: list[Assessed] = []
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        mine = [submissions[number] for number in kept[start : start + BLOCK]]
        at = [places[number] for number in kept[start : start + BLOCK]]
        done, refused = _block(scorer, block, mine, at, wanted)
        assessed += done
        bad += refused
    return assessed, sorted(bad, key=attrgetter("index"))


def _block(
    scorer: Scorer,
    rows: Sequence[Row],
    submissions: Sequence[Any],
    places: Sequence[int],
    wanted: Wanted,
) -> tuple[list[Assessed], list[Bad]]:
    ways = ONE if len(rows) == 1 else MANY
    coded = code_one(scorer.lexicon, rows[0]) if ways is ONE else code_many(scorer.lexicon, rows)
    if coded.repeats:
        return _without_repeats(scorer, coded.repeats, rows, submissions, places, wanted)
    scores = score(scorer.matrix, coded.headline, ways)
    ends = ends_of(scorer.matrix, coded, ways) if coded.open else None
    done = _assessed(scorer, coded, scores, ends, submissions, places, wanted, ways)
    if wanted.sentence or wanted.distribution or wanted.flips or wanted.as_of:
        return judged(scorer, coded, scores, done, wanted, ways)
    return done, []


def _without_repeats(
    scorer: Scorer,
    repeats: list[int],
    rows: Sequence[Row],
    submissions: Sequence[Any],
    places: Sequence[int],
    wanted: Wanted,
) -> tuple[list[Assessed], list[Bad]]:
    bad = []
    for row in repeats:
        at = f"/submissions/{places[row]}"
        faults = repeat_faults(scorer.matrix.definition, submissions[row], at)
        bad.append(Bad(places[row], submissions[row].ref, faults))
    good = sorted(set(range(len(rows))).difference(repeats))
    if not good:
        return [], bad
    picked = [rows[row] for row in good], [submissions[row] for row in good]
    done, _ = _block(scorer, *picked, [places[row] for row in good], wanted)
    return done, bad


def ends_of(matrix: CompiledMatrix, coded: Coded, ways: Ways) -> tuple[Scores, Scores]:
    """The lowest and highest scores of the open rows."""

    def tried(criterion: int) -> list[Column]:
        places = range(len(matrix.scales[criterion]))
        return [nth_levels(coded, criterion, place) for place in places]

    return spans(matrix, *end_levels(coded), tried, ways)


def _assessed(
    scorer: Scorer,
    coded: Coded,
    scores: Scores,
    ends: tuple[Scores, Scores] | None,
    submissions: Sequence[Any],
    places: Sequence[int],
    wanted: Wanted,
    ways: Ways,
) -> list[Assessed]:
    matrix, spelling, count = scorer.matrix, scorer.spelling, len(submissions)
    columns = results.node_scores(matrix, spelling, coded, scores, ways)
    figures = [each.score for each in columns[matrix.score]]
    bands = repeat(None) if matrix.band is None else [each.band for each in columns[matrix.band]]
    nodes = list(map(spelling.shape, *(columns[number] for number in matrix.shown)))
    ranges = results.ranges(matrix, spelling, coded, scores, ends, ways)
    vectors = results.vectors(matrix, coded, ways)
    explained: Iterable[tuple[Contribution, ...] | None] = repeat(None)
    if wanted.explain:
        explained = reasons(matrix, scorer.explainer, coded, scores, figures, ways)
    return list(
        map(
            Assessed,
            places,
            map(attrgetter("ref"), submissions),
            figures,
            bands,
            ranges,
            nodes,
            results.gaps(matrix, coded, count, ways),
            vectors,
            digests(matrix, map(ResultPart, bands, nodes, ranges, figures), vectors),
            results.confidences(matrix, coded, count, ways),
            map(attrgetter("marking"), submissions),
            map(attrgetter("information_date"), submissions),
            explained,
        )
    )
