"""Remarks: what is said of a row beside its score: gaps, missing headlines and faults."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.groups import Group, combined, grouped
from morile_api.engine.columns.outcome import Numbered
from morile_api.engine.columns.understood import Understood
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix

MOST_BITS = 18
"""Criteria with gaps whose combinations are kept in a table of their own."""


class Remarks(msgspec.Struct, frozen=True, eq=False):
    """Tables by group, each under the number of the group.

    Attributes:
        bits: which of `gappy` are gaps, a bit each; empty where no answer is.
        gappy: keys of the criteria with an answer that is a gap.
        absent: by node, whether an answer leaves it without a headline score.
        answers: per criterion, the different answers of its column.
        codes: of a combination of gaps, its code; -1 where it was not met yet.
    """

    bits: dict[int, NDArray[Any]]
    gappy: tuple[str, ...]
    absent: dict[int, dict[int, NDArray[Any]]]
    answers: Sequence[Understood]
    codes: NDArray[Any]

    def absences(self, at: Sequence[NDArray[Any]]) -> dict[int, NDArray[Any]]:
        """By node, (rows,) whether a row of a block has no headline score in it.

        Args:
            at: per group, where in its tables each row is.
        """
        return {node: _folded(np.logical_or, each, at) for node, each in self.absent.items()}

    def gaps(self, at: Sequence[NDArray[Any]], known: Numbered) -> NDArray[Any]:
        """(rows,) codes of the gaps of each row of a block; those not met before are numbered."""
        bits = _folded(np.bitwise_or, self.bits, at)
        if not len(self.codes):
            met, back = np.unique(bits, return_inverse=True)
            return np.array([known[self._named(each)] for each in met.tolist()])[back]
        codes = self.codes.take(bits)
        if codes.min() < 0:
            for each in np.unique(bits[codes < 0]).tolist():
                self.codes[each] = known[self._named(each)]
            codes = self.codes.take(bits)
        return codes

    @property
    def gap_codes(self) -> type[Any]:
        """The narrowest type that holds a code for every combination of gaps there can be."""
        return np.int16 if len(self.gappy) < np.iinfo(np.int16).bits else np.int32

    def _named(self, bits: int) -> tuple[str, ...]:
        return tuple([key for place, key in enumerate(self.gappy) if bits >> place & 1])

    def faults(self, numbers: Sequence[NDArray[Any]], known: Numbered) -> NDArray[Any] | None:
        """(rows,) codes of what is wrong with each row of a block; None where nothing is.

        Args:
            numbers: per criterion, the number of each row's answer.
            known: the codes there are; what is new is numbered.
        """
        right = [len(each.meanings) for each in self.answers]
        doubtful = [place for place, most in enumerate(right) if numbers[place].max() >= most]
        if not doubtful:
            return None
        wrong = np.stack([numbers[each].astype(np.int64) - right[each] for each in doubtful])
        rows = np.flatnonzero((wrong >= 0).any(axis=0))
        codes = np.zeros(wrong.shape[1], dtype=np.int32)
        met, back = np.unique(wrong[:, rows], axis=1, return_inverse=True)
        codes[rows] = np.array([known[self._faults(doubtful, each)] for each in met.T])[back]
        return codes

    def _faults(self, doubtful: Sequence[int], wrong: NDArray[Any]) -> tuple[Any, ...]:
        pairs = zip(doubtful, wrong.tolist(), strict=True)
        return tuple([(each, self.answers[each].wrong[at]) for each, at in pairs if at >= 0])


def remarks_of(
    matrix: CompiledMatrix,
    answers: Sequence[Understood],
    wanted: Sequence[int],
    groups: list[Group],
) -> Remarks:
    """What may have to be said of rows with these answers.

    Args:
        matrix: compiled.
        answers: per criterion, the different answers of its column.
        wanted: nodes whose headline is asked for.
        groups: the groups there are; new ones are added.
    """
    sizes = [each.size for each in answers]
    gappy = [n for n, each in enumerate(answers) if any(said.gap for said in each.meanings)]
    bits = {
        number: [said.gap << place for said in answers[number].meanings]
        for place, number in enumerate(gappy)
    }
    absent = {}
    for node in wanted:
        headless = {
            number: [said.headline == NO_LEVEL for said in answers[number].meanings]
            for number in matrix.unsure
            if matrix.directions[node].of[number] != 0
            if any(said.headline == NO_LEVEL for said in answers[number].meanings)
        }
        if headless:
            absent[node] = _tables(headless, sizes, groups, np.logical_or, bool)
    keys = tuple(matrix.definition.criteria[number].key for number in gappy)
    codes = np.full(1 << len(gappy) if len(gappy) <= MOST_BITS else 0, -1, dtype=np.int32)
    if gappy:
        codes[:1] = 0
    wide = np.int32 if len(gappy) <= MOST_BITS else np.uint64
    return Remarks(_tables(bits, sizes, groups, np.bitwise_or, wide), keys, absent, answers, codes)


def _tables(
    facts: dict[int, list[Any]],
    sizes: Sequence[int],
    groups: list[Group],
    fold: np.ufunc,
    kind: type[Any],
) -> dict[int, NDArray[Any]]:
    """By group, what the facts of its criteria's answers come to together.

    A group that the scores use is used again even if some of its criteria have no such fact.
    """
    left = set(facts)
    tables: dict[int, NDArray[Any]] = {}
    for place in [p for p, group in enumerate(groups) if left & set(group.criteria)]:
        if not left & set(groups[place].criteria):
            continue
        tables[place] = _table(groups[place], facts, sizes, fold, kind)
        left -= set(groups[place].criteria)
    for place in grouped(sorted(left), sizes, groups):
        tables[place] = _table(groups[place], facts, sizes, fold, kind)
    return tables


def _table(
    group: Group, facts: dict[int, list[Any]], sizes: Sequence[int], fold: np.ufunc, kind: type[Any]
) -> NDArray[Any]:
    parts = []
    for number in group.criteria:
        said = facts.get(number, [])
        # A wrong answer says nothing.
        parts.append(np.array([*said, *[0] * (sizes[number] - len(said))], dtype=kind))
    return combined(parts, fold)


def _folded(
    fold: np.ufunc, tables: dict[int, NDArray[Any]], at: Sequence[NDArray[Any]]
) -> NDArray[Any]:
    found: NDArray[Any] | None = None
    for group, table in tables.items():
        part = table.take(at[group], mode="clip")
        found = part if found is None else fold(found, part)
    if found is None:
        raise ValueError("nothing to fold")
    return found
