"""Rejects: what is refused of a file, written as it was given, to be mended and scored again."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol

import msgspec

from morile._outputs import encoder, opened_output
from morile_api.sheets.guard import guarded
from morile_api.sheets.rows import FAULTS


class Rejects(Protocol):
    """What takes a refused submission as it was given, with what is wrong with it."""

    def add(self, given: Any, why: Sequence[str]) -> None:
        """Write one."""


class NoRejects:
    """Nobody wants what is refused."""

    def add(self, given: Any, why: Sequence[str]) -> None:
        """Write nothing."""


class RejectedRows:
    """The rows of a table, with a column that says why, which scoring leaves alone.

    What begins like a formula is guarded; scoring takes the guard off where it finds that column.
    """

    def __init__(self, out: BinaryIO, columns: Sequence[str]) -> None:
        """Write the header."""
        self._out = out
        self._kept = [place for place, name in enumerate(columns) if name != FAULTS]
        self._write([*(columns[place] for place in self._kept), FAULTS])

    def add(self, given: Sequence[str], why: Sequence[str]) -> None:
        """Write a row; what cannot be read as cells is told by its lines in the file."""
        kept = [guarded(given[place]) for place in self._kept if place < len(given)]
        self._write([*kept, "; ".join(why)])

    def _write(self, cells: Sequence[str]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow(cells)
        self._out.write(text.getvalue().encode())


class RejectedLines:
    """Lines as they are, also those that are no JSON and no UTF-8."""

    def __init__(self, out: BinaryIO) -> None:
        """Nothing stands before them."""
        self._out = out

    def add(self, given: bytes, why: Sequence[str]) -> None:
        """Write a line; one that is too long to be held is only told of."""
        del why
        if given:
            self._out.write(given.rstrip(b"\r\n") + b"\n")


class RejectedRequest:
    """The same request for the refused submissions only, one after another also for columns."""

    def __init__(self, out: BinaryIO, members: Mapping[str, msgspec.Raw]) -> None:
        """Write what stands before the submissions."""
        self._out, self._between = out, b""
        held = ("submissions", "columns")
        others = {name: each for name, each in members.items() if name not in held}
        head = encoder.encode(others)[:-1]
        out.write(head + (b"," if others else b"") + b'"submissions":[')

    def add(self, given: bytes, why: Sequence[str]) -> None:
        """Write a submission."""
        del why
        self._out.write(self._between + given)
        self._between = b","

    def end(self) -> None:
        """Write what stands after them."""
        self._out.write(b"]}\n")


@contextmanager
def rejected_rows(output: str, columns: Sequence[str]) -> Iterator[Rejects]:
    """A file for the rows of a table that are refused.

    Raises:
        Misused: it cannot be written.
    """
    with opened_output(output) as out:
        yield RejectedRows(out, columns)


@contextmanager
def rejected_lines(output: str) -> Iterator[Rejects]:
    """A file for the lines that are refused; see `rejected_rows`."""
    with opened_output(output) as out:
        yield RejectedLines(out)


@contextmanager
def rejected_request(output: str, members: Mapping[str, msgspec.Raw]) -> Iterator[Rejects]:
    """A file for the request with the submissions that are refused; see `rejected_rows`."""
    with opened_output(output) as out:
        kept = RejectedRequest(out, members)
        yield kept
        kept.end()
