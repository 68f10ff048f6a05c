"""Sources: where the command's submissions come from, and what is told of each besides."""

from collections.abc import Iterator
from typing import Any

import msgspec

from morile._bulk import Submission
from morile_api.language.columnar import rows_of
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.sheets.lines import TOO_LONG, FileLines, LineTooLong
from morile_api.sheets.texts import BOM
from morile_api.sheets.told import Register, Told
from morile_api.sheets.unreadable import Unreadable


class Lines:
    """NDJSON: one submission a line."""

    def __init__(self, lines: FileLines[bytes]) -> None:
        """Read these lines, as they are asked for."""
        self._lines = lines
        self.told = Register()

    def submissions(self) -> Iterator[Submission]:
        """A submission for every line that is not blank."""
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                return
            except LineTooLong:
                number = self._lines.number
                self.told.add(Told(number), b"")
                yield Unreadable(None, [Fault("", Code.TOO_LONG, TOO_LONG)])
                continue
            if self._lines.number == 1:
                line = line.removeprefix(BOM)
            if line.strip():
                yield self._submission(self._lines.number, line)

    def _submission(self, number: int, line: bytes) -> Submission:
        try:
            value: Submission = untyped(line)
            refuse_duplicates(line)
        except BadSubmission as error:
            self.told.add(Told(number), line)
            return Unreadable(None, error.faults)
        self.told.add(told_of(number, value), line)
        return value

    def place(self, at: int, pointer: str) -> str:
        """The line, and the pointer within it."""
        return f"line {self.told[at].place}{', ' + pointer if pointer else ''}"


class _Request(msgspec.Struct):
    """A request of which only what it holds matters."""

    submissions: list[msgspec.Raw] | None = None
    columns: dict[str, Any] | None = None


class Whole:
    """A request of the API, read after it has been answered."""

    def __init__(self, body: bytes) -> None:
        """Tell of every submission."""
        said = msgspec.json.decode(body, type=_Request)
        self.told = Register()
        self._columnar = said.columns is not None
        for number, item in enumerate(said.submissions or ()):
            self.told.add(told_of(number, untyped(item)), bytes(item))
        for number, row in enumerate(rows_of(said.columns) if said.columns else ()):
            self.told.add(told_of(number, row), msgspec.json.encode(row))

    def place(self, at: int, pointer: str) -> str:
        """The pointer into the request; faults in columns come with theirs."""
        return pointer if self._columnar else f"/submissions/{at}{pointer}"


def told_of(place: int, value: object) -> Told:
    """What a decoded submission says of itself."""
    if not isinstance(value, dict):
        return Told(place)
    said = [value.get(each) or "" for each in ("organisation", "threat_type", "marking")]
    return Told(place, *map(str, said))
