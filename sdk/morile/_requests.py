"""Requests in files of any length: their members at once, their submissions one at a time."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from morile._bulk import Submission
from morile._long_columns import LongColumns
from morile._scanner import Scanner, items_in, names_in, spelt
from morile._sources import told_of
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.sheets.texts import refused
from morile_api.sheets.told import Register, Told
from morile_api.sheets.unreadable import Unreadable

SUBMISSIONS = "submissions"
COLUMNS = "columns"


class LongRequest:
    """A request that is gone through twice: for its members, then for its submissions."""

    def __init__(self, file: BinaryIO, put_by: BinaryIO) -> None:
        """Go through it once.

        Args:
            file: that can be read again from its start.
            put_by: where columns are put, to be read side by side.

        Raises:
            BadSubmission: it is no request, or names a member twice.
        """
        self._file = file
        self.told = Register()
        self.count = 0
        self.members: dict[str, msgspec.Raw] = {}
        self.columns: LongColumns | None = None
        names: set[str] = set()
        file.seek(0)
        scanner = Scanner(file)
        for name in names_in(scanner):
            names.add(name)
            if name == SUBMISSIONS:
                self.count = sum(1 for _ in _submissions(scanner))
            elif name == COLUMNS:
                self.columns = LongColumns(scanner, put_by)
            else:
                self.members[name] = spelt(scanner.value())
        if scanner.next():
            raise scanner.fault()
        if names.issuperset((SUBMISSIONS, COLUMNS)):
            raise refused("give either submissions or columns, and not both", Code.EITHER_OR)

    def submissions(self) -> Iterator[Submission]:
        """Each submission, read when it is asked for."""
        texts = self._items() if self.columns is None else self.columns.rows()
        return map(self._submission, texts)

    def _items(self) -> Iterator[bytes]:
        self._file.seek(0)
        scanner = Scanner(self._file)
        for name in names_in(scanner):
            if name != SUBMISSIONS:
                scanner.value()
                continue
            for text in _submissions(scanner):
                yield text.encode(errors="surrogateescape")

    def _submission(self, item: bytes) -> Submission:
        number = len(self.told)
        try:
            value: Submission = untyped(item)
            refuse_duplicates(item)
        except BadSubmission as error:
            self.told.add(Told(number), item)
            return Unreadable(None, error.faults)
        self.told.add(told_of(number, value), item)
        return value

    def place(self, at: int, pointer: str) -> str:
        """The pointer into the request."""
        return pointer if self.columns else f"/submissions/{at}{pointer}"


def _submissions(scanner: Scanner) -> Iterator[str]:
    if scanner.next() != "[":
        raise refused("submissions is no list", Code.WRONG_TYPE)
    return items_in(scanner)
