"""The lexicon: what every answer to a criterion means, worked out once for the simple ones."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec

from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.memo import Memo
from morile_api.engine.odds import level_weights
from morile_api.language.answer import WEAKEST_FIRST, Answer, as_answer, written
from morile_api.language.assessment import Number
from morile_api.language.matrix import UNKNOWN

MOST_KNOWN = 1_000
"""Answers to one criterion that are remembered: sets, confidence and grading make many."""

NOT_STATED = len(WEAKEST_FIRST)
"""A confidence that was not stated: above the strongest, so that a minimum passes it by."""


class Meaning(msgspec.Struct, frozen=True):
    """What one answer means for one criterion.

    Attributes:
        headline: number of the level the headline counts, or NO_LEVEL.
        levels: numbers of all the levels it may be, ascending.
        weights: how likely each of them is, as integer weights.
        gap: whether it is unknown.
        confidence: number of the stated confidence, weakest 0, or NOT_STATED.
        text: its part of the vector, `/PH:severe~low`.
        answered: the levels as people read them, `substantial|severe`.
        counts_as: the level the headline counts where that is not what was answered.
        worth: the printed points of the level that counts.
        repeats: whether the caller named a level twice, which is refused.
    """

    headline: int
    levels: tuple[int, ...]
    weights: tuple[int, ...]
    gap: bool
    confidence: int
    text: str
    answered: str
    counts_as: str | None
    worth: Number = 0
    repeats: bool = False


class Lexicon(msgspec.Struct, frozen=True, eq=False):
    """Per criterion: numbers of the simple answers, what each means, and what any answer means."""

    matrix: CompiledMatrix
    numbers: tuple[dict[Any, int], ...]
    meanings: tuple[tuple[Meaning, ...], ...]
    known: tuple[Memo, ...]


def lexicon_of(matrix: CompiledMatrix) -> Lexicon:
    """The simple answers (one level, or unknown) to every criterion."""
    numbers, meanings = [], []
    for criterion, scale in enumerate(matrix.scales):
        said = [*scale, UNKNOWN]
        numbers.append({key: number for number, key in enumerate(said)})
        meanings.append(tuple(meaning(matrix, criterion, key) for key in said))
    every = range(matrix.size)
    known = tuple(Memo(partial(meaning, matrix, each), MOST_KNOWN) for each in every)
    return Lexicon(matrix, tuple(numbers), tuple(meanings), known)


def meaning(matrix: CompiledMatrix, criterion: int, said: Any) -> Meaning:
    """What an answer means for a criterion.

    Args:
        matrix: compiled.
        criterion: number of the criterion.
        said: as decoded: a key, a tuple of keys, an object with `level` and `confidence`, or an
            `Answer`; every key is one of the criterion's.
    """
    scale = matrix.scales[criterion]
    answer, repeats = _canonical(said, scale)
    named = tuple(scale.index(key) for key in answer.levels)
    around = matrix.spread.get(answer.confidence or "")
    likely = level_weights(named, matrix.priors[criterion], around)
    # A level the prior rules out is still possible if it is named: the range shows it.
    levels = sorted(likely.keys() | set(named))
    headline = headline_level(named, matrix.stand_ins[criterion])
    spelt = written(answer, scale)
    answered = spelt.partition("~")[0]
    counts_as = None if headline == NO_LEVEL else scale[headline]
    stated = answer.confidence
    return Meaning(
        headline=headline,
        levels=tuple(levels),
        weights=tuple(likely.get(level, 0) for level in levels),
        gap=answered == UNKNOWN,
        confidence=NOT_STATED if stated is None else WEAKEST_FIRST.index(stated),
        text=f"/{matrix.definition.criteria[criterion].code}:{spelt}",
        answered=answered,
        counts_as=None if counts_as == answered else counts_as,
        worth=_worth(matrix, criterion, headline),
        repeats=repeats,
    )


def _worth(matrix: CompiledMatrix, criterion: int, headline: int) -> Number:
    # Where no level counts there is no headline either, and this is not shown.
    points = matrix.points[criterion].one[0 if headline == NO_LEVEL else headline]
    return printed(points, matrix.point_denominators[criterion], matrix.definition.decimals)


def _canonical(said: Any, scale: Sequence[str]) -> tuple[Answer, bool]:
    if isinstance(said, Answer):
        return said, False
    if type(said) in (str, tuple):
        return as_answer(said, scale), not isinstance(said, str) and len(set(said)) < len(said)
    answer, repeats = _canonical(said.level, scale)
    return msgspec.structs.replace(answer, confidence=said.confidence), repeats


def headline_level(levels: Sequence[int], stand_in: int) -> int:
    """The level an answer counts as in the headline.

    A single level counts as itself. Of several the one nearest to the stand-in for unknown counts;
    of two equally near the higher, so that missing intelligence does not lower a threat.
    """
    if len(levels) == 1:
        return levels[0]
    if stand_in == NO_LEVEL:
        return NO_LEVEL
    return min(levels, key=lambda level: (abs(level - stand_in), -level))
