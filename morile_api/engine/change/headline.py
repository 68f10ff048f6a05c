"""Headlines: the exact score and the band of many threats, and which have one at all."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.coding import Coded, code_many
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.lexicon import lexicon_of
from morile_api.engine.rows import Row
from morile_api.engine.score import MANY, Column, score


class Headlines(msgspec.Struct, frozen=True, eq=False):
    """One a threat.

    Attributes:
        values: exact scores, over `below`; any number where there is none.
        below: the score's denominator.
        scored: whether there is a score.
        steps: numbers of the bands in `names`, -1 where there is none.
        names: keys of the bands.
    """

    values: NDArray[np.int64]
    below: int
    scored: NDArray[np.bool_]
    steps: NDArray[np.intp]
    names: tuple[str, ...]

    def bands(self) -> list[str | None]:
        """Keys of the bands; None where there is none."""
        return [None if step < 0 else self.names[step] for step in self.steps.tolist()]


def band_crossed(before: str | None, after: str | None) -> bool | None:
    """Whether one band is another than the other; None where neither is there."""
    return None if before is None and after is None else before != after


def coded_rows(matrix: CompiledMatrix, rows: Sequence[Row]) -> Coded:
    """Rows of answers as columns."""
    return code_many(lexicon_of(matrix), rows)


def headlines(matrix: CompiledMatrix, coded: Coded) -> Headlines:
    """The headline of every row.

    Args:
        matrix: compiled.
        coded: answers, at least one row, under this matrix or one with the same levels and
            stand-ins.
    """
    scores = score(matrix, coded.headline, MANY)
    values = np.asarray(scores.values[matrix.score])
    steps, names = np.full(len(values), -1), tuple[str, ...]()
    if matrix.band is not None:
        names = matrix.nodes[matrix.band].bands
        found: Column = scores.bands[matrix.band]
        steps = np.where(_stands(matrix, coded, matrix.band), found, -1)
    below, scored = matrix.nodes[matrix.score].denominator, _stands(matrix, coded, matrix.score)
    return Headlines(values, below, scored, steps, names)


def _stands(matrix: CompiledMatrix, coded: Coded, node: int) -> NDArray[np.bool_]:
    """Whether every answer that can move a node has a level that counts."""
    stands = np.ones(len(coded.headline[0]), dtype=bool)
    for criterion, stand_in in enumerate(matrix.stand_ins):
        if stand_in == NO_LEVEL and matrix.directions[node].of[criterion] != 0:
            stands &= coded.facts(criterion, "headline") != NO_LEVEL
    return stands
