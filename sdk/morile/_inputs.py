"""Inputs: the submissions of a file that is taken whole, in whichever form it holds them."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, runtime_checkable

import msgspec

from morile import _texts
from morile._aside import say
from morile._bulk import Submission
from morile._excel import book_bytes, is_book, need_excel
from morile._exits import OK, SOME_REFUSED, exit_of
from morile._fitting import fitting
from morile._outputs import encoder, opened_output
from morile._sources import Lines
from morile._stated import option_of
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code, Fault, counted
from morile_api.language.reading import untyped
from morile_api.sheets.rows import VECTOR, Table, csv_table
from morile_api.sheets.texts import byte_lines_in, lines_in, refused, unmarked

T = TypeVar("T")


class Placed(Protocol):
    """What knows where a fault is, as whoever wrote the file calls it."""

    def place(self, at: int, pointer: str) -> str:
        """Of submission number `at`; the pointer begins at it."""


@runtime_checkable
class Worded(Protocol):
    """What knows better what is wrong in a place than whoever was sent what stands there."""

    def worded(self, at: int, pointer: str, fault: Fault) -> Fault:
        """The fault of submission number `at` in its words; the pointer begins at it."""


class Input(msgspec.Struct, frozen=True):
    """What a file holds, and what the command was told beside it.

    Attributes:
        submissions: of the file.
        matrix: theirs.
        source: where each of them stood.
        more: a request's other members.
        elsewhere: member -> the other file, or the option, that said it.
    """

    submissions: Sequence[Submission]
    matrix: str | None
    source: Placed | None = None
    more: dict[str, Any] = {}
    elsewhere: dict[str, str] = {}


def read_input(
    asked: Namespace, client: Client | Offline, members: Sequence[str], marks: Sequence[str] = ()
) -> Input:
    """The submissions of a file.

    Args:
        asked: file, holds and matrix, from the command line.
        client: what knows the matrices.
        members: those that a request of the API has beside its matrix and submissions.
        marks: columns of a table that are further members of a submission.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file cannot be read, or holds no submissions.
    """
    if is_book(asked.file, asked.holds):
        return _of_book(asked, client)
    holds, data = form_and_bytes(asked)
    if holds == "json":
        return request_of(data, asked.matrix, members)
    source = _source(holds, data, marks)
    matrix = asked.matrix
    if isinstance(source, Table):
        if matrix is None and VECTOR not in source.columns:
            matrix = fitting(source, client, getattr(asked, "under", None))
        elif matrix is not None:
            faults = source.faults_for(client.matrix(matrix).definition)
            if faults:
                raise BadSubmission(faults)
    submissions = list(source.submissions())
    if not submissions:
        raise refused("holds no submissions", Code.NOT_A_TABLE)
    return Input(submissions, matrix, source)


def _source(holds: str, data: bytes, marks: Sequence[str]) -> Table | Lines:
    if holds == "csv":
        return csv_table(lines_in(data.decode()), marks)
    return Lines(byte_lines_in(data))


def _of_book(asked: Namespace, client: Client | Offline) -> Input:
    """The threats of a workbook that was made by `morile template`."""
    need_excel()
    # The library of spreadsheets is an extra, and slow to load.
    from morile._scored_book import scored_book

    book, document = scored_book(book_bytes(asked.file), client, asked.matrix)
    submissions = list(book.submissions(document.definition))
    return Input(submissions, f"{document.id}@{document.version}", book)


def form_and_bytes(asked: Namespace) -> tuple[str, bytes]:
    """Which form the file of a command holds, and its content.

    Raises:
        Misused: nothing says which form it is.
        MorileError: it cannot be read.
    """
    holds = _texts.form_of(asked.file, asked.holds)
    return holds, unmarked(_texts.read_bytes(asked.file))


def request_of(body: bytes, matrix: str | None, members: Sequence[str]) -> Input:
    """A request of the API, member by member, so that the command line may say otherwise.

    Raises:
        BadSubmission: it is no request with submissions, or has members not known here.
    """
    said = untyped(body)
    if not isinstance(said, dict) or not isinstance(said.get("submissions"), list):
        raise refused("is no request with a list of submissions", Code.WRONG_TYPE)
    known = ("matrix", "submissions", *members)
    strangers = len(said.keys() - set(known))
    if strangers:
        detail = f"{counted(strangers, 'member')} not known here; choose from {', '.join(known)}"
        raise refused(detail, Code.UNKNOWN_MEMBER)
    submissions, named = said.pop("submissions"), said.pop("matrix", None)
    return Input(submissions, matrix or named, more=said)


def shown(asked: Namespace, given: Input, ask: Callable[[], T], report: Callable[[T], str]) -> int:
    """Ask, and print the answer; or say in which rows of the file the faults are.

    Args:
        asked: file and json, from the command line.
        given: what the file holds.
        ask: what to do with it.
        report: the answer in words, where JSON is not asked for.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        MorileError: the service is of no help, or the faults are of a request as it stands.
    """

    def made(answer: T) -> bytes:
        return encoder.encode(answer) + b"\n" if asked.json else report(answer).encode()

    return written(asked, given, ask, made, None)


def written(
    asked: Namespace,
    given: Input,
    ask: Callable[[], T],
    made: Callable[[T], bytes],
    output: str | None,
) -> int:
    """As `shown`, into a file if one is named.

    Args:
        asked: file, from the command line.
        given: what the file holds.
        ask: what to do with it.
        made: what to write of the answer.
        output: the name of the file.
    """
    try:
        answer = ask()
    except BadSubmission as error:
        return told_in_place(asked, given, error)
    with opened_output(output) as out:
        out.write(made(answer))
    return OK


def told_in_place(asked: Namespace, given: Input, error: BadSubmission) -> int:
    """Say in which rows of the file the faults are.

    Returns:
        The exit code of a file that was refused.

    Raises:
        BadSubmission: the faults are of a request as it stands.
    """
    if given.source is None and not given.elsewhere:
        raise error
    _tell(asked, given, error.faults)
    return SOME_REFUSED if given.source else exit_of(error)


def _tell(asked: Namespace, given: Input, faults: list[Fault]) -> None:
    """Every fault on a line of its own, with the file or option and the row or line it is in."""
    name = _texts.name_of(asked.file)
    for fault in faults:
        _, member, number, rest = [*fault.pointer.split("/", 3), "", "", ""][:4]
        place = [name, fault.pointer]
        said_in = given.elsewhere.get(member) or option_of(fault.pointer, asked)
        if said_in:
            place = _elsewhere(said_in, fault.pointer, number)
        elif given.source and member == "submissions" and number.isdecimal():
            at, inside = int(number), f"/{rest}" if rest else ""
            place = [name, given.source.place(at, inside)]
            if isinstance(given.source, Worded):
                fault = given.source.worded(at, inside, fault)
        say(f"{': '.join(filter(None, place))}: {fault.detail} [{fault.code}]")


def _elsewhere(said_in: str, pointer: str, number: str) -> list[str]:
    """A place outside the file: of an option, which of its values; of a file, the pointer."""
    if not said_in.startswith("--"):
        return [said_in, pointer]
    return [f"{said_in}, value {int(number) + 1}" if number.isdecimal() else said_in]
