"""Coding: rows of answers become columns of level numbers."""

from collections.abc import Sequence
from operator import attrgetter, getitem
from typing import Any

import msgspec
import numpy as np

from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.lexicon import NOT_STATED, Lexicon, Meaning
from morile_api.engine.score import Column
from morile_api.language.matrix import UNKNOWN


class Coded(msgspec.Struct, frozen=True, eq=False):
    """Rows of answers as columns.

    Attributes:
        numbers: per criterion, the number of each answer in `meanings`.
        meanings: per criterion, what each number means.
        headline: per criterion, the level the headline counts; 0 where none does.
        simple: whether every answer is one level.
        plain: whether every answer is one level or unknown, without confidence.
        open: places of the threats with an answer of several levels.
        repeats: places of the threats that name a level twice.
    """

    numbers: list[Column]
    meanings: Sequence[Sequence[Meaning]]
    headline: list[Column]
    simple: bool
    plain: bool
    open: list[int]
    repeats: list[int]

    def said(self, row: int) -> list[Meaning]:
        """What one row's answers mean, one a criterion."""
        return [
            known[number if isinstance(number, int) else number[row]]
            for number, known in zip(self.numbers, self.meanings, strict=True)
        ]

    def all_said(self) -> list[tuple[Meaning, ...]]:
        """What every row's answers mean, one a criterion."""
        columns = [
            [known[number] for number in np.atleast_1d(numbers).tolist()]
            for numbers, known in zip(self.numbers, self.meanings, strict=True)
        ]
        return list(zip(*columns, strict=True))

    def facts(self, criterion: int, name: str) -> Column:
        """One attribute of the meanings of a criterion's answers, as a column."""
        number, known = self.numbers[criterion], self.meanings[criterion]
        if isinstance(number, int):
            return getattr(known[number], name)
        return np.array(list(map(attrgetter(name), known)))[number]


class _Numbers(dict[Any, int]):
    """Numbers of the answers met so far; a new one is given a meaning and the next number."""

    def __init__(self, lexicon: Lexicon, criterion: int) -> None:
        super().__init__(lexicon.numbers[criterion])
        self.known = lexicon.known[criterion]
        self.meanings = list(lexicon.meanings[criterion])

    def __missing__(self, said: Any) -> int:
        self[said] = number = len(self.meanings)
        self.meanings.append(self.known[said])
        return number


def code_many(lexicon: Lexicon, rows: Sequence[Sequence[Any]]) -> Coded:
    """Many rows as arrays."""
    numbers: list[Column] = []
    meanings: list[Sequence[Meaning]] = []
    headline: list[Column] = []
    several = np.zeros(len(rows), dtype=bool)
    repeats: set[int] = set()
    for criterion, column in enumerate(zip(*rows, strict=True)):
        known = _Numbers(lexicon, criterion)
        number = np.fromiter(map(known.__getitem__, column), np.intp, len(rows))
        levels = np.array([each.headline for each in known.meanings], dtype=np.intp)
        levels[levels == NO_LEVEL] = 0
        several |= np.array([len(each.levels) > 1 for each in known.meanings])[number]
        for fault in [place for place, each in enumerate(known.meanings) if each.repeats]:
            repeats.update(np.flatnonzero(number == fault).tolist())
        numbers.append(number)
        meanings.append(known.meanings)
        headline.append(levels[number])
    at_open = np.flatnonzero(several).tolist()
    plain = list(map(len, meanings)) == list(map(len, lexicon.meanings))
    return Coded(numbers, meanings, headline, not at_open, plain, at_open, sorted(repeats))


def code_one(lexicon: Lexicon, row: Sequence[Any]) -> Coded:
    """One row as plain ints."""
    said: list[Meaning] = list(map(getitem, lexicon.known, row))
    levels: list[Column] = [each.headline for each in said]
    if NO_LEVEL in levels:
        levels = [0 if level == NO_LEVEL else level for level in levels]
    plain = {str}.issuperset(map(type, row))
    several = not (plain and UNKNOWN not in row) and any(len(each.levels) > 1 for each in said)
    repeats = not plain and any(each.repeats for each in said)
    at = [[0] if flag else [] for flag in (several, repeats)]
    return Coded([0] * len(said), list(zip(said)), levels, not several, plain, *at)


def end_levels(coded: Coded) -> tuple[list[Column], list[Column]]:
    """Of the open rows, the lowest and the highest level of each criterion."""
    if isinstance(coded.numbers[0], int):
        levels = [known[0].levels for known in coded.meanings]
        return [each[0] for each in levels], [each[-1] for each in levels]
    every = range(len(coded.numbers))
    return [nth_levels(coded, each, 0) for each in every], [
        nth_levels(coded, each, -1) for each in every
    ]


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


def weakest_stated(coded: Coded, criteria: Sequence[int], ways_smaller: Any) -> Column:
    """The weakest confidence stated among some criteria, or NOT_STATED."""
    weakest: Column = NOT_STATED
    for criterion in criteria:
        weakest = ways_smaller(weakest, coded.facts(criterion, "confidence"))
    return weakest
