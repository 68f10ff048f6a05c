"""Rows: a frame's rows as submissions, for questions that are asked of whole submissions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from morile.frames.kinds import opened
from morile.frames.matching import Columns, members
from morile_api.language.matrix import Matrix
from morile_api.language.submission import WITHOUT_THREAT_TYPE
from morile_api.sheets.rows import REQUIRED, answer_in

OPTIONAL = ("assessor", "information_date", "marking")


def submissions_of(
    frame: Any,
    matrix: Matrix,
    columns: Columns | None,
    marks: Sequence[str] = (),
    partial: bool = False,
) -> list[dict[str, Any]]:
    """Every row as a submission, without what is null in it.

    Args:
        frame: as for `score`, with columns `ref`, `organisation` and, but for units, `threat_type`.
        matrix: whose criteria the other columns answer.
        columns: by criterion or member, the column it is in, where that has another name.
        marks: further members that a row may have.
        partial: whether some criteria may be missing.

    Raises:
        BadSubmission: columns are missing or hold no words.
        TypeError: it is no frame.
    """
    given = opened(frame)
    free = matrix.applies_to in WITHOUT_THREAT_TYPE
    needed = [name for name in REQUIRED if name != "threat_type" or not free]
    known = [*(name for name in REQUIRED if name not in needed), *OPTIONAL, *marks]
    of, answers = members(matrix, given.frame.schema, columns, needed, known, partial)
    named: list[tuple[str, str | None, Any]] = [
        (name, None, given.frame[column]) for name, column in of.items()
    ]
    named += [("levels", key, given.frame[column]) for key, column in answers.items()]
    found: list[dict[str, Any]] = [{"levels": {}} for _ in range(len(given.frame))]
    for name, key, series in named:
        for submission, said, null in zip(
            found, series.to_list(), series.is_null().to_list(), strict=True
        ):
            if not null and key is None:
                submission[name] = _plain(said)
            elif not null:
                submission[name][key] = answer_in(said) if isinstance(said, str) else _plain(said)
    return found


def _plain(value: Any) -> Any:
    """A value as JSON has it: a day without its time, a list without its array."""
    if isinstance(value, datetime):
        return value.date()
    return value.tolist() if hasattr(value, "tolist") else value
