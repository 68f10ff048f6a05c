"""Long columns: the columns of a request of any length, put by and read again side by side."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from morile._outputs import encoder
from morile._scanner import Scanner, items_in, names_in, spelt
from morile_api.language.columnar import uneven
from morile_api.language.faults import BadSubmission

LEVELS = "levels"

AT_ONCE = 1 << 16
"""Bytes of one column that are read at once: there may be dozens of them."""


class Column(msgspec.Struct, frozen=True):
    """Where the items of a column lie, each a line of JSON, and how many they are."""

    start: int
    end: int
    items: int


Columns = dict[str, Column | msgspec.Raw]
"""By name; what is no list is kept as it is, to be refused or, where it is null, passed over."""


class LongColumns:
    """Columns that come one after another, and are wanted row by row.

    They are written into a file as they come, so that no more than a part of each is in memory.
    """

    def __init__(self, scanner: Scanner, file: BinaryIO) -> None:
        """Go through them.

        Args:
            scanner: that stands before the columns.
            file: empty, to be written and read.

        Raises:
            BadSubmission: a column is no JSON, not UTF-8, or named twice.
        """
        self._file = file
        self._levels: Columns | None = None
        self._members: Columns = {}
        self._no_columns: msgspec.Raw | None = None
        if scanner.next() != "{":
            self._no_columns = spelt(scanner.value())
            return
        for name in names_in(scanner):
            if name == LEVELS and scanner.next() == "{":
                keys = names_in(scanner)
                self._levels = {key: self._taken(scanner) for key in keys}
            else:
                self._members[name] = self._taken(scanner)

    def _taken(self, scanner: Scanner) -> Column | msgspec.Raw:
        if scanner.next() != "[":
            return spelt(scanner.value())
        start, items = self._file.tell(), 0
        for text in items_in(scanner):
            # An end of line can stand between the parts of a value, and not inside a text.
            self._file.write(bytes(spelt(text)).replace(b"\r", b" ").replace(b"\n", b" ") + b"\n")
            items += 1
        return Column(start, self._file.tell(), items)

    def outline(self) -> object:
        """The columns with nothing in the first row, and no other row.

        What is wrong with it is wrong with the columns, whatever is in them.
        """
        if self._no_columns is not None:
            return self._no_columns
        return self._each(lambda it: [None][: it.items] if isinstance(it, Column) else it)

    def refuse_uneven(self) -> None:
        """Go on only with columns of one length.

        Raises:
            BadSubmission: they are not; with a fault for each that is not as long as `ref`.
        """
        lengths = self._each(lambda it: range(it.items) if isinstance(it, Column) else None)
        faults = list(uneven(lengths))
        if faults:
            raise BadSubmission(faults)

    def _each(self, said: Callable[[Column | msgspec.Raw], object]) -> dict[str, object]:
        whole: dict[str, object] = {name: said(each) for name, each in self._members.items()}
        if self._levels is not None:
            whole[LEVELS] = {key: said(each) for key, each in self._levels.items()}
        return whole

    def rows(self) -> Iterator[bytes]:
        """Each row as the JSON of a submission, without what is null in it."""
        names, levels = _keys(self._members), _keys(self._levels or {})
        members = zip(*self._side_by_side(self._members), strict=True)
        answers = zip(*self._side_by_side(self._levels or {}), strict=True)
        for said, answered in zip(members, answers, strict=True):
            parts = [
                *_spelt(names, said),
                b'"levels":{' + b",".join(_spelt(levels, answered)) + b"}",
            ]
            yield b"{" + b",".join(parts) + b"}"

    def _side_by_side(self, columns: Columns) -> list[Iterator[bytes]]:
        return [self._lines(each) for each in columns.values() if isinstance(each, Column)]

    def _lines(self, column: Column) -> Iterator[bytes]:
        at, rest = column.start, b""
        while at < column.end:
            self._file.seek(at)
            data = self._file.read(min(AT_ONCE, column.end - at))
            at += len(data)
            *lines, rest = (rest + data).split(b"\n")
            yield from lines


def _keys(columns: Columns) -> list[bytes]:
    return [encoder.encode(name) for name, each in columns.items() if isinstance(each, Column)]


def _spelt(names: Sequence[bytes], values: Sequence[bytes]) -> list[bytes]:
    both = zip(names, values, strict=True)
    return [name + b":" + value for name, value in both if value != b"null"]
