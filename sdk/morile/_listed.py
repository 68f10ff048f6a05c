"""Submissions one after another, all scored with one matrix."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from morile._bulk import Submission, Wish, matrix_of
from morile._exits import Misused
from morile._written import Scored
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import MatrixMark
from morile_api.language.faults import BadSubmission, Code
from morile_api.sheets.rows import Table
from morile_api.sheets.texts import refused
from morile_api.sheets.told import Source


def listed(
    client: Client | Offline,
    source: Source,
    submissions: Iterator[Submission],
    wishes: Mapping[str, Any],
    matrix: str | None,
    table: Table | None = None,
) -> Scored:
    """The results of submissions, as they come.

    Args:
        client: what scores.
        source: what they are read from.
        submissions: none taken yet.
        wishes: members of a request that are asked for beside the score.
        matrix: to score with; if there is none, that of the first submission.
        table: the source, if it has columns.

    Raises:
        Misused: nothing names a matrix.
        BadSubmission: there are no submissions, or the columns do not fit the matrix.
    """
    first = next(submissions, None)
    if first is None:
        raise refused("holds no submissions", Code.NOT_A_TABLE)
    name = matrix_of(first, Wish(matrix))
    if name is None:
        raise Misused("say which matrix to score with: --matrix thematic@1.0.0, for example")
    document = client.matrix(name)
    faults = table.faults_for(document.definition) if table else []
    if faults:
        raise BadSubmission(faults)
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    results = client.assess_many(chain([first], submissions), matrix=name, **wishes)
    return Scored(mark, results, source, wishes)
