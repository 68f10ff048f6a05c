"""The command `morile agreement`: several assessors' submissions from a file, compared."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from morile._aside import say
from morile._bulk import Submission
from morile._excel import book_bytes, is_book, need_excel
from morile._exits import Misused
from morile._fitting import nearest, shared
from morile._inputs import Input, form_and_bytes, request_of, shown, written
from morile._outputs import encoder
from morile._panel_text import report
from morile._sources import Lines
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.vocabulary import MARKINGS
from morile_api.sheets.rows import VECTOR, Table, csv_table
from morile_api.sheets.texts import byte_lines_in, lines_in, refused

if TYPE_CHECKING:
    from morile_api.language.agreement import AgreementAnswer
    from morile_api.sheets.book import Book

MARKS = ("reference", "period")
"""Columns that only a comparison has."""

MEMBERS = ("compare", "draws", "seed")
"""Of a request of the API, beside matrix and submissions."""

ENDINGS = (".txt", ".json", ".xlsx")
"""Of files that the answer can be written to."""

YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}


def agreement(asked: Namespace, client: Client | Offline) -> int:
    """Compare the assessors, or the periods, in a file.

    Args:
        asked: file, holds, json, output, matrix, compare, draws and seed, from the command line.
        client: what compares.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file cannot be read, or the service is of no help.
    """
    if asked.output is not None:
        _ending(asked.output)
    given = read_panel(asked, client)
    stated = {name: getattr(asked, name) for name in MEMBERS}
    more = given.more | {name: value for name, value in stated.items() if value is not None}

    def ask() -> "AgreementAnswer":
        return client.agreement(given.submissions, given.matrix, **more)

    if asked.output is None:
        return shown(asked, given, ask, report)
    made = {
        ".txt": lambda answer: report(answer).encode(),
        ".json": lambda answer: encoder.encode(answer) + b"\n",
        ".xlsx": lambda answer: _as_book(answer, _highest(given, client)),
    }[_ending(asked.output)]
    return written(asked, given, ask, made, asked.output)


def _ending(output: str) -> str:
    """How the name of a file ends that the answer can be written to.

    Raises:
        Misused: its ending does not say what it is to hold.
    """
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        raise Misused(f"{output}: name it by what it is to hold: {', '.join(ENDINGS)}")
    if ending == ".xlsx":
        need_excel()
    return ending


def _as_book(answer: "AgreementAnswer", marking: str) -> bytes:
    # The library of spreadsheets is an extra, and slow to load.
    from morile._panel_book import panel_book

    return panel_book(answer, marking)


def _highest(given: Input, client: Client | Offline) -> str:
    """The highest marking of what is compared; empty where none has any."""
    order = client.vocabulary(MARKINGS).keys()
    stated = [each.get("marking") for each in given.submissions if isinstance(each, dict)]
    return max((each for each in stated if each in order), key=order.index, default="")


def read_panel(asked: Namespace, client: Client | Offline) -> Input:
    """As other commands read their file, but for a table: it may lack criteria."""
    if is_book(asked.file, asked.holds):
        return _book(asked, client)
    holds, data = form_and_bytes(asked)
    if holds == "json":
        return request_of(data, asked.matrix, MEMBERS)
    if holds == "csv":
        return _table(data, asked, client)
    lines = Lines(byte_lines_in(data))
    return Input(list(lines.submissions()), asked.matrix, lines)


def _book(asked: Namespace, client: Client | Offline) -> Input:
    """A workbook; its cover, or else its columns, tell which matrix it was made for."""
    need_excel()
    # The library of spreadsheets is an extra, and slow to load.
    from morile._scored_book import named_by, opened_book

    book = opened_book(book_bytes(asked.file), client, MARKS)
    matrix = named_by(book, client, asked.matrix)
    if matrix is not None:
        faults = _faults(book, client.matrix(matrix).definition, _needed(asked))
        if faults:
            raise BadSubmission(faults)
    else:
        matrix = _fitting(book, asked, client)
    rows = book.submissions(client.matrix(matrix).definition)
    return Input([_referred(each) for each in rows], matrix, book)


def _table(data: bytes, asked: Namespace, client: Client | Offline) -> Input:
    """A CSV table; where no matrix is named, its columns tell which it was made for."""
    table, matrix = csv_table(lines_in(data.decode()), MARKS), asked.matrix
    if VECTOR not in table.columns:
        matrix = _fitting(table, asked, client)
    submissions = [_referred(each) for each in table.submissions()]
    if not submissions:
        raise refused("holds no submissions", Code.NOT_A_TABLE)
    return Input(submissions, matrix, table)


def _referred(submission: Submission) -> Submission:
    """A submission that says with a truth value whether it is the agreed answer."""
    if not isinstance(submission, dict) or "reference" not in submission:
        return submission
    said = str(submission["reference"])
    # Anything else goes on as it stands and is refused with its row and column.
    return {**submission, "reference": YES_OR_NO.get(said.lower(), said)}


def _needed(asked: Namespace) -> list[str]:
    """The columns that no comparison can do without."""
    return ["assessor", "period"] if getattr(asked, "compare", None) == "periods" else ["assessor"]


def _fitting(table: "Table | Book", asked: Namespace, client: Client | Offline) -> str:
    """The id of the matrix whose criteria the columns are; it may have more.

    Raises:
        Misused: the columns fit several, or are criteria of none.
        BadSubmission: they do not fit the one that is named, or that comes nearest.
    """
    matrix, marks = asked.matrix, _needed(asked)
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


def _faults(table: "Table | Book", matrix: Matrix, marks: Sequence[str]) -> list[Fault]:
    found = table.faults_for(matrix, marks)
    if not shared(table, matrix):
        detail = f"row 1: no column is a criterion of {matrix.id}"
        found.append(Fault("", Code.MISSING_COLUMN, detail))
    return found
