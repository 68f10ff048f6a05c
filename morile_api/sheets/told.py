"""What is told of each submission that is read, and where it stood."""

from typing import Protocol

import msgspec

from morile_api.language.faults import Fault
from morile_api.language.matrix import Matrix


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
