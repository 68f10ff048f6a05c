"""Sources: where the command's submissions come from, and what is told of each besides."""

from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

from morile._bulk import Submission, Unreadable
from morile._lines import LONGEST_LINE, FileLines, LineTooLong
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.reading import refuse_duplicates, untyped

BOM = b"\xef\xbb\xbf"

TOO_LONG = f"longer than {LONGEST_LINE} bytes"


class Told(msgspec.Struct, frozen=True):
    """Of one submission: its row or line in the source, and whom and what it is about."""

    place: int
    organisation: str = ""
    threat_type: str = ""


class Register:
    """What is told of each submission read, by its number, until it is forgotten.

    What each was read from stands beside it, to be given back where it is refused.
    """

    def __init__(self) -> None:
        """Nothing has been read."""
        self._kept: dict[int, tuple[Told, object]] = {}
        self._count = 0

    def add(self, told: Told, given: object = None) -> None:
        """Note the next submission."""
        self._kept[self._count] = told, given
        self._count += 1

    def __getitem__(self, at: int) -> Told:
        """What is told of a submission."""
        return self._kept[at][0]

    def __iter__(self) -> Iterator[Told]:
        """What is told of each that has not been forgotten, in order."""
        return (told for told, _ in self._kept.values())

    def __len__(self) -> int:
        """How many have been read."""
        return self._count

    def given(self, at: int) -> Any:
        """What a submission was read from."""
        return self._kept[at][1]

    def forget(self, at: int) -> None:
        """Forget a submission whose result has been written."""
        self._kept.pop(at, None)


class Tellings(Protocol):
    """What is told of submissions, by number."""

    def __getitem__(self, at: int, /) -> Told:
        """What is told of a submission."""


class Source(Protocol):
    """What submissions came from: what is told of each one read, and where it stood."""

    told: Register

    def place(self, at: int, pointer: str) -> str:
        """Where a fault of submission number `at` is, as whoever wrote the source calls it."""


class Columned(Protocol):
    """What has a column for each criterion, and knows whether they fit a matrix."""

    @property
    def columns(self) -> list[str]:
        """The key of every column."""

    def faults_for(self, matrix: Matrix) -> list[Fault]:
        """What is wrong with the columns if the rows are answers to this matrix."""


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
    """A request of which only the submissions matter."""

    submissions: list[msgspec.Raw] | None = None


class Whole:
    """A request of the API, read after it has been answered."""

    def __init__(self, body: bytes) -> None:
        """Tell of every submission."""
        said = msgspec.json.decode(body, type=_Request)
        self.told = Register()
        for number, item in enumerate(said.submissions or ()):
            self.told.add(told_of(number, untyped(item)), bytes(item))

    def place(self, at: int, pointer: str) -> str:
        """The pointer into the request."""
        return f"/submissions/{at}{pointer}"


def told_of(place: int, value: object) -> Told:
    """What a decoded submission says of itself."""
    if not isinstance(value, dict):
        return Told(place)
    organisation, threat_type = value.get("organisation"), value.get("threat_type")
    return Told(place, str(organisation or ""), str(threat_type or ""))
