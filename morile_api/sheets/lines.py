"""Lines of a file of any length, one at a time, none of them longer than memory should hold."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import AnyStr, Generic

LONGEST_LINE = 10_000_000
"""Bytes or characters: hundreds of times what the longest sound row takes."""

TOO_LONG = f"longer than {LONGEST_LINE} bytes"

SKIPPED_AT_ONCE = 1 << 20

MOST_BLANK = 1_000
"""Lines at the start of a file that are looked at for one that says something."""


class LineTooLong(Exception):
    """A line was longer than any may be, and has been passed over."""


class FileLines(Generic[AnyStr], Iterator[AnyStr]):
    """The lines of a file, with their ends; `number` is that of the last one given, from 1."""

    def __init__(self, readline: Callable[[int], AnyStr]) -> None:
        """Read with this method of a file, that gives a line or as much of it as is asked for."""
        self._readline: Callable[[int], AnyStr] = readline
        self._ahead: deque[AnyStr | None] = deque()
        self.number = 0

    def first(self) -> AnyStr | None:
        """The first line that says something, which is not taken; a blank one where none does.

        None where it is too long.
        """
        while True:
            line = self._read()
            self._ahead.append(line)
            if not line or line.strip() or len(self._ahead) == MOST_BLANK:
                return line

    def __next__(self) -> AnyStr:
        """The next line.

        Raises:
            LineTooLong: it is; the one after it comes next.
        """
        line = self._ahead.popleft() if self._ahead else self._read()
        if line is not None and not line:
            raise StopIteration
        self.number += 1
        if line is None:
            raise LineTooLong
        return line

    def _read(self) -> AnyStr | None:
        """The next line; nothing of it at the end, and None where it is too long."""
        line: AnyStr = self._readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or _ended(line):
            return line
        while (rest := self._readline(SKIPPED_AT_ONCE)) and not _ended(rest):
            pass
        return None


def _ended(line: str | bytes) -> bool:
    """Whether the end of a line is there; a return without a line feed ends one of a text too."""
    return line.endswith(("\n", "\r")) if isinstance(line, str) else line.endswith(b"\n")
