"""Answers in SQL: from the text of a cell to the levels it leaves open and the one that counts."""

from collections.abc import Iterable, Sequence

from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.sql.dialects import Speech
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.matrix import UNKNOWN

Columns = dict[str, str]
"""New columns of a stage: name -> expression over the stage below it."""


def given(matrix: CompiledMatrix, speech: Speech, keep: Sequence[str]) -> Columns:
    """All that is taken from the table, under names that no criterion can have.

    Whatever else the table has stays below: a column of it that is called like one of ours would
    be taken for ours.
    """
    kept = {f"_kept_{number}": speech.name(each) for number, each in enumerate(keep)}
    return kept | {
        f"_cell_{number}": speech.name(criterion.key)
        for number, criterion in enumerate(matrix.definition.criteria)
    }


def levels_plain(matrix: CompiledMatrix) -> Columns:
    """Per criterion the number of the level where its cell is one level and no more, else null."""
    return {
        f"plain_{number}": "CASE {} {} END".format(
            f"_cell_{number}",
            " ".join(f"WHEN '{key}' THEN {at}" for at, key in enumerate(scale)),
        )
        for number, scale in enumerate(matrix.scales)
    }


def levels_said(matrix: CompiledMatrix, speech: Speech) -> Columns:
    """Per criterion the list of levels that any other cell names; null where it is no answer."""
    return {
        # Nothing is no answer, like an empty text; DuckDB cannot plan for a column of nothing else.
        f"said_{number}": _said(number, f"COALESCE(_cell_{number}, '')", scale, speech)
        for number, scale in enumerate(matrix.scales)
    }


def _said(number: int, cell: str, scale: tuple[str, ...], speech: Speech) -> str:
    levels = speech.split.format(f"split_part({cell}, '~', 1)")
    marks = f"length({cell}) - length(replace({cell}, '~', ''))"
    stated = ", ".join(f"'{each}'" for each in WEAKEST_FIRST)
    sure = f"({marks} = 0 OR ({marks} = 1 AND split_part({cell}, '~', 2) IN ({stated})))"
    once = f"{speech.distinct.format(levels)} = {speech.size.format(levels)}"
    named = f"{speech.within.format(levels, speech.texts(scale))} AND {once}"
    return (
        f"CASE WHEN plain_{number} IS NOT NULL THEN NULL "
        f"WHEN {sure} AND split_part({cell}, '~', 1) = '{UNKNOWN}' THEN {speech.texts(scale)} "
        f"WHEN {sure} AND {named} THEN {levels} END"
    )


def levels_meant(matrix: CompiledMatrix, speech: Speech) -> Columns:
    """Per criterion the lowest, the highest and the counting level, and whether it is a gap."""
    found: Columns = {}
    for number, scale in enumerate(matrix.scales):
        upwards = list(range(len(scale)))
        plain, said = f"plain_{number}", f"said_{number}"
        counted = _counted(said, scale, matrix.stand_ins[number], speech)
        found[f"low_{number}"] = f"COALESCE({plain}, {_first(said, scale, upwards, speech)})"
        found[f"high_{number}"] = f"COALESCE({plain}, {_first(said, scale, upwards[::-1], speech)})"
        found[f"head_{number}"] = f"COALESCE({plain}, {counted})"
        every = f"{speech.size.format(said)} = {len(scale)}"
        found[f"gap_{number}"] = every if len(scale) > 1 else "FALSE"
    return found


def _counted(said: str, scale: tuple[str, ...], stand_in: int, speech: Speech) -> str:
    """The level nearest to the stand-in, the higher of two; a single one counts as itself."""
    if stand_in == NO_LEVEL:
        one = f"{speech.size.format(said)} = 1"
        return f"CASE WHEN {one} THEN {_first(said, scale, range(len(scale)), speech)} END"
    nearest = sorted(range(len(scale)), key=lambda level: (abs(level - stand_in), -level))
    return _first(said, scale, nearest, speech)


def _first(said: str, scale: tuple[str, ...], order: Iterable[int], speech: Speech) -> str:
    cases = " ".join(
        f"WHEN {speech.has.format(said, scale[level])} THEN {level}" for level in order
    )
    return f"CASE WHEN {said} IS NULL THEN NULL {cases} END"


def faults(matrix: CompiledMatrix) -> str:
    """The criteria without an answer that can be read, or an empty text."""
    cases = [
        f"CASE WHEN plain_{number} IS NULL AND said_{number} IS NULL THEN '{criterion.key}' END"
        for number, criterion in enumerate(matrix.definition.criteria)
    ]
    return f"concat_ws('|', {', '.join(cases)})"


def gaps(matrix: CompiledMatrix) -> str:
    """The criteria that are answered unknown."""
    cases = [
        f"CASE WHEN gap_{number} THEN '{criterion.key}' END"
        for number, criterion in enumerate(matrix.definition.criteria)
    ]
    return f"concat_ws('|', {', '.join(cases)})"
