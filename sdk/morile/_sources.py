"""Sources: where the command's submissions come from, and what is told of each besides."""

from collections.abc import Iterator
from typing import Protocol

import msgspec

from morile._bulk import Submission, Unreadable
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.reading import refuse_duplicates, untyped


class Told(msgspec.Struct, frozen=True):
    """Of one submission: its row or line, whom and what it is about, how it is marked."""

    place: int
    organisation: str = ""
    threat_type: str = ""
    marking: str = ""


class Source(Protocol):
    """What submissions came from: what is told of each one read, and where it stood."""

    told: list[Told]

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

    def __init__(self, data: bytes) -> None:
        """Keep the text; UTF-8."""
        self._data = data
        self.told: list[Told] = []

    def submissions(self) -> Iterator[Submission]:
        """A submission for every line that is not blank."""
        for number, line in enumerate(self._data.split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                value = untyped(line)
                refuse_duplicates(line)
            except BadSubmission as error:
                self.told.append(Told(number))
                yield Unreadable(None, error.faults)
            else:
                self.told.append(told_of(number, value))
                yield value

    def place(self, at: int, pointer: str) -> str:
        """The line, and the pointer within it."""
        return f"line {self.told[at].place}{', ' + pointer if pointer else ''}"


class Whole:
    """A request of the API, read after it has been answered."""

    def __init__(self, body: bytes) -> None:
        """Tell of every submission."""
        submissions = untyped(body)["submissions"]
        self.told = [told_of(number, value) for number, value in enumerate(submissions)]

    def place(self, at: int, pointer: str) -> str:
        """The pointer into the request."""
        return f"/submissions/{at}{pointer}"


def told_of(place: int, value: object) -> Told:
    """What a decoded submission says of itself."""
    if not isinstance(value, dict):
        return Told(place)
    said = [value.get(each) or "" for each in ("organisation", "threat_type", "marking")]
    return Told(place, *map(str, said))
