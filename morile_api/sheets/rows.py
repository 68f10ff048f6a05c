"""Rows: a table as submissions, each row read on its own so that a wrong one stops no other."""

import csv
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from morile_api.language.faults import BadSubmission, Code, Fault, counted
from morile_api.language.matrix import Matrix
from morile_api.language.submission import WITHOUT_THREAT_TYPE
from morile_api.sheets.guard import without_guards
from morile_api.sheets.lines import LONGEST_LINE, TOO_LONG, FileLines, LineTooLong
from morile_api.sheets.texts import FOREIGN, foreign, refused
from morile_api.sheets.told import Register, Told
from morile_api.sheets.unreadable import Row, Unreadable

REQUIRED = ("ref", "organisation", "threat_type")
VECTOR = "vector"
IGNORED = "note"
FAULTS = "faults"
"""A column that rejects have, whose cells are guarded, and that scoring leaves alone."""

FIXED = (*REQUIRED, "assessor", "information_date", "marking", VECTOR, IGNORED, FAULTS)

MOST_JOINED = 5
"""Rows of several lines that are told one by one."""

SEPARATORS = {";": "semicolons", "\t": "tabs"}


Records = Iterator[tuple[int, list[str] | Fault]]
"""Each record of a table with its row: its cells, or why it cannot be read."""


class Table:
    """A table of texts, as CSV holds one: its columns, and its rows as submissions."""

    def __init__(
        self,
        records: Records,
        joined: "Joined",
        marks: Sequence[str] = (),
        head: str = "row 1",
        figures: Sequence[str] = (),
    ) -> None:
        """Read the header.

        Args:
            records: the header, then the rows; read as they are asked for.
            joined: knows of rows that run over several lines.
            marks: further columns that are members of a submission, not criteria.
            head: where the header stands.
            figures: columns that held something other than text, which none may here.

        Raises:
            BadSubmission: there is none, a column stands twice, or there are no rows.
        """
        self._members = (*FIXED, *marks)
        self.joined, self._head, self._figures = joined, head, figures
        self._records = records
        self.columns = _header(records)
        self.told = Register()

    def submissions(self) -> Iterator[Row]:
        """A submission for every row that is not blank; what is told of it goes into `told`."""
        for row, cells in self._records:
            if isinstance(cells, Fault):
                self.told.add(Told(row), [])
                yield Unreadable(None, [cells])
            elif any(cell.strip() for cell in cells):
                yield self._submission(row, cells)

    def _submission(self, row: int, given: list[str]) -> Row:
        wide, cells = len(self.columns), [cell.strip() for cell in given]
        if len(cells) < wide or any(cells[wide:]):
            self.told.add(Told(row), given)
            detail = (
                f"{counted(len(cells), 'cell')}, but the header names {counted(wide, 'column')}"
            )
            return Unreadable(None, [Fault("", Code.NOT_A_TABLE, detail)])
        said = {name: cell for name, cell in zip(self.columns, cells, strict=False) if cell}
        named = [said.get(each, "") for each in ("organisation", "threat_type", "marking")]
        self.told.add(Told(row, *named), given)
        said.pop(IGNORED, None)
        said.pop(FAULTS, None)
        submission: dict[str, Any] = {key: said.pop(key) for key in self._members if key in said}
        # A row whose answers are all missing still says, criterion by criterion, that they are.
        if VECTOR not in self.columns:
            submission["levels"] = {key: answer_in(cell) for key, cell in said.items()}
        return submission

    def place(self, at: int, pointer: str) -> str:
        """Where a fault is, as spreadsheets call it.

        Args:
            at: number of the submission among those read.
            pointer: from the submission on.
        """
        parts = pointer.split("/")[1:]
        name = parts[1] if parts[:1] == ["levels"] and len(parts) > 1 else "".join(parts[:1])
        row = f"row {self.told[at].place}"
        if name in self.columns:
            return f"{row}, column {name}"
        return f"{row}, {name}" if name in self._members else row

    def faults_for(self, matrix: Matrix, marks: Sequence[str] | None = None) -> list[Fault]:
        """What is wrong with the columns if the rows are answers to this matrix.

        Args:
            matrix: its definition.
            marks: where criteria may be left out, the columns that may not; else all are needed.
        """
        criteria = [criterion.key for criterion in matrix.criteria]
        wanted = [VECTOR] if VECTOR in self.columns else criteria
        free = matrix.applies_to in WITHOUT_THREAT_TYPE
        needed = [key for key in REQUIRED if key != "threat_type" or not free]
        needed += wanted if marks is None else marks
        missing = [key for key in needed if key not in self.columns]
        strangers = [key for key in self.columns if key not in (*self._members, *wanted)]
        guesses = {_near(key, missing): key for key in strangers}
        return [
            *(self._missing(key, guesses.get(key)) for key in missing),
            *(
                self.unknown(key, [*self._members, *wanted])
                for key in strangers
                if _near(key, missing) is None
            ),
            *(
                self._no_text(key)
                for key in self._figures
                if key not in (*strangers, IGNORED, FAULTS)
            ),
        ]

    def _no_text(self, key: str) -> Fault:
        detail = f"{self._head}: column {key} holds no text and no dates; write its words as text"
        return Fault("", Code.WRONG_TYPE, detail)

    def _missing(self, key: str, instead: str | None) -> Fault:
        remedy = f"; is it column {self._letter(instead)}?" if instead else ""
        return Fault("", Code.MISSING_COLUMN, f"{self._head}: column {key} is missing{remedy}")

    def unknown(self, key: str, known: Sequence[str]) -> Fault:
        """The fault of a column that is none of those known here."""
        place = f"{self._head}, column {self._letter(key)}"
        if VECTOR in self.columns:
            detail = f"{place}: a table has a vector column or columns of levels, not both"
        else:
            near = _near(key, known)
            guess = f" (nearest: {near})" if near else ""
            detail = f"{place}: no such column{guess}; leave it out, or call it {IGNORED}"
        return Fault("", Code.UNKNOWN_COLUMN, detail)

    def _letter(self, key: str) -> str:
        return letter(self.columns.index(key))


def csv_table(lines: FileLines[str], marks: Sequence[str] = ()) -> Table:
    """The table of a CSV text.

    Args:
        lines: of the file, read as the rows are asked for.
        marks: further columns that are members of a submission, not criteria.

    Raises:
        BadSubmission: it has no header, or a column stands twice.
    """
    joined = Joined()
    return Table(without_guards(records_of(lines, joined), FAULTS), joined, marks)


def letter(column: int) -> str:
    """What spreadsheets call a column, counted from 0: A to Z, then AA."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters = chr(ord("A") + rest) + letters
        column -= 1
    return letters


class Joined:
    """Rows that run over several lines: the first of them in words, and how many there are.

    A quotation mark left open joins what were two rows, and no reader can know that it was not
    meant; whoever writes long notes knows after a few.
    """

    def __init__(self) -> None:
        """None yet."""
        self.first: list[str] = []
        self.count = 0

    def add(self, row: int, first: int, last: int) -> None:
        """Note one more."""
        self.count += 1
        if self.count <= MOST_JOINED:
            self.first.append(f"row {row} runs over lines {first} to {last} of the file")


def records_of(lines: FileLines[str], joined: Joined) -> Records:
    """Every record with its row, the header's being 1; a fault for one that cannot be read.

    Args:
        lines: of the file.
        joined: is told of records that run over several lines.
    """
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(lines, strict=True)
    row = 0
    while True:
        row += 1
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except LineTooLong:
            yield row, Fault("", Code.TOO_LONG, f"line {lines.number} of the file: {TOO_LONG}")
        except csv.Error:
            detail = f"{_between(first, lines.number)} of the file cannot be read; is a quotation "
            yield row, Fault("", Code.NOT_A_TABLE, f"{detail}mark open or out of place?")
        else:
            if lines.number > first:
                joined.add(row, first, lines.number)
            if any(map(foreign, cells)):
                where = _between(first, lines.number)
                yield row, Fault("", Code.NOT_UTF8, f"{where}: {FOREIGN}")
            else:
                yield row, cells


def _between(first: int, last: int) -> str:
    return f"line {first}" if last <= first else f"lines {first} to {last}"


def _header(records: Records) -> list[str]:
    _, cells = next(records, (1, Fault("", Code.NOT_A_TABLE, "is empty")))
    if isinstance(cells, Fault):
        raise BadSubmission([cells])
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for separator, name in SEPARATORS.items():
        if len(columns) == 1 and separator in columns[0]:
            detail = f"its cells are separated by {name}; save it with commas between them"
            raise refused(detail, Code.NOT_A_TABLE)
    faults = []
    for number, name in enumerate(columns):
        place = f"row 1, column {letter(number)}"
        if not name:
            faults.append(Fault("", Code.NOT_A_TABLE, f"{place}: has no name"))
        elif name in columns[:number]:
            first = letter(columns.index(name))
            detail = f"{place}: the same name as column {first}; leave one of them out"
            faults.append(Fault("", Code.NOT_A_TABLE, detail))
    if faults or not columns:
        raise BadSubmission(faults or [Fault("", Code.NOT_A_TABLE, "row 1 names no columns")])
    return columns


def answer_in(cell: str) -> object:
    """A cell as an answer: `severe`, `unknown`, `minor|severe`, then `~low` for confidence."""
    levels, tilde, confidence = cell.partition("~")
    level = levels.split("|") if "|" in levels else levels
    return {"level": level, "confidence": confidence} if tilde else level


def _near(name: str, known: Sequence[str]) -> str | None:
    found = get_close_matches(name[:60].lower(), known, n=1)
    return found[0] if found else None
