"""The command `morile agreement`: several assessors' submissions from a file, compared."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from morile._aside import say
from morile._bulk import Submission
from morile._exits import Misused
from morile._fitting import nearest, shared
from morile._inputs import Input, form_and_bytes, request_of, shown
from morile._panel_text import report
from morile._sources import Lines
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.sheets.rows import VECTOR, Table
from morile_api.sheets.texts import refused

MARKS = ("reference", "period")
"""Columns that only a comparison has."""

MEMBERS = ("compare", "draws", "seed")
"""Of a request of the API, beside matrix and submissions."""

YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}


def agreement(asked: Namespace, client: Client | Offline) -> int:
    """Compare the assessors, or the periods, in a file.

    Args:
        asked: file, holds, json, matrix, compare, draws and seed, from the command line.
        client: what compares.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file cannot be read, or the service is of no help.
    """
    given = read_panel(asked, client)
    stated = {name: getattr(asked, name) for name in MEMBERS}
    more = given.more | {name: value for name, value in stated.items() if value is not None}
    return shown(
        asked, given, lambda: client.agreement(given.submissions, given.matrix, **more), report
    )


def read_panel(asked: Namespace, client: Client | Offline) -> Input:
    """As other commands read their file, but for a table: it may lack criteria."""
    holds, data = form_and_bytes(asked)
    if holds == "json":
        return request_of(data, asked.matrix, MEMBERS)
    if holds == "csv":
        return _table(data, asked, client)
    lines = Lines(data)
    return Input(list(lines.submissions()), asked.matrix, lines)


def _table(data: bytes, asked: Namespace, client: Client | Offline) -> Input:
    """A CSV table; where no matrix is named, its columns tell which it was made for."""
    table, matrix = Table(data.decode(), MARKS), asked.matrix
    if VECTOR not in table.columns:
        matrix = _fitting(table, asked, client)
    submissions = list(_submissions(table))
    if not submissions:
        raise refused("holds no submissions", Code.NOT_A_TABLE)
    return Input(submissions, matrix, table)


def _submissions(table: Table) -> Iterator[Submission]:
    for submission in table.submissions():
        if isinstance(submission, dict) and "reference" in submission:
            said = str(submission["reference"])
            # Anything else goes on as it stands and is refused with its row and column.
            yield {**submission, "reference": YES_OR_NO.get(said.lower(), said)}
        else:
            yield submission


def _fitting(table: Table, asked: Namespace, client: Client | Offline) -> str:
    """The id of the matrix whose criteria the columns are; it may have more.

    Raises:
        Misused: the columns fit several, or are criteria of none.
        BadSubmission: they do not fit the one that is named, or that comes nearest.
    """
    matrix, marks = asked.matrix, ["assessor"]
    if getattr(asked, "compare", None) == "periods":
        marks.append("period")
    named = [matrix] if matrix else [f"{each.id}@{each.version}" for each in client.matrices()]
    known = [client.matrix(name).definition for name in named]
    faults = {each.id: _faults(table, each, marks) for each in known}
    fitting = [each for each in known if not faults[each.id]]
    whole = [each for each in fitting if shared(table, each) == len(each.criteria)]
    if len(whole) == 1 or len(fitting) == 1:
        return (whole or fitting)[0].id
    if fitting:
        names = " and ".join(each.id for each in fitting)
        raise Misused(f"the columns fit {names}: name one with --matrix")
    if matrix:
        raise BadSubmission(faults[known[0].id])
    near = nearest(table, known)
    say(f"the columns fit no matrix; {near.id} comes nearest (name another with --matrix)")
    raise BadSubmission(faults[near.id])


def _faults(table: Table, matrix: Matrix, marks: Sequence[str]) -> list[Fault]:
    found = table.faults_for(matrix, marks)
    if not shared(table, matrix):
        detail = f"row 1: no column is a criterion of {matrix.id}"
        found.append(Fault("", Code.MISSING_COLUMN, detail))
    return found
