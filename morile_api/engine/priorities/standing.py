"""Standings: the exact headline score of every threat, and how far its gaps leave it open."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine import results
from morile_api.engine.assess import ends_of
from morile_api.engine.coding import Coded, code_many
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.distribution import Spread
from morile_api.engine.rows import rows_of
from morile_api.engine.score import MANY, Scores, score
from morile_api.engine.scorer import Scorer
from morile_api.engine.spreads import spreads
from morile_api.language.assessment import Number, Range

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Standings(msgspec.Struct, frozen=True, eq=False):
    """Every threat of a request, in its order.

    Attributes:
        matrix: they were scored with.
        scores: exact headline scores, over the headline node's denominator; (threats,).
        scored: whether there is a headline score; where not, `scores` means nothing.
        lows: the lowest score each can have; `highs` the highest.
        nodes: every node's exact score, and whether it has one, in the order of `matrix.nodes`.
        figures: headline scores as printed.
        bands: headline bands.
        ranges: as printed.
        spreads: how likely each score is; None where working that out would be too large.
    """

    matrix: CompiledMatrix
    scores: Whole
    scored: Mask
    lows: Whole
    highs: Whole
    nodes: list[tuple[Whole, Mask]]
    figures: list[Number | None]
    bands: list[str | None]
    ranges: list[Range]
    spreads: list[Spread | None]

    def __len__(self) -> int:
        """Number of threats."""
        return len(self.figures)


def standings(scorer: Scorer, submissions: Sequence[Any]) -> Standings:
    """Score every submission.

    Args:
        scorer: of the matrix they name.
        submissions: decoded and without faults.
    """
    rows, _, _ = rows_of(scorer.matrix.definition, submissions, range(len(submissions)))
    return _standings(scorer, code_many(scorer.lexicon, rows))


def _standings(scorer: Scorer, coded: Coded) -> Standings:
    matrix = scorer.matrix
    scores = score(matrix, coded.headline, MANY)
    ends = ends_of(matrix, coded, MANY) if coded.open else None
    head = scores.values[matrix.score]
    lows, highs = head.copy(), head.copy()
    if ends is not None:
        lows[coded.open], highs[coded.open] = (each.values[matrix.score] for each in ends)
    columns = results.node_scores(matrix, scorer.spelling, coded, scores, MANY)
    banded = matrix.score if matrix.band is None else matrix.band
    absent = [_absent(matrix, coded, number) for number in range(len(matrix.nodes))]
    nodes = list(zip(scores.values, [~each for each in absent], strict=True))
    return Standings(
        matrix=matrix,
        scores=head,
        scored=~absent[matrix.score],
        lows=lows,
        highs=highs,
        nodes=nodes,
        figures=[each.score for each in columns[matrix.score]],
        bands=[each.band if matrix.band is not None else None for each in columns[banded]],
        ranges=results.ranges(matrix, scorer.spelling, coded, scores, ends, MANY),
        spreads=_spreads(scorer, coded, scores),
    )


def _absent(matrix: CompiledMatrix, coded: Coded, number: int) -> Mask:
    """Where an answer without a level that counts leaves a node without a headline score."""
    absent = np.zeros(len(coded.headline[0]), dtype=bool)
    if coded.simple:
        return absent
    moves = matrix.directions[number].of
    for criterion, stand_in in enumerate(matrix.stand_ins):
        if stand_in == NO_LEVEL and moves[criterion] != 0:
            absent |= coded.facts(criterion, "headline") == NO_LEVEL
    return absent


def _spreads(scorer: Scorer, coded: Coded, scores: Scores) -> list[Spread | None]:
    matrix = scorer.matrix
    values = scores.values[matrix.score].tolist()
    certain = map(Spread, zip(values, strict=True), ((1,),) * len(values))
    found: list[Spread | None] = list(certain)
    if coded.open:
        # Only the open rows: the distribution of a certain score is known without working it out.
        worked = spreads(matrix, scorer.odds, matrix.score, coded, coded.open)
        for row, each in zip(coded.open, worked, strict=True):
            found[row] = each
    return found
