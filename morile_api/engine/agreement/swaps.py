"""Swaps: which criteria move bands when one assessor's level takes the place of another's."""

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.panel import Sheet
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.score import MANY, Column, Scores, score
from morile_api.language.agreement import Discussion

LARGEST = 2**62


class Swapped(msgspec.Struct, frozen=True):
    """One criterion, over every ordered pair of assessors of one threat who each named a level.

    Attributes:
        swaps: how many such pairs.
        changes: of these, how many change the band of the first when the second's level is put in.
        threats: on how many threats any does.
        score: sum of the changes of the score, upwards and downwards alike.
    """

    swaps: int
    changes: int
    threats: int
    score: int


def swapped(matrix: CompiledMatrix, sheet: Sheet, threats: int, criterion: int) -> Swapped:
    """What swaps at one criterion change.

    Only what levels there are on a threat matters, not who named them, so the work grows with the
    submissions and the levels that differ, not with the pairs.
    """
    size = len(matrix.scales[criterion])
    levels = sheet.levels[criterion]
    counting = sheet.scored if matrix.band is None else sheet.scored & sheet.banded
    said = levels >= 0
    table = np.bincount(sheet.threat[said] * size + levels[said], minlength=threats * size)
    table = table.reshape(threats, size)
    first = np.flatnonzero(said & counting)
    swaps = int(table[sheet.threat[first]].sum()) - len(first)
    changes = total = 0
    moved = np.zeros(threats, dtype=bool)
    for level in range(size):
        rows = first[levels[first] != level]
        rows = rows[table[sheet.threat[rows], level] > 0]
        if len(rows):
            times = table[sheet.threat[rows], level]
            after = score(matrix, _with(sheet, rows, criterion, level), MANY)
            changed = _changed(matrix, sheet, rows, after)
            changes += int(times[changed].sum())
            moved[sheet.threat[rows[changed]]] = True
            total += _exact_sum(np.abs(after.values[matrix.score] - sheet.scores[rows]), times)
    return Swapped(swaps, changes, int(moved.sum()), total)


def _with(sheet: Sheet, rows: NDArray[np.intp], criterion: int, level: int) -> list[Any]:
    columns = [column[rows] for column in sheet.headline]
    columns[criterion] = np.full(len(rows), level, dtype=np.intp)
    return columns


def _changed(
    matrix: CompiledMatrix, sheet: Sheet, rows: NDArray[np.intp], after: Scores
) -> NDArray[np.bool_]:
    if matrix.band is None:
        return np.zeros(len(rows), dtype=bool)
    bands: Column = after.bands[matrix.band]
    return np.not_equal(bands, sheet.bands[rows])


def _exact_sum(values: NDArray[np.int64], times: NDArray[np.int64]) -> int:
    if int(values.max()) * int(times.sum()) > LARGEST:
        values = values.astype(object)
    return int((values * times).sum())


def discussions(matrix: CompiledMatrix, sheet: Sheet, threats: int) -> list[Discussion]:
    """The criteria, those whose swaps change most bands first.

    Of equally many, those that change the score more; then in the matrix's order.
    """
    found = [swapped(matrix, sheet, threats, number) for number in range(matrix.size)]
    order = sorted(range(matrix.size), key=lambda number: _weight(found[number]))
    criteria = matrix.definition.criteria
    return [_discussion(matrix, criteria[number].key, found[number]) for number in order]


def _weight(one: Swapped) -> tuple[int, int]:
    return -one.changes, -one.score


def _discussion(matrix: CompiledMatrix, criterion: str, one: Swapped) -> Discussion:
    head, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
    has_bands, any_swaps = matrix.band is not None, one.swaps > 0
    change = printed(one.score, head.denominator * one.swaps, decimals + 1) if any_swaps else None
    share = printed(100 * one.changes, one.swaps, 1) if any_swaps and has_bands else None
    return Discussion(
        criterion=criterion,
        swaps=one.swaps,
        band_changes=one.changes if has_bands else None,
        percentage=share,
        threats=one.threats if has_bands else None,
        mean_score_change=change,
    )
