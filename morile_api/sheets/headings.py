"""Headings: which column of a workbook's sheet holds what, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import Matrix, title_of
from morile_api.language.submission import WITHOUT_THREAT_TYPE
from morile_api.sheets.rows import FIXED, REQUIRED, VECTOR

FURTHEST = 20
"""Rows that are looked through for the headings."""

MEMBERS = tuple(name for name in FIXED if name != VECTOR)
RESULT = "morile."
"""How the keys of the columns begin that scoring adds; no criterion is called that."""


class Headings:
    """The headings of a sheet: the column of every key, in the row where they stand."""

    def __init__(self, sheet: str, row: int, keys: Mapping[int, str]) -> None:
        """Keep them.

        Args:
            sheet: what the sheet is called.
            row: where they stand.
            keys: by column, counted from 1.
        """
        self.sheet, self.row, self._keys = sheet, row, keys
        self.column = {key: column for column, key in reversed(list(keys.items()))}

    @property
    def columns(self) -> list[str]:
        """Every key, from left to right."""
        return list(self._keys.values())

    def cell(self, key: str) -> str:
        """What spreadsheets call the heading of a column: `Threats!H1`."""
        return f"{self.sheet}!{get_column_letter(self.column[key])}{self.row}"

    def read_for(self, matrix: Matrix, marks: Sequence[str] = ()) -> list[str]:
        """The keys of the columns that are read, there or not.

        Args:
            matrix: its definition.
            marks: further columns that are members of a submission.
        """
        return [*MEMBERS, *marks, *(criterion.key for criterion in matrix.criteria)]

    def faults_for(
        self, matrix: Matrix, marks: Sequence[str] = (), needed: Sequence[str] | None = None
    ) -> list[Fault]:
        """What is wrong with the columns if the rows are answers to this matrix.

        Columns of the analyst's own are left alone; but what looks like a renamed one is named.

        Args:
            matrix: its definition.
            marks: further columns that are members of a submission.
            needed: where criteria may be left out, the columns that may not; else all are needed.
        """
        read = self.read_for(matrix, marks)
        free = matrix.applies_to in WITHOUT_THREAT_TYPE
        optional = {*MEMBERS, *marks} - {*REQUIRED} | ({"threat_type"} if free else set())
        if needed is not None:
            optional = {*optional, *(each.key for each in matrix.criteria)} - {*needed}
        missing = [key for key in read if key not in self.column and key not in optional]
        strangers = [key for key in self.columns if key not in read and not key.startswith(RESULT)]
        titles = {criterion.key: title_of(criterion) for criterion in matrix.criteria}
        return [
            *(self._missing(key, titles.get(key, key), strangers) for key in missing),
            *(self._repeated(column, key) for column, key in self._twice(read)),
        ]

    def _twice(self, read: Sequence[str]) -> list[tuple[int, str]]:
        return [
            (column, key)
            for column, key in self._keys.items()
            if key in read and column != self.column[key]
        ]

    def _missing(self, key: str, title: str, strangers: Sequence[str]) -> Fault:
        lower = {each.lower(): each for each in reversed(strangers)}
        near = [
            *get_close_matches(key, [name[:60] for name in lower], n=1),
            *get_close_matches(title.lower(), [name[:60] for name in lower], n=1),
        ]
        found = next((lower[name] for name in near if name in lower), None)
        guess = f"; is it {self.cell(found)}? Its second line must say {key}" if found else ""
        detail = f"{self.sheet}, row {self.row}: column {key} is missing{guess}"
        return Fault("", Code.MISSING_COLUMN, detail)

    def _repeated(self, column: int, key: str) -> Fault:
        place = f"{self.sheet}!{get_column_letter(column)}{self.row}"
        detail = f"{place}: the same heading as {self.cell(key)}; leave one of them out"
        return Fault("", Code.NOT_A_TABLE, detail)
