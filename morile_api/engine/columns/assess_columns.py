"""Assessing columns: what the level columns of any number of rows come to, block by block."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns import tables
from morile_api.engine.columns.groups import Group, places
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.open_ends import either_way
from morile_api.engine.columns.outcome import Listed, Numbered, Outcome
from morile_api.engine.columns.remarks import Remarks, remarks_of
from morile_api.engine.columns.tables import Sides, Step, steps, steps_to, work_out
from morile_api.engine.columns.understood import Understood, understood
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.lexicon import Lexicon

BLOCK = 32_768
"""Rows worked out at once: a column of their places takes 64 KiB."""


class Plan(msgspec.Struct, frozen=True, eq=False):
    """Everything that is worked out once for some columns, before any row.

    `first_open` is, per criterion, the least number of an answer of several levels; beyond all
    numbers where there is none.
    """

    matrix: CompiledMatrix
    answers: list[Understood]
    groups: list[Group]
    headline: list[Step]
    lowest: list[Step]
    highest: list[Step]
    nodes: tuple[int, ...]
    remarks: Remarks
    first_open: list[int]

    @property
    def open(self) -> bool:
        """Whether any answer may be several levels."""
        return any(
            first < said.size for first, said in zip(self.first_open, self.answers, strict=True)
        )

    def open_in(self, numbers: Sequence[NDArray[Any]]) -> bool:
        """Whether any answer of a block may be; now and then also where none is."""
        pairs = zip(numbers, self.first_open, strict=True)
        return any(column.max() >= first for column, first in pairs)


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
        steps(matrix, answers, end, way, groups)
        for end in (tables.headline, tables.lowest, tables.highest)
    )
    remarks = remarks_of(matrix, answers, wanted, groups)
    first_open = [
        next((n for n, each in enumerate(said.meanings) if len(each.levels) > 1), said.size)
        for said in answers
    ]
    return Plan(matrix, answers, groups, head, low, high, wanted, remarks, first_open)


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
        self._gaps = np.zeros(rows, dtype=plan.remarks.gap_codes) if plan.remarks.bits else None
        self._faults: NDArray[Any] | None = None
        self._gap_codes, self._fault_codes = Numbered(()), Numbered(())

    def add(self, start: int, codes: Sequence[NDArray[Any]]) -> None:
        """Work out one block."""
        plan, rows = self._plan, slice(start, start + len(codes[0]))
        numbers = [
            numbered(column, answers) for column, answers in zip(codes, plan.answers, strict=True)
        ]
        at = [places(group, [numbers[each] for each in group.criteria]) for group in plan.groups]
        headline = work_out(plan.headline, at)
        _keep(self._headline, headline, rows)
        if self._lowest is not self._headline:
            low, high = self._ends(headline, at, numbers)
            _keep(self._lowest, low, rows)
            _keep(self._highest, high, rows)
        for node, absent in plan.remarks.absences(at).items():
            self._absent[node][rows] = absent
        if self._gaps is not None:
            self._gaps[rows] = plan.remarks.gaps(at, self._gap_codes)
        wrong = plan.remarks.faults(numbers, self._fault_codes)
        if wrong is not None:
            if self._faults is None:
                self._faults = np.zeros(self._rows, dtype=np.int32)
            self._faults[rows] = wrong

    def _ends(
        self, headline: Sides, at: Sequence[NDArray[Any]], numbers: Sequence[NDArray[Any]]
    ) -> tuple[Sides, Sides]:
        plan = self._plan
        if not plan.open_in(numbers):
            return headline, headline
        if plan.matrix.rising:
            return work_out(plan.lowest, at), work_out(plan.highest, at)
        return either_way(plan.matrix, plan.answers, numbers)

    def outcome(self) -> Outcome:
        """All that was worked out."""
        plan = self._plan
        # Where no row has any, one code stands for all of them.
        none = np.broadcast_to(np.int8(0), self._rows)
        gaps = Listed(none if self._gaps is None else self._gaps, list(self._gap_codes))
        faults = Listed(none if self._faults is None else self._faults, list(self._fault_codes))
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
