"""Lines: each row's vector and digest; texts of its own, so this takes far longer than a score."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine import results
from morile_api.engine.assess import BLOCK, ends_of
from morile_api.engine.coding import Coded
from morile_api.engine.columns.assess_columns import numbered
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.tables import headline, levels_at
from morile_api.engine.columns.understood import Understood, understood
from morile_api.engine.digest import ResultPart
from morile_api.engine.digest import digests as digests_of
from morile_api.engine.lexicon import Lexicon
from morile_api.engine.score import MANY, score
from morile_api.engine.scorer import Scorer


def vectors(lexicon: Lexicon, columns: Sequence[LevelColumn]) -> NDArray[Any]:
    """(rows,) the canonical vector of each row; of one at fault it means nothing.

    Args:
        lexicon: of the matrix.
        columns: as in `assess_columns`.
    """
    return _by_block(lexicon, columns, lambda coded: results.vectors(lexicon.matrix, coded, MANY))


def digests(scorer: Scorer, columns: Sequence[LevelColumn]) -> NDArray[Any]:
    """(rows,) the digest of each row's assessment; of one at fault it means nothing.

    Args:
        scorer: of the matrix.
        columns: as in `assess_columns`.
    """
    return _by_block(scorer.lexicon, columns, lambda coded: _digests(scorer, coded))


def _by_block(lexicon: Lexicon, columns: Sequence[LevelColumn], made: Any) -> NDArray[Any]:
    answers = [understood(lexicon, n, column.words) for n, column in enumerate(columns)]
    found = np.empty(len(columns[0].codes), dtype=object)
    for start in range(0, len(found), BLOCK):
        rows = slice(start, start + BLOCK)
        numbers = [
            numbered(column.codes[rows], said).astype(np.intp)
            for column, said in zip(columns, answers, strict=True)
        ]
        found[rows] = made(_coded(lexicon, answers, numbers))
    return found


def _coded(lexicon: Lexicon, answers: Sequence[Understood], numbers: list[NDArray[Any]]) -> Coded:
    """A block as rows are coded; what is no answer counts as the lowest level."""
    meanings = [
        (*said.meanings, *[lexicon.meanings[number][0]] * len(said.wrong))
        for number, said in enumerate(answers)
    ]
    levels = [
        levels_at(said, headline).take(mine) for said, mine in zip(answers, numbers, strict=True)
    ]
    several = np.zeros(len(numbers[0]), dtype=bool)
    for known, mine in zip(meanings, numbers, strict=True):
        several |= np.array([len(each.levels) > 1 for each in known]).take(mine)
    at_open = np.flatnonzero(several).tolist()
    return Coded(numbers, meanings, levels, not at_open, False, at_open, [])


def _digests(scorer: Scorer, coded: Coded) -> list[str]:
    matrix, spelling = scorer.matrix, scorer.spelling
    scores = score(matrix, coded.headline, MANY)
    ends = ends_of(matrix, coded, MANY) if coded.open else None
    columns = results.node_scores(matrix, spelling, coded, scores, MANY)
    figures = map(attrgetter("score"), columns[matrix.score])
    bands: Any = [None] * len(columns[matrix.score])
    if matrix.band is not None:
        bands = map(attrgetter("band"), columns[matrix.band])
    nodes = map(spelling.shape, *(columns[number] for number in matrix.shown))
    ranges = results.ranges(matrix, spelling, coded, scores, ends, MANY)
    written = results.vectors(matrix, coded, MANY)
    return digests_of(matrix, map(ResultPart, bands, nodes, ranges, figures), written)
