"""The command `morile matrix diff`: what changed between two definitions, and the version due."""

from argparse import Namespace
from pathlib import Path

from morile import _texts
from morile._exits import OK, SOME_REFUSED
from morile._outputs import encoder, opened_output
from morile._tables import table
from morile.client import Client
from morile.offline import Offline
from morile_api.language.definition import read_definition
from morile_api.language.difference import Difference, difference
from morile_api.language.matrix import Matrix

HEADER = ("step", "where", "what", "before", "after")
LONGEST_SHOWN = 60
"""Characters of a text; figures are shorter."""


def diff(asked: Namespace, client: Client | Offline) -> int:
    """Compare two definitions.

    Args:
        asked: before, after and json, from the command line: ids, or files that end in .toml.
        client: what knows the definitions that are named by id.

    Returns:
        The exit code: whether the later version takes another step than its changes require.

    Raises:
        BadMatrix: a file is no definition.
        MorileError: a file cannot be read, there is no such matrix, or the service is of no help.
    """
    one, other = (_definition(name, client) for name in (asked.before, asked.after))
    found = difference(one, other)
    with opened_output(None) as out:
        out.write(encoder.encode(found) + b"\n" if asked.json else report(found).encode())
    return SOME_REFUSED if found.right is False else OK


def _definition(name: str, client: Client | Offline) -> Matrix:
    if Path(name).suffix.lower() == ".toml":
        return read_definition(_texts.read_bytes(name), name)
    return client.matrix(name).definition


def report(found: Difference) -> str:
    """Every change with the step it asks for, and whether the version takes that step."""
    rows = [
        [each.requires, each.where, each.kind, _shown(each.before), _shown(each.after)]
        for each in found.changes
    ]
    title = f"{found.before} to {found.after}"
    body = table(HEADER, rows, yielding=("after", "before", "where")) if rows else ""
    return f"{title}\n{body and chr(10) + body}\n{_verdict(found)}\n"


def _verdict(found: Difference) -> str:
    if found.right is None:
        return "These are different matrices: no version of one follows from the other."
    if found.requires is None:
        return "Nothing changed: there is no new version to release."
    asks = f"The changes ask for a {found.requires} version"
    if found.right:
        return f"{asks}, and that is what the number says."
    if found.stated is None:
        return f"{asks}, and the number does not rise."
    return f"{asks}, but the number says {found.stated}."


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
