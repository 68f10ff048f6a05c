"""Rows at fault: what is wrong with the members of submissions that come as columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from msgspec import NODEFAULT
from msgspec.structs import fields
from numpy.typing import NDArray

from morile_api.engine.columns.level_column import LevelColumn
from morile_api.language.answer import written
from morile_api.language.asked import Reader
from morile_api.language.by_matrix import in_field_words
from morile_api.language.faults import BadSubmission
from morile_api.language.matrix import Matrix
from morile_api.language.reach import REMEDY, Reach
from morile_api.language.shape import shape_faults
from morile_api.language.submission import Vector
from morile_api.language.vector import parse_vector

NOTHING_SAID = "nothing is said"

ORGANISATION, DATE = "organisation", "information_date"


class Wrong:
    """What is wrong with rows, a line for each fault, in the order it is found.

    `rows` says which are at fault, and `of` the same by column.
    """

    def __init__(self, rows: int) -> None:
        """Nothing, so far, of so many rows."""
        self.rows: NDArray[Any] = np.zeros(rows, dtype=bool)
        self.of: dict[str, NDArray[Any]] = {}
        self._lines: dict[int, list[str]] = {}

    def add(self, name: str, codes: NDArray[Any], told: Sequence[Sequence[str]]) -> None:
        """Note a column's faults.

        Args:
            name: of the column.
            codes: (rows,) of its words; -1 where a row says nothing.
            told: what is wrong with each word, and last with saying nothing.
        """
        bad = np.array([bool(each) for each in told])[codes]
        self.rows, self.of[name] = self.rows | bad, bad
        for row in np.flatnonzero(bad).tolist():
            lines = [f"{name}: {each}" for each in told[codes[row]]]
            self._lines.setdefault(row, []).extend(lines)

    def beside(self, texts: list[str | None]) -> list[str | None]:
        """The faults of each row, those noted here before those that are known already."""
        for row, lines in self._lines.items():
            known = texts[row]
            texts[row] = "\n".join([*lines, *([known] if known else [])])
        return texts


def note_members(
    wrong: Wrong, reader: Reader, matrix: str, columns: Mapping[str, LevelColumn]
) -> None:
    """Note what is wrong with the members of submissions.

    Args:
        wrong: where to.
        reader: of requests over the loaded matrices.
        matrix: its id.
        columns: by member.
    """
    for each in fields(reader.types.submissions[matrix]):
        if each.name in columns:
            column = columns[each.name]
            missing = [NOTHING_SAID] if each.default is NODEFAULT else []
            told = _told(reader, each, column.words)
            told = [
                missing if word is None else lines
                for word, lines in zip(column.words, told, strict=True)
            ]
            wrong.add(each.name, column.codes, [*told, missing])


def note_foreign(wrong: Wrong, reach: Reach, columns: Mapping[str, LevelColumn]) -> None:
    """Note the rows of organisations that their caller may not speak for.

    Args:
        wrong: where to. Rows whose organisation or date is at fault are left to that fault.
        reach: of the caller.
        columns: by member.
    """
    who, when = columns[ORGANISATION], columns.get(DATE)
    rows = len(who.codes)
    days = np.full(rows, -1) if when is None else when.codes.astype(np.int64)
    dates = [_day(each) for each in (*(when.words if when else ()), None)]
    pairs, row_of = np.unique(np.stack([who.codes, days]), axis=1, return_inverse=True)
    words = (*who.words, None)
    covered = [
        words[code] is None or reach.covers(str(words[code]), dates[day])
        for code, day in pairs.T.tolist()
    ]
    told = [[] if each else [REMEDY] for each in covered]
    sound = ~wrong.rows
    wrong.add(ORGANISATION, np.where(sound, row_of.reshape(rows), -1), [*told, []])


def _day(word: str | None) -> date | None:
    """The date of a word that is one; what is none has a fault of its own."""
    try:
        return None if word is None else date.fromisoformat(word)
    except ValueError:
        return None


def _told(reader: Reader, member: Any, words: Sequence[Any]) -> list[list[str]]:
    """What is wrong with each word, by the type of its member; of None, nothing."""
    said = [word for word in words if word is not None]
    try:
        msgspec.convert(said, list[member.type])
    except msgspec.ValidationError:
        return [[] if word is None else _faults(reader, member, word) for word in words]
    return [[] for _ in words]


def _faults(reader: Reader, member: Any, word: str) -> list[str]:
    faults = shape_faults(word, member.type, f"/{member.name}")
    whole = {member.name: word}
    return [each.detail for each in in_field_words(faults, reader.types.words, whole)]


def answers_in(wrong: Wrong, matrix: Matrix, column: LevelColumn) -> list[LevelColumn]:
    """Level columns, one a criterion, of a column of vectors; notes what is wrong with it.

    Args:
        wrong: where to.
        matrix: the definition.
        column: of vectors. What is none stands for the lowest levels, and is noted.
    """
    scales = [[level.key for level in matrix.scale_of(each).levels] for each in matrix.criteria]
    lowest = [scale[0] for scale in scales]
    told: list[list[str]] = []
    rows: list[list[str]] = []
    for word in column.words:
        answers, faults = lowest, [NOTHING_SAID]
        if word is not None:
            faults = [each.detail for each in shape_faults(word, Vector)]
        if not faults:
            try:
                found = parse_vector(matrix, word).values()
            except BadSubmission as error:
                faults = [each.detail for each in error.faults]
            else:
                answers = [written(each, scale) for each, scale in zip(found, scales, strict=True)]
        told.append(faults)
        rows.append(answers)
    wrong.add("vector", column.codes, [*told, [NOTHING_SAID]])
    words = zip(*[*rows, lowest], strict=True)
    codes = np.where(column.codes < 0, len(rows), column.codes)
    return [LevelColumn(codes, each) for each in words]
