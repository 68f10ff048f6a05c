"""The command `morile replay`: a file's submissions under another definition, and who moves."""

from argparse import Namespace
from typing import Any

from morile import _texts
from morile._exits import Misused
from morile._inputs import read_input, shown
from morile._replay_text import report
from morile.client import Client
from morile.offline import Offline
from morile_api.language.definition import read_toml
from morile_api.language.faults import BadMatrix, BadSubmission
from morile_api.language.reading import untyped
from morile_api.sheets.texts import unmarked

MEMBERS = ("to", "crosswalk", "explain")
"""Of a request of the API, beside matrix and submissions."""


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
    given = read_input(asked, client, MEMBERS)
    to = asked.under or given.more.get("to")
    if to is None:
        raise Misused("say which definition to replay with: --under thematic@1.1.0, for example")
    crosswalk = crosswalk_in(asked.crosswalk) if asked.crosswalk else given.more.get("crosswalk")
    explain = given.more.get("explain", False)
    return shown(
        asked,
        given,
        lambda: client.replay(
            given.submissions, to, given.matrix, crosswalk=crosswalk, explain=explain
        ),
        report,
    )


def crosswalk_in(file: str) -> Any:
    """The list `crosswalk` of a TOML or JSON file.

    Raises:
        Misused: it holds no such list.
        MorileError: it cannot be read.
    """
    data = unmarked(_texts.read_bytes(file))
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
