"""The vector as a value: the one-line form of a submission, read, checked and printed."""

from typing import Self

import msgspec

from morile_api.language.about import MatrixDocument
from morile_api.language.answer import Answer
from morile_api.language.matrix import UNKNOWN, Matrix
from morile_api.language.vector import parse_vector, print_vector

Level = str | list[str]
"""A level key, `unknown`, or several level keys."""


class Vector(msgspec.Struct, frozen=True):
    """A full set of answers to a matrix; `str` of it is the one canonical line."""

    definition: Matrix
    answers: dict[str, Answer]

    @classmethod
    def parse(cls, line: str, document: MatrixDocument) -> Self:
        """The vector that a line spells, in any order of criteria and levels.

        Args:
            line: such as `thematic@1.0.0/PH:severe/...`.
            document: the matrix it names, from any client's `matrix`.

        Raises:
            BadSubmission: with every fault.
        """
        return cls(document.definition, parse_vector(document.definition, line))

    @property
    def matrix(self) -> str:
        """The id of the matrix: `thematic@1.0.0`."""
        return self.definition.id

    def levels(self) -> dict[str, Level | dict[str, Level]]:
        """The same answers as the `levels` of a submission."""
        said: dict[str, Level | dict[str, Level]] = {}
        for criterion in self.definition.criteria:
            answer = self.answers[criterion.key]
            open_ended = len(answer.levels) == len(self.definition.scale_of(criterion).levels) > 1
            several = UNKNOWN if open_ended else list(answer.levels)
            level = answer.levels[0] if len(answer.levels) == 1 else several
            stated = answer.confidence
            said[criterion.key] = {"level": level, "confidence": stated} if stated else level
        return said

    def __str__(self) -> str:
        return print_vector(self.definition, self.answers)

    def __repr__(self) -> str:
        return f"<Vector {self}>"

    def __hash__(self) -> int:
        return hash(str(self))
