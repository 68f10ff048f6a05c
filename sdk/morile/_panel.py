"""The command `morile agreement`: several assessors' submissions from a file, compared."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from morile import _texts
from morile._bulk import Submission
from morile._exits import OK, SOME_REFUSED, Misused
from morile._outputs import opened_output
from morile._panel_text import report
from morile._rows import FIXED, VECTOR, Table
from morile._score import encoder, say
from morile._sources import Lines
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.reading import untyped

if TYPE_CHECKING:
    from morile_api.language.agreement import AgreementAnswer

MARKS = ("reference", "period")
"""Columns that only a comparison has."""

MEMBERS = ("matrix", "submissions", "compare", "draws", "seed")
"""Of a request of the API."""

YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}


class Placed(Protocol):
    """What knows where a fault is, as whoever wrote the file calls it."""

    def place(self, at: int, pointer: str) -> str:
        """Of submission number `at`; the pointer begins at it."""


class Panel(msgspec.Struct, frozen=True):
    """What a file holds: submissions, how they are to be compared, and where each one stood."""

    submissions: list[Submission]
    matrix: str | None
    source: Placed | None = None
    more: dict[str, Any] = {}


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
    holds = _texts.form_of(asked.file, asked.holds)
    data = _texts.unmarked(_texts.read_bytes(asked.file))
    panel = _read(data, holds, asked.matrix, client)
    stated = {name: getattr(asked, name) for name in ("compare", "draws", "seed")}
    more = panel.more | {name: value for name, value in stated.items() if value is not None}
    try:
        answer = client.agreement(panel.submissions, asked.matrix or panel.matrix, **more)
    except BadSubmission as error:
        if panel.source is None:
            raise
        tell(_texts.name_of(asked.file), panel.source, error.faults)
        return SOME_REFUSED
    return _print(asked, answer)


def _read(data: bytes, holds: str, matrix: str | None, client: Client | Offline) -> Panel:
    if holds == "csv":
        return _table(data, matrix, client)
    if holds == "ndjson":
        lines = Lines(data)
        return Panel(list(lines.submissions()), matrix, lines)
    return _request(data)


def _print(asked: Namespace, answer: "AgreementAnswer") -> int:
    with opened_output(None) as out:
        out.write(encoder.encode(answer) + b"\n" if asked.json else report(answer).encode())
    return OK


def tell(name: str, source: Placed, faults: list[Fault]) -> None:
    """Every fault on a line of its own, with the row or line that it is in."""
    for fault in faults:
        parts = fault.pointer.split("/", 3)
        place = fault.pointer
        if parts[:2] == ["", "submissions"] and parts[2:] and parts[2].isdecimal():
            place = source.place(int(parts[2]), "/".join(["", *parts[3:]]) if parts[3:] else "")
        say(f"{name}: {place}: {fault.detail} [{fault.code}]")


def _request(body: bytes) -> Panel:
    """A request of the API, member by member, so that the command line may say otherwise."""
    members = untyped(body)
    if not isinstance(members, dict) or not isinstance(members.get("submissions"), list):
        raise _texts.refused("is no request with a list of submissions", Code.WRONG_TYPE)
    strangers = len(members.keys() - set(MEMBERS))
    if strangers:
        detail = f"{strangers} members not known here; choose from {', '.join(MEMBERS)}"
        raise _texts.refused(detail, Code.UNKNOWN_MEMBER)
    submissions, matrix = members.pop("submissions"), members.pop("matrix", None)
    return Panel(submissions, matrix, more=members)


def _table(data: bytes, matrix: str | None, client: Client | Offline) -> Panel:
    """A CSV table; where no matrix is named, its columns tell which it was made for."""
    table = Table(data.decode(), MARKS)
    if VECTOR not in table.columns:
        matrix = _fitting(table, matrix, client)
    submissions = list(_submissions(table))
    if not submissions:
        raise _texts.refused("holds no submissions", Code.NOT_A_TABLE)
    return Panel(submissions, matrix, table)


def _submissions(table: Table) -> Iterator[Submission]:
    for submission in table.submissions():
        if isinstance(submission, dict) and "reference" in submission:
            said = str(submission["reference"])
            # Anything else goes on as it stands and is refused with its row and column.
            yield {**submission, "reference": YES_OR_NO.get(said.lower(), said)}
        else:
            yield submission


def _fitting(table: Table, matrix: str | None, client: Client | Offline) -> str:
    """The id of the matrix whose criteria the columns are; it may have more.

    Raises:
        Misused: the columns fit none or several.
        BadSubmission: the columns do not fit the one that is named.
    """
    named = [matrix] if matrix else [f"{each.id}@{each.version}" for each in client.matrices()]
    known = [client.matrix(name).definition for name in named]
    faults = {each.id: _column_faults(table, each) for each in known}
    if matrix and faults[matrix]:
        raise BadSubmission(faults[matrix])
    fitting = [each for each in known if not faults[each.id]]
    whole = [each for each in fitting if _criteria(each) <= set(table.columns)]
    if len(whole) == 1 or len(fitting) == 1:
        return (whole or fitting)[0].id
    several = " and ".join(each.id for each in fitting) or "no matrix"
    raise Misused(f"the columns fit {several}: name one with --matrix")


def _criteria(matrix: Matrix) -> set[str]:
    return {criterion.key for criterion in matrix.criteria}


def _column_faults(table: Table, matrix: Matrix) -> list[Fault]:
    needed = {"ref", "organisation", "assessor"} - set(table.columns)
    known = {*FIXED, *MARKS} | _criteria(matrix)
    faults = [
        Fault("", Code.MISSING_COLUMN, f"row 1: column {name} is missing")
        for name in sorted(needed)
    ]
    faults += [table.unknown(name, sorted(known)) for name in table.columns if name not in known]
    if not _criteria(matrix).intersection(table.columns):
        detail = f"row 1: no column is a criterion of {matrix.id}"
        faults.append(Fault("", Code.MISSING_COLUMN, detail))
    return faults
