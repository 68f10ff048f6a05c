"""The crosswalk: answers to one definition carried over to another, and what cannot be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from morile_api.engine.change.answered import answer_of
from morile_api.engine.rows import Row
from morile_api.language.answer import Answer, as_answer
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import UNKNOWN, Matrix
from morile_api.language.replay import Unmatched, UnmatchedLevel

LevelMap = Mapping[str, tuple[str, ...]]
"""Level key -> the levels it may be over there."""


class Way(msgspec.Struct, frozen=True):
    """Where one criterion over there gets its answers from: column and key here, and level map."""

    column: int
    criterion: str
    levels: dict[str, tuple[str, ...]]


class Crosswalk(msgspec.Struct, frozen=True):
    """Two definitions, and for every criterion of the second the way its answers come, if any."""

    before: Matrix
    after: Matrix
    ways: dict[str, Way | None]


def crosswalk_of(before: Matrix, after: Matrix, crossings: Sequence[Any] | None) -> Crosswalk:
    """The ways from one definition to another.

    Between versions of one matrix a key keeps its meaning, so what is not named keeps its key.
    Between different matrices the same key may mean something else, so only what is named crosses.

    Args:
        before: what the submissions are for.
        after: what to carry them over to.
        crossings: as decoded; `from` is a criterion of `before`.

    Raises:
        BadSubmission: with every fault of the crossings.
    """
    if before.matrix != after.matrix and not crossings:
        detail = f"{before.id} and {after.id} are different matrices; say which criterion is which"
        raise BadSubmission([Fault("/crosswalk", Code.NO_CROSSWALK, detail)])
    listed = crossings or []
    targets = [each.to for each in listed]
    faults = [
        fault
        for place, each in enumerate(listed)
        for fault in _faults(before, after, each, f"/crosswalk/{place}", targets[:place])
    ]
    if faults:
        raise BadSubmission(faults)
    named = {each.to: _way(before, after, each.from_, each.to, each.levels) for each in listed}
    here = {criterion.key for criterion in before.criteria}
    ways: dict[str, Way | None] = {}
    for criterion in after.criteria:
        key = criterion.key
        kept = before.matrix == after.matrix and key in here
        ways[key] = named.get(key) or (_way(before, after, key, key, None) if kept else None)
    return Crosswalk(before, after, ways)


def _levels(matrix: Matrix, key: str) -> list[str]:
    criterion = next(each for each in matrix.criteria if each.key == key)
    return [level.key for level in matrix.scale_of(criterion).levels]


def _way(before: Matrix, after: Matrix, here: str, there: str, crossings: Any) -> Way:
    column = [criterion.key for criterion in before.criteria].index(here)
    known = _levels(after, there)
    levels: dict[str, tuple[str, ...]]
    if crossings is None:
        levels = {key: (key,) for key in _levels(before, here) if key in known}
    else:
        levels = {each.from_: as_answer(each.to, known).levels for each in crossings}
    return Way(column, here, levels)


def _faults(
    before: Matrix, after: Matrix, crossing: Any, at: str, taken: Sequence[str]
) -> Iterator[Fault]:
    keys = [criterion.key for criterion in after.criteria]
    if crossing.to not in keys:
        detail = f"no criterion of {after.id}; choose from {', '.join(keys)}"
        yield Fault(f"{at}/to", Code.NO_SUCH_CRITERION, detail)
        return
    if crossing.to in taken:
        detail = f"{crossing.to} gets its answers twice; name it once"
        yield Fault(f"{at}/to", Code.REPEATED_CRITERION, detail)
    here, there = _levels(before, crossing.from_), _levels(after, crossing.to)
    seen: set[str] = set()
    for place, level in enumerate(crossing.levels or []):
        spot = f"{at}/levels/{place}"
        if level.from_ not in here:
            detail = f"no level of {crossing.from_}; choose from {', '.join(here)}"
            yield Fault(f"{spot}/from", Code.NO_SUCH_LEVEL, detail)
        elif level.from_ in seen:
            detail = "the level stands twice; name it once"
            yield Fault(f"{spot}/from", Code.REPEATED_LEVEL, detail)
        seen.add(level.from_)
        # Of several levels each is one; unknown stands alone.
        one = isinstance(level.to, str)
        choices = [*there, UNKNOWN] if one else there
        if not set((level.to,) if one else level.to) <= set(choices):
            detail = f"no level of {crossing.to}; choose from {', '.join(choices)}"
            yield Fault(f"{spot}/to", Code.NO_SUCH_LEVEL, detail)


def carried(crosswalk: Crosswalk, rows: Sequence[Row]) -> tuple[list[list[Answer]], Unmatched]:
    """Rows of answers to the first definition as rows of answers to the second.

    An answer any level of which has no counterpart becomes unknown: it could be anything.

    Args:
        crosswalk: the ways.
        rows: one answer a criterion of the first definition, as decoded.

    Returns:
        One answer a criterion of the second, in its order; and what has no counterpart.
    """
    columns: list[list[Answer]] = []
    lost: Counter[tuple[str, str]] = Counter()
    ways = list(crosswalk.ways.items())
    for key, way in ways:
        there = _levels(crosswalk.after, key)
        if way is None:
            columns.append([as_answer(UNKNOWN, there)] * len(rows))
            continue
        here = _levels(crosswalk.before, way.criterion)
        met: dict[Any, tuple[Answer, list[str]]] = {}
        column = []
        for row in rows:
            said = row[way.column]
            if said not in met:
                met[said] = _carried(answer_of(said, here), way.levels, here, there)
            answer, missing = met[said]
            column.append(answer)
            lost.update((key, level) for level in missing)
        columns.append(column)
    used = {way.criterion for _, way in ways if way is not None}
    unmatched = Unmatched(
        criteria=tuple(c.key for c in crosswalk.before.criteria if c.key not in used),
        new_criteria=tuple(key for key, way in ways if way is None),
        levels=tuple(_unmatched_levels(crosswalk, lost)),
    )
    return [list(row) for row in zip(*columns, strict=True)], unmatched


def _carried(
    answer: Answer, levels: LevelMap, here: Sequence[str], there: Sequence[str]
) -> tuple[Answer, list[str]]:
    """The answer over there, and the levels of this one that have no counterpart."""
    if len(answer.levels) == len(here) > 1:
        return as_answer(UNKNOWN, there, answer.confidence), []
    missing = [level for level in answer.levels if level not in levels]
    if missing:
        return as_answer(UNKNOWN, there), missing
    maybe = {over for level in answer.levels for over in levels[level]}
    return as_answer(tuple(maybe), there, answer.confidence), []


def _unmatched_levels(
    crosswalk: Crosswalk, lost: Mapping[tuple[str, str], int]
) -> Iterator[UnmatchedLevel]:
    for key, way in crosswalk.ways.items():
        if way is not None:
            for level in _levels(crosswalk.before, way.criterion):
                if level not in way.levels:
                    yield UnmatchedLevel(way.criterion, key, level, lost.get((key, level), 0))
