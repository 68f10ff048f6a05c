"""Answers: what one submission says about each criterion, in canonical form, and said anew."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from morile_api.engine.rows import repeat_faults, row_of
from morile_api.language.answer import Answer, as_answer
from morile_api.language.faults import BadSubmission
from morile_api.language.matrix import Matrix


def answers_of(definition: Matrix, submission: Any, at: str) -> dict[str, Answer]:
    """The answers of a submission, criterion key -> answer.

    Args:
        definition: the matrix.
        submission: decoded, so every level is one of the matrix's.
        at: pointer to it in its document.

    Raises:
        BadSubmission: with every fault.
    """
    row = row_of(definition, submission, at)
    faults = [] if submission.levels is None else repeat_faults(definition, submission, at)
    if faults:
        raise BadSubmission(faults)
    scales = [[level.key for level in definition.scale_of(c).levels] for c in definition.criteria]
    keys = [criterion.key for criterion in definition.criteria]
    return dict(zip(keys, map(answer_of, row, scales), strict=True))


def answer_of(said: Any, scale: Sequence[str]) -> Answer:
    """The canonical answer for what was said, its grading included.

    Args:
        said: as decoded: a key, a tuple of keys, an object with `level`, or an `Answer`.
        scale: the level keys, lowest first.
    """
    if isinstance(said, Answer):
        return said
    if isinstance(said, str | tuple):
        return as_answer(said, scale)
    answer = as_answer(said.level, scale)
    return msgspec.structs.replace(answer, confidence=said.confidence, grading=said.grading)


class Restated(msgspec.Struct, frozen=True):
    """A submission with other answers: what assessing reads of one, and no more."""

    ref: str
    levels: Any
    marking: str | None
    information_date: date | None
    vector: None = None


def restater(definition: Matrix) -> Callable[[Any, Sequence[Answer]], Restated]:
    """What gives a submission other answers, one a criterion in the matrix's order."""
    levels = msgspec.defstruct("Answers", [c.key for c in definition.criteria], frozen=True)

    def restated(submission: Any, answers: Sequence[Answer]) -> Restated:
        held = submission.marking, submission.information_date
        return Restated(submission.ref, levels(*answers), *held)

    return restated
