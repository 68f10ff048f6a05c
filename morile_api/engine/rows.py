"""Rows: the answers of each submission, from its levels or its vector, in the matrix's order."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from msgspec.structs import astuple

from morile_api.language.asked import Bad, either_or
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.vector import parse_vector

Row = Sequence[Any]
"""One threat's answers, one a criterion, as decoded."""


def rows_of(
    definition: Matrix, submissions: Sequence[Any], places: Sequence[int]
) -> tuple[list[Row], Sequence[int], list[Bad]]:
    """The answers of the submissions that can be read.

    Args:
        definition: the matrix.
        submissions: decoded, each with `levels` or `vector`.
        places: their places in the request.

    Returns:
        Rows; the numbers of their submissions; those that cannot be read, with their faults.
    """
    levels = list(map(attrgetter("levels"), submissions))
    if None not in levels and not any(map(attrgetter("vector"), submissions)):
        return list(map(astuple, levels)), range(len(levels)), []
    rows: list[Row] = []
    kept: list[int] = []
    bad: list[Bad] = []
    for number, submission in enumerate(submissions):
        at = f"/submissions/{places[number]}"
        try:
            rows.append(row_of(definition, submission, at))
            kept.append(number)
        except BadSubmission as error:
            bad.append(Bad(places[number], submission.ref, error.faults))
    return rows, kept, bad


def row_of(definition: Matrix, submission: Any, at: str) -> Row:
    """The answers of one submission, which lies at a pointer.

    Raises:
        BadSubmission: with every fault of its vector, or that it has not one of levels and vector.
    """
    if (submission.levels is None) == (submission.vector is None):
        raise BadSubmission([either_or(at)])
    if submission.levels is not None:
        return astuple(submission.levels)
    answers = parse_vector(definition, submission.vector, f"{at}/vector")
    return list(answers.values())


def repeat_faults(definition: Matrix, submission: Any, at: str) -> list[Fault]:
    """Where a submission names a level twice in one answer."""
    faults = []
    for criterion, said in zip(definition.criteria, astuple(submission.levels), strict=True):
        pointer = f"{at}/levels/{criterion.key}"
        if not isinstance(said, str | tuple):
            said, pointer = said.level, f"{pointer}/level"
        if isinstance(said, tuple) and len(set(said)) < len(said):
            faults.append(Fault(pointer, Code.REPEATED_LEVEL, "a level stands twice; give it once"))
    return faults
