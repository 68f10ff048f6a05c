"""Coding: rows of answers become columns of level numbers."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.lexicon import Lexicon, Meaning, meaning
from morile_api.engine.score import Column

Row = Sequence[Any]
"""One threat's answers, one a criterion, as decoded."""


class Coded(msgspec.Struct, frozen=True, eq=False):
    """Rows of answers as columns.

    Attributes:
        numbers: per criterion, (threats,) the number of each answer in `meanings`.
        meanings: per criterion, what each number means.
        headline: per criterion, the level the headline counts; 0 where none does.
        open: places of the threats with an answer of several levels.
        unscored: places of the threats with an answer for which no level counts.
        repeats: places of the threats that name a level twice.
    """

    numbers: list[Column]
    meanings: list[Sequence[Meaning]]
    headline: list[Column]
    open: list[int]
    unscored: list[int]
    repeats: list[int]

    def said(self, row: int) -> list[Meaning]:
        """What one row's answers mean, one a criterion."""
        return [
            known[number if isinstance(number, int) else number[row]]
            for number, known in zip(self.numbers, self.meanings, strict=True)
        ]


class _Numbers(dict[Any, int]):
    """Numbers of the answers met so far; a new one is given a meaning and the next number."""

    def __init__(self, lexicon: Lexicon, criterion: int) -> None:
        super().__init__(lexicon.numbers[criterion])
        self.matrix, self.criterion = lexicon.matrix, criterion
        self.meanings = list(lexicon.meanings[criterion])

    def __missing__(self, said: Any) -> int:
        self[said] = number = len(self.meanings)
        self.meanings.append(meaning(self.matrix, self.criterion, said))
        return number


def code_many(lexicon: Lexicon, rows: Sequence[Row]) -> Coded:
    """Many rows as arrays."""
    numbers: list[NDArray[np.intp]] = []
    meanings: list[Sequence[Meaning]] = []
    headline = []
    unscored = np.zeros(len(rows), dtype=bool)
    several = np.zeros(len(rows), dtype=bool)
    repeats = np.zeros(len(rows), dtype=bool)
    for criterion, column in enumerate(zip(*rows, strict=True)):
        known = _Numbers(lexicon, criterion)
        number = np.fromiter(map(known.__getitem__, column), np.intp, len(rows))
        levels = np.array([each.headline for each in known.meanings], dtype=np.intp)
        counted = levels[number]
        none = counted == NO_LEVEL
        several |= np.array([len(each.levels) > 1 for each in known.meanings])[number]
        if len(known.meanings) > len(lexicon.meanings[criterion]):
            repeats |= np.array([each.repeats for each in known.meanings])[number]
        numbers.append(number)
        meanings.append(known.meanings)
        headline.append(np.where(none, 0, counted))
        unscored |= none
    places = [np.flatnonzero(each).tolist() for each in (several, unscored, repeats)]
    return Coded(numbers, meanings, headline, *places)


def code_one(lexicon: Lexicon, row: Row) -> Coded:
    """One row as plain ints."""
    numbers: list[Column] = []
    meanings: list[Sequence[Meaning]] = []
    for criterion, said in enumerate(row):
        number = lexicon.numbers[criterion].get(said)
        if number is None:
            numbers.append(0)
            meanings.append([meaning(lexicon.matrix, criterion, said)])
        else:
            numbers.append(number)
            meanings.append(lexicon.meanings[criterion])
    mine = [each[number] for each, number in zip(meanings, numbers, strict=True)]
    levels = [each.headline for each in mine]
    headline: list[Column] = [0 if level == NO_LEVEL else level for level in levels]
    at_open = [0] if any(len(each.levels) > 1 for each in mine) else []
    at_unscored = [0] if NO_LEVEL in levels else []
    at_repeats = [0] if any(each.repeats for each in mine) else []
    return Coded(numbers, meanings, headline, at_open, at_unscored, at_repeats)


def nth_levels(coded: Coded, criterion: int, place: int) -> Column:
    """Of the open rows, the level at a place among those a criterion may have.

    Args:
        coded: rows of answers.
        criterion: number of the criterion.
        place: 0 the lowest, -1 the highest; past the highest the highest stands again.
    """
    number, known = coded.numbers[criterion], coded.meanings[criterion]
    if isinstance(number, int):
        return _nth(known[number].levels, place)
    levels = np.array([_nth(each.levels, place) for each in known], dtype=np.intp)
    return levels[number[coded.open]]


def _nth(levels: tuple[int, ...], place: int) -> int:
    return levels[min(place, len(levels) - 1)]
