"""The book: a workbook as submissions, one row each, with every fault placed by its cell."""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from math import isfinite
from typing import Any

import msgspec
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from morile_api.language.assessment import Assessed, Refused
from morile_api.language.faults import Code, Fault, escaped
from morile_api.language.matrix import Matrix
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.headings import MEMBERS
from morile_api.sheets.located import located, rows_of
from morile_api.sheets.package import BROKEN, checked
from morile_api.sheets.rows import IGNORED, answer_in
from morile_api.sheets.texts import refused
from morile_api.sheets.told import Register, Told
from morile_api.sheets.unreadable import Row, Unreadable
from morile_api.sheets.values import Misfit, date_in, level_in, text_in

DATE = "information_date"
WANTED = {"ref": "a reference", "assessor": "a role", "marking": "a marking"}

WORDS = {"organisation": ORGANISATIONS, "threat_type": THREAT_TYPES, "marking": MARKINGS}
"""Columns whose cells may hold titles instead of keys."""

LONGEST_TITLE = 60
"""Characters of an entry that are compared with titles."""

IN_PLACE_OF_A_MISFIT = False
"""Sent where a cell cannot be read: it is refused there, and all else in the row is checked too."""


class Book:
    """A workbook: its table of threats, and its rows as submissions."""

    def __init__(
        self, data: bytes, words: Mapping[str, Mapping[str, str]], marks: Sequence[str] = ()
    ) -> None:
        """Open it and find the table.

        Args:
            data: the file.
            words: for the columns that have them, keys by title, both as people write them.
            marks: further columns that are members of a submission, not criteria.

        Raises:
            BadSubmission: it cannot be read, or has no table.
        """
        package = checked(data)
        self.parts, self.has_shapes = package.names, package.has_shapes
        self.workbook, self.warned = _loaded(data)
        self.sheet, self.headings = located(self.workbook)
        self._words = {
            name: {title.casefold(): key for title, key in each.items()}
            for name, each in words.items()
        }
        self._marks = marks
        self._titles = {name: list(each) for name, each in words.items()}
        self._misfits: dict[tuple[int, str], str] = {}
        self._near: dict[tuple[int, str], str] = {}
        self.told = Register()

    @property
    def columns(self) -> list[str]:
        """The key of every column."""
        return self.headings.columns

    def faults_for(self, matrix: Matrix, needed: Sequence[str] | None = None) -> list[Fault]:
        """What is wrong with the headings if the rows are answers to this matrix.

        Args:
            matrix: its definition.
            needed: where criteria may be left out, the columns that may not; else all are needed.
        """
        found = self.headings.faults_for(matrix, self._marks, needed)
        row, read = self.headings.row, self._read(matrix).values()
        for span in self.sheet.merged_cells.ranges:
            if span.min_row <= row <= span.max_row and _across(span, read):
                detail = f"{self.sheet.title}!{span.coord}: headings are merged; take them apart"
                found.append(Fault("", Code.NOT_A_TABLE, detail))
        return found

    def submissions(self, matrix: Matrix) -> Iterator[Row]:
        """A submission for every row that is not blank; what is told of it goes into `told`.

        Raises:
            BadSubmission: every row is blank.
        """
        read, merged = self._read(matrix), self._merged(matrix)
        levels = {
            each.key: frozenset(level.key for level in matrix.scale_of(each).levels)
            for each in matrix.criteria
        }
        for row, cells in rows_of(self.sheet, self.headings.row, read):
            at = len(self.told)
            if row in merged:
                self.told.add(Told(row))
                detail = f"cells {merged[row]} are merged; take them apart and fill in each"
                ref = str(cells["ref"].value) if "ref" in cells else None
                yield Unreadable(ref, [Fault("", Code.NOT_A_TABLE, detail)])
            else:
                yield self._submission(at, row, cells, levels)
        if not self.told:
            first = f"{self.sheet.title}!A{self.headings.row + 1}"
            raise refused(f"{first}: no row is filled in; begin here", Code.NOT_A_TABLE)

    def _submission(
        self,
        at: int,
        row: int,
        cells: Mapping[str, Cell],
        levels: Mapping[str, frozenset[str]],
    ) -> Row:
        submission: dict[str, Any] = {}
        answers: dict[str, Any] = {}
        for key, cell in cells.items():
            if key == IGNORED:
                continue
            member = key in MEMBERS or key in self._marks
            into, pointer = (submission, f"/{key}") if member else (answers, _level(key))
            try:
                said = self._said(key, cell, levels.get(key))
            except Misfit as misfit:
                self._misfits[at, pointer] = str(misfit)
                into[key] = IN_PLACE_OF_A_MISFIT
            else:
                if said:
                    into[key] = said if member else answer_in(said)
                    self._guess(at, pointer, key, said)
        named = [submission.get(key) or "" for key in ("organisation", "threat_type", "marking")]
        self.told.add(Told(row, *named))
        return {**submission, "levels": answers}

    def _said(self, key: str, cell: Cell, levels: frozenset[str] | None) -> str:
        if levels is not None:
            return level_in(cell, levels)
        if key == DATE:
            return date_in(cell)
        if key in self._marks and isinstance(cell.value, bool):
            return str(cell.value).lower()
        said = text_in(cell, WANTED.get(key, "a word of the list"))
        return self._words.get(key, {}).get(said.casefold(), said)

    def _guess(self, at: int, pointer: str, key: str, said: str) -> None:
        """Keep the title that comes nearest to what is neither a title nor a key."""
        if said in self._words.get(key, {}).values():
            return
        near = get_close_matches(said[:LONGEST_TITLE], self._titles.get(key, []), n=1)
        if near:
            self._near[at, pointer] = near[0]

    def reworded(self, result: Assessed | Refused) -> Assessed | Refused:
        """A result whose faults say what a cell holds, where it could not be read."""
        if isinstance(result, Assessed):
            return result
        start = f"/submissions/{result.index}"
        faults = [
            self.worded(result.index, fault.pointer.removeprefix(start), fault)
            for fault in result.problem.errors
        ]
        problem = msgspec.structs.replace(result.problem, errors=faults)
        return msgspec.structs.replace(result, problem=problem)

    def worded(self, at: int, pointer: str, fault: Fault) -> Fault:
        """A fault that says what the cell holds, where it could not be read.

        Args:
            at: number of the submission among those read.
            pointer: from the submission on.
            fault: as it was found in what was sent for the cell.
        """
        place = (at, pointer)
        if place in self._misfits:
            return Fault(fault.pointer, Code.WRONG_TYPE, self._misfits[place])
        if place in self._near:
            detail = f"{fault.detail}; the nearest is {self._near[place]}"
            return Fault(fault.pointer, fault.code, detail)
        return fault

    def place(self, at: int, pointer: str) -> str:
        """Where a fault is, as spreadsheets call it: `Threats!H7`, or the row."""
        cell = self.cell(at, pointer)
        row = f"{self.sheet.title}, row {self.told[at].place}"
        return f"{self.sheet.title}!{cell}" if cell else row

    def cell(self, at: int, pointer: str) -> str | None:
        """The cell that a fault is in; None where it is in the row as a whole.

        Args:
            at: number of the submission among those read.
            pointer: from the submission on.
        """
        parts = pointer.split("/")[1:]
        name = parts[1] if parts[:1] == ["levels"] and len(parts) > 1 else "".join(parts[:1])
        column = self.headings.column.get(name)
        return f"{get_column_letter(column)}{self.told[at].place}" if column else None

    def _read(self, matrix: Matrix) -> dict[str, int]:
        """The columns that are read, by key."""
        column = self.headings.column
        return {
            key: column[key] for key in self.headings.read_for(matrix, self._marks) if key in column
        }

    def _merged(self, matrix: Matrix) -> dict[int, str]:
        """Rows in which cells that are read are merged with others, and which."""
        read = self._read(matrix).values()
        return {
            row: span.coord
            for span in self.sheet.merged_cells.ranges
            if _across(span, read)
            for row in range(span.min_row, span.max_row + 1)
        }


def _loaded(data: bytes) -> tuple[Workbook, list[str]]:
    """The workbook, its formulas and texts as they stand, and what the library warned of."""
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = load_workbook(io.BytesIO(data), rich_text=True)
    except (LookupError, TypeError, ValueError, AttributeError, SyntaxError, OSError):
        raise refused(BROKEN, Code.NOT_A_TABLE) from None
    except (AssertionError, ArithmeticError, RecursionError):
        raise refused(BROKEN, Code.NOT_A_TABLE) from None
    if not all(map(isfinite, _sizes(book))):
        # Read without a word, it would be written as nothing, and the copy could not be opened.
        raise refused(BROKEN, Code.NOT_A_TABLE)
    return book, [str(each.message) for each in told]


def _sizes(book: Workbook) -> Iterator[float]:
    """The width of every column, the height of every row and the margins of every page."""
    for sheet in book.worksheets:
        margins = sheet.page_margins
        yield from (margins.left, margins.right, margins.top, margins.bottom)
        yield from (margins.header, margins.footer)
        yield from (each.width for each in sheet.column_dimensions.values() if each.width)
        yield from (each.height for each in sheet.row_dimensions.values() if each.height)


def _level(key: str) -> str:
    return f"/levels/{escaped(key)}"


def _across(span: Any, columns: Any) -> bool:
    return any(span.min_col <= column <= span.max_col for column in columns)
