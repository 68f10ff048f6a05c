"""Inputs: the submissions of a file that is taken whole, in whichever form it holds them."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from morile import _texts
from morile._aside import say
from morile._bulk import Submission
from morile._exits import OK, SOME_REFUSED
from morile._fitting import fitting
from morile._outputs import encoder, opened_output
from morile._rows import VECTOR, Table
from morile._sources import Lines
from morile._stated import option_of
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code, Fault, counted
from morile_api.language.reading import untyped

T = TypeVar("T")


class Placed(Protocol):
    """What knows where a fault is, as whoever wrote the file calls it."""

    def place(self, at: int, pointer: str) -> str:
        """Of submission number `at`; the pointer begins at it."""


class Input(msgspec.Struct, frozen=True):
    """What a file holds: submissions, their matrix, where each stood, and a request's members."""

    submissions: list[Submission]
    matrix: str | None
    source: Placed | None = None
    more: dict[str, Any] = {}


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
    holds, data = form_and_bytes(asked)
    if holds == "json":
        return request_of(data, asked.matrix, members)
    source = Table(data.decode(), marks) if holds == "csv" else Lines(data)
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
        raise _texts.refused("holds no submissions", Code.NOT_A_TABLE)
    return Input(submissions, matrix, source)


def form_and_bytes(asked: Namespace) -> tuple[str, bytes]:
    """Which form the file of a command holds, and its content.

    Raises:
        Misused: nothing says which form it is.
        MorileError: it cannot be read.
    """
    holds = _texts.form_of(asked.file, asked.holds)
    return holds, _texts.unmarked(_texts.read_bytes(asked.file))


def request_of(body: bytes, matrix: str | None, members: Sequence[str]) -> Input:
    """A request of the API, member by member, so that the command line may say otherwise.

    Raises:
        BadSubmission: it is no request with submissions, or has members not known here.
    """
    said = untyped(body)
    if not isinstance(said, dict) or not isinstance(said.get("submissions"), list):
        raise _texts.refused("is no request with a list of submissions", Code.WRONG_TYPE)
    known = ("matrix", "submissions", *members)
    strangers = len(said.keys() - set(known))
    if strangers:
        detail = f"{counted(strangers, 'member')} not known here; choose from {', '.join(known)}"
        raise _texts.refused(detail, Code.UNKNOWN_MEMBER)
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
    try:
        answer = ask()
    except BadSubmission as error:
        if given.source is None:
            raise
        _tell(asked, given.source, error.faults)
        return SOME_REFUSED
    with opened_output(None) as out:
        out.write(encoder.encode(answer) + b"\n" if asked.json else report(answer).encode())
    return OK


def _tell(asked: Namespace, source: Placed, faults: list[Fault]) -> None:
    """Every fault on a line of its own, with the row or line that it is in."""
    for fault in faults:
        parts = fault.pointer.split("/", 3)
        place = f"{_texts.name_of(asked.file)}: {fault.pointer}"
        if parts[:2] == ["", "submissions"] and parts[2:] and parts[2].isdecimal():
            within = "/".join(["", *parts[3:]]) if parts[3:] else ""
            place = f"{_texts.name_of(asked.file)}: {source.place(int(parts[2]), within)}"
        say(f"{option_of(fault.pointer, asked) or place}: {fault.detail} [{fault.code}]")
