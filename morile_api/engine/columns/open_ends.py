"""Open ends: lowest and highest where a node may fall as a level rises."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from numpy.typing import NDArray

from morile_api.engine.columns.tables import Sides, highest, levels_at, lowest
from morile_api.engine.columns.understood import Understood
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.lexicon import Meaning
from morile_api.engine.score import MANY, Column, Scores
from morile_api.engine.span import spans


def either_way(
    matrix: CompiledMatrix, answers: Sequence[Understood], numbers: Sequence[NDArray[Any]]
) -> tuple[Sides, Sides]:
    """The lowest and the highest each node can be, for a block of rows.

    Args:
        matrix: compiled.
        answers: per criterion, the different answers of its column.
        numbers: per criterion, (rows,) the number of each row's answer.
    """
    lows, highs = (
        [levels_at(said, end).take(mine) for said, mine in zip(answers, numbers, strict=True)]
        for end in (lowest, highest)
    )

    def tried(criterion: int) -> list[Column]:
        return [
            levels_at(answers[criterion], partial(nth, place)).take(numbers[criterion])
            for place in range(len(matrix.scales[criterion]))
        ]

    low, high = spans(matrix, lows, highs, tried, MANY)
    return _sides(low), _sides(high)


def nth(place: int, meaning: Meaning) -> int:
    """The level at a place among those an answer may be; past the highest that stands again."""
    return meaning.levels[min(place, len(meaning.levels) - 1)]


def _sides(scores: Scores) -> Sides:
    bands = {number: band for number, band in enumerate(scores.bands) if band is not None}
    return Sides(dict(enumerate(scores.values)), bands)
