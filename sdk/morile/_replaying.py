"""The command `morile replay`: a file's submissions under another definition, and who moves."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

import msgspec

from morile import _texts
from morile._bulk import Submission
from morile._exits import OK, SOME_REFUSED, Misused
from morile._outputs import opened_output
from morile._panel import Placed, tell
from morile._replay_text import report
from morile._rows import VECTOR, Table
from morile._score import encoder, fitting
from morile._sources import Lines
from morile.client import Client
from morile.offline import Offline
from morile_api.language.definition import read_toml
from morile_api.language.faults import BadMatrix, BadSubmission, Code
from morile_api.language.reading import untyped

MEMBERS = ("matrix", "to", "submissions", "crosswalk", "explain")
"""Of a request of the API."""


class Replaying(msgspec.Struct, frozen=True):
    """What a file holds: submissions, where each one stood, and what a request says besides."""

    submissions: Sequence[Submission]
    matrix: str | None
    source: Placed | None = None
    to: str | None = None
    crosswalk: Any = None
    explain: bool = False


def replay(asked: Namespace, client: Client | Offline) -> int:
    """Replay the submissions of a file.

    Args:
        asked: file, holds, under, matrix, crosswalk and json, from the command line.
        client: what scores.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file cannot be read, or the service is of no help.
    """
    holds = _texts.form_of(asked.file, asked.holds)
    data = _texts.unmarked(_texts.read_bytes(asked.file))
    given = _read(data, holds, asked.matrix, client)
    to = asked.under or given.to
    if to is None:
        raise Misused("say which definition to replay with: --under thematic@1.1.0, for example")
    crosswalk = _crosswalk(asked.crosswalk) if asked.crosswalk else given.crosswalk
    try:
        answer = client.replay(
            given.submissions,
            to,
            asked.matrix or given.matrix,
            crosswalk=crosswalk,
            explain=given.explain,
        )
    except BadSubmission as error:
        if given.source is None:
            raise
        tell(_texts.name_of(asked.file), given.source, error.faults)
        return SOME_REFUSED
    with opened_output(None) as out:
        out.write(encoder.encode(answer) + b"\n" if asked.json else report(answer).encode())
    return OK


def _read(data: bytes, holds: str, matrix: str | None, client: Client | Offline) -> Replaying:
    if holds == "json":
        return _request(data)
    if holds == "ndjson":
        lines = Lines(data)
        return Replaying(list(lines.submissions()), matrix, lines)
    table = Table(data.decode())
    if matrix is None and VECTOR not in table.columns:
        matrix = fitting(table, client)
    elif matrix and (faults := table.faults_for(client.matrix(matrix).definition)):
        raise BadSubmission(faults)
    submissions = list(table.submissions())
    if not submissions:
        raise _texts.refused("holds no submissions", Code.NOT_A_TABLE)
    return Replaying(submissions, matrix, table)


def _request(body: bytes) -> Replaying:
    """A request of the API, member by member, so that the command line may say otherwise."""
    members = untyped(body)
    if not isinstance(members, dict) or not isinstance(members.get("submissions"), list):
        raise _texts.refused("is no request with a list of submissions", Code.WRONG_TYPE)
    strangers = len(members.keys() - set(MEMBERS))
    if strangers:
        detail = f"{strangers} members not known here; choose from {', '.join(MEMBERS)}"
        raise _texts.refused(detail, Code.UNKNOWN_MEMBER)
    return Replaying(
        members["submissions"],
        members.get("matrix"),
        to=members.get("to"),
        crosswalk=members.get("crosswalk"),
        explain=members.get("explain", False),
    )


def _crosswalk(file: str) -> Any:
    """The list `crosswalk` of a TOML or JSON file."""
    data = _texts.unmarked(_texts.read_bytes(file))
    if file.endswith(".json"):
        tables = untyped(data)
    else:
        try:
            tables = read_toml(data, _texts.name_of(file))
        except BadMatrix as error:
            raise BadSubmission(error.faults) from error
    found = tables.get("crosswalk") if isinstance(tables, dict) else tables
    if not isinstance(found, list):
        raise Misused(f"{_texts.name_of(file)}: holds no list called crosswalk")
    return found
