"""Assessing columns: what the level columns of any number of rows come to, block by block."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.groups import Group, places
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.open_ends import either_way
from morile_api.engine.columns.outcome import Listed, Numbered, Outcome
from morile_api.engine.columns.remarks import Remarks, remarks_of
from morile_api.engine.columns.tables import (
    Sides,
    Step,
    headline,
    highest,
    lowest,
    steps,
    steps_to,
    work_out,
)
from morile_api.engine.columns.understood import Understood, understood
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.lexicon import Lexicon

BLOCK = 32_768
"""Rows worked out at once: a column of their places takes 64 KiB."""


class Plan(msgspec.Struct, frozen=True, eq=False):
    """Everything that is worked out once for some columns, before any row."""

    matrix: CompiledMatrix
    answers: list[Understood]
    groups: list[Group]
    headline: list[Step]
    lowest: list[Step]
    highest: list[Step]
    nodes: tuple[int, ...]
    remarks: Remarks
    open: bool


def assess_columns(
    lexicon: Lexicon, columns: Sequence[LevelColumn], every_node: bool = False
) -> Outcome:
    """Score rows that come as columns; each comes to what it would alone.

    Args:
        lexicon: of the matrix.
        columns: one a criterion, in the matrix's order, all of the same length.
        every_node: whether all nodes are wanted, and not only those of the headline.

    Raises:
        ValueError: columns of different lengths, or a code without a word.
    """
    rows = len(columns[0].codes)
    if any(len(column.codes) != rows for column in columns):
        raise ValueError("level columns must be of one length")
    answers = [understood(lexicon, number, column.words) for number, column in enumerate(columns)]
    plan = _plan(lexicon.matrix, answers, every_node)
    made = _Made(plan, rows)
    for start in range(0, rows, BLOCK):
        made.add(start, [column.codes[start : start + BLOCK] for column in columns])
    return made.outcome()


def _plan(matrix: CompiledMatrix, answers: list[Understood], every_node: bool) -> Plan:
    banded = matrix.score if matrix.band is None else matrix.band
    wanted = matrix.shown if every_node else tuple(dict.fromkeys((matrix.score, banded)))
    way = steps_to(matrix, wanted)
    groups: list[Group] = []
    head, low, high = (
        steps(matrix, answers, end, way, groups) for end in (headline, lowest, highest)
    )
    remarks = remarks_of(matrix, answers, wanted, groups)
    several = any(len(each.levels) > 1 for answer in answers for each in answer.meanings)
    return Plan(matrix, answers, groups, head, low, high, wanted, remarks, several)


class _Made:
    """The columns of an outcome, filled block by block."""

    def __init__(self, plan: Plan, rows: int) -> None:
        self._plan, self._rows = plan, rows
        self._headline = _empty(plan.headline, plan.nodes, rows)
        self._lowest = self._highest = self._headline
        if plan.open:
            self._lowest = _empty(plan.lowest, plan.nodes, rows)
            self._highest = _empty(plan.highest, plan.nodes, rows)
        self._absent = {node: np.zeros(rows, dtype=bool) for node in plan.remarks.absent}
        self._gaps, self._faults = (np.zeros(rows, dtype=np.int32) for _ in range(2))
        self._gap_codes, self._fault_codes = Numbered(()), Numbered(())

    def add(self, start: int, codes: Sequence[NDArray[Any]]) -> None:
        """Work out one block."""
        plan, rows = self._plan, slice(start, start + len(codes[0]))
        numbers = [
            numbered(column, answers) for column, answers in zip(codes, plan.answers, strict=True)
        ]
        at = [places(group, [numbers[each] for each in group.criteria]) for group in plan.groups]
        _keep(self._headline, work_out(plan.headline, at), rows)
        if plan.open and plan.matrix.rising:
            _keep(self._lowest, work_out(plan.lowest, at), rows)
            _keep(self._highest, work_out(plan.highest, at), rows)
        elif plan.open:
            low, high = either_way(plan.matrix, plan.answers, numbers)
            _keep(self._lowest, low, rows)
            _keep(self._highest, high, rows)
        for node, absent in plan.remarks.absences(at).items():
            self._absent[node][rows] = absent
        if plan.remarks.bits:
            self._gaps[rows] = plan.remarks.gaps(at, self._gap_codes)
        wrong = plan.remarks.faults(numbers, self._fault_codes)
        if wrong is not None:
            self._faults[rows] = wrong

    def outcome(self) -> Outcome:
        """All that was worked out."""
        plan = self._plan
        gaps = Listed(self._gaps, list(self._gap_codes))
        faults = Listed(self._faults, list(self._fault_codes))
        sides = self._headline, self._lowest, self._highest
        return Outcome(plan.matrix, plan.nodes, *sides, self._absent, gaps, faults)


def numbered(codes: NDArray[Any], answers: Understood) -> NDArray[Any]:
    """(rows,) the number of each row's answer.

    Args:
        codes: (rows,) of a level column.
        answers: what its words mean.

    Raises:
        ValueError: a code without a word.
    """
    least, most = int(codes.min()), int(codes.max())
    words = len(answers.numbers) - 1
    if least < -1 or most >= words:
        raise ValueError("every code of a level column must be the place of a word, or -1")
    if answers.plain and least >= 0:
        return codes
    # The number of a null is the last, where -1 leads.
    return answers.numbers.take(codes, mode="wrap")


def _empty(plan: Sequence[Step], wanted: Sequence[int], rows: int) -> Sides:
    kept = [step for step in plan if step.number in wanted]
    values = {step.number: np.empty(rows, dtype=step.wide) for step in kept}
    bands = {step.number: np.empty(rows, dtype=np.uint8) for step in kept if step.node.bands}
    return Sides(values, bands)


def _keep(columns: Sides, block: Sides, rows: slice) -> None:
    for mine, found in ((columns.values, block.values), (columns.bands, block.bands)):
        for node, column in mine.items():
            column[rows] = found[node]
