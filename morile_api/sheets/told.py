"""What is told of each submission that is read, and where it stood."""

from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

from morile_api.language.faults import Fault
from morile_api.language.matrix import Matrix


class Told(msgspec.Struct, frozen=True):
    """Of one submission: its row or line, whom and what it is about, how it is marked."""

    place: int
    organisation: str = ""
    threat_type: str = ""
    marking: str = ""


class Register:
    """What is told of each submission read, by its number, until it is forgotten.

    What each was read from stands beside it, to be given back where it is refused; `markings` are
    those of all of them, forgotten or not.
    """

    def __init__(self) -> None:
        """Nothing has been read."""
        self._kept: dict[int, tuple[Told, object]] = {}
        self._count = 0
        self.markings: set[str] = set()

    def add(self, told: Told, given: object = None) -> None:
        """Note the next submission."""
        self._kept[self._count] = told, given
        self._count += 1
        if told.marking:
            self.markings.add(told.marking)

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
