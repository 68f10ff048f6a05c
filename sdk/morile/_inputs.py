"""Inputs: the submissions of a file that is taken whole, in whichever form it holds them."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

import msgspec

from morile import _texts
from morile._bulk import Submission
from morile._panel import Placed
from morile._rows import VECTOR, Table
from morile._score import fitting
from morile._sources import Lines
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.reading import untyped


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
    holds = _texts.form_of(asked.file, asked.holds)
    data = _texts.unmarked(_texts.read_bytes(asked.file))
    if holds == "json":
        return _request(data, asked.matrix, members)
    source = Table(data.decode(), marks) if holds == "csv" else Lines(data)
    matrix = asked.matrix
    if isinstance(source, Table):
        if matrix is None and VECTOR not in source.columns:
            matrix = fitting(source, client)
        elif matrix is not None:
            faults = source.faults_for(client.matrix(matrix).definition)
            if faults:
                raise BadSubmission(faults)
    submissions = list(source.submissions())
    if not submissions:
        raise _texts.refused("holds no submissions", Code.NOT_A_TABLE)
    return Input(submissions, matrix, source)


def _request(body: bytes, matrix: str | None, members: Sequence[str]) -> Input:
    """A request of the API, member by member, so that the command line may say otherwise."""
    said = untyped(body)
    if not isinstance(said, dict) or not isinstance(said.get("submissions"), list):
        raise _texts.refused("is no request with a list of submissions", Code.WRONG_TYPE)
    known = ("matrix", "submissions", *members)
    strangers = len(said.keys() - set(known))
    if strangers:
        detail = f"{strangers} members not known here; choose from {', '.join(known)}"
        raise _texts.refused(detail, Code.UNKNOWN_MEMBER)
    submissions, named = said.pop("submissions"), said.pop("matrix", None)
    return Input(submissions, matrix or named, more=said)
