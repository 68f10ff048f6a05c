"""Moved figures: which of the changed figures of a piece the answers of a submission rest on."""

from collections.abc import Callable, Sequence

from morile_api.engine.change.answered import answer_of
from morile_api.engine.change.parts import NEUTRAL, STRUCTURE, Part
from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.compiling.compile import stand_ins_of
from morile_api.engine.lexicon import headline_level
from morile_api.engine.memo import Memo
from morile_api.engine.rows import Row
from morile_api.language.difference import Changed, difference
from morile_api.language.matrix import Matrix

Figures = tuple[Changed, ...]

MEMBERS = {
    "points": "/scales/{}/levels",
    "stand_in": "/scales/{}/unknown_counts_as",
    "own_stand_in": "/criteria/{}/unknown_counts_as",
    "weights": "/nodes/{}/weights",
    "bands": "/nodes/{}/bands",
    "cells": "/nodes/{}/cells",
}
"""Where the figures of each kind of piece stand in a definition."""


def moved_figures(
    before: Matrix, after: Matrix, parts: Sequence[Part], rows: Sequence[Row]
) -> list[Callable[[int], Figures]]:
    """Per piece, from the number of a submission to the changed figures it rests on.

    Of points these are the levels that were chosen; of everything else the whole piece, for a band
    or a cell can be reached from several sides.

    Args:
        before: the version the submissions are for.
        after: the version they were replayed with.
        parts: what changed between the two.
        rows: answers to the first version.
    """
    changes = [each for each in difference(before, after).changes if each.requires != "patch"]
    return [_of_part(before, after, part, changes, rows) for part in parts]


def _of_part(
    before: Matrix, after: Matrix, part: Part, changes: Sequence[Changed], rows: Sequence[Row]
) -> Callable[[int], Figures]:
    if part.kind == STRUCTURE:
        whole = tuple(each for each in changes if not NEUTRAL.fullmatch(each.where))
        return lambda _: whole
    place = MEMBERS[part.kind].format(part.key)
    mine = tuple(each for each in changes if f"{each.where}/".startswith(f"{place}/"))
    if part.kind != "points":
        return lambda _: mine
    by_level = {each.where.removeprefix(f"{place}/").partition("/")[0]: each for each in mine}
    chosen = [
        (number, _counted(before, after, number))
        for number, criterion in enumerate(before.criteria)
        if criterion.scale == part.key
    ]

    def figures(row: int) -> Figures:
        levels = set().union(*(counted[rows[row][criterion]] for criterion, counted in chosen))
        return tuple(each for level, each in by_level.items() if level in levels)

    return figures


def _counted(before: Matrix, after: Matrix, criterion: int) -> Memo:
    """From what is said about a criterion to the levels that count for it in either version."""
    scale = [level.key for level in before.scale_of(before.criteria[criterion]).levels]
    key = before.criteria[criterion].key
    numbers = (number for number, each in enumerate(after.criteria) if each.key == key)
    stand_ins = {stand_ins_of(before)[criterion]}
    stand_ins |= {stand_ins_of(after)[number] for number in numbers}

    def counted(said: object) -> set[str]:
        named = [scale.index(level) for level in answer_of(said, scale).levels]
        counts = {headline_level(named, each) for each in stand_ins}
        return {scale[level] for level in counts if level != NO_LEVEL}

    return Memo(counted)
