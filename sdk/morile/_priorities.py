"""The command `morile priorities`: a file's threats ranked, and slots given by agreed rules."""

import tomllib
from argparse import Namespace
from typing import Any

from morile import _texts
from morile._bulk import Submission
from morile._inputs import read_input, shown
from morile._priorities_text import report
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import Code
from morile_api.language.reading import untyped

STATED = ("slots", "top", "as_of", "tie_break")
"""Rules that the command line may say."""

MEMBERS = (*STATED, "capacity", "reserve", "populations", "reference_scores")
"""Of a request of the API, beside matrix and submissions."""

COST = "cost"
"""A column that only priorities have."""


def priorities(asked: Namespace, client: Client | Offline) -> int:
    """Rank the threats of a file and give slots to the most serious.

    Args:
        asked: file, holds, matrix, rules, json and what `STATED` names, from the command line.
        client: what ranks.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: a file cannot be read, or the service is of no help.
    """
    given = read_input(asked, client, MEMBERS, (COST,))
    rules = given.more | (_rules(asked.rules) if asked.rules else {})
    rules |= {name: value for name in STATED if (value := getattr(asked, name)) is not None}
    submissions = [_with_cost(each) for each in given.submissions]
    return shown(asked, given, lambda: client.priorities(submissions, given.matrix, rules), report)


def _rules(file: str) -> dict[str, Any]:
    """The rules in a file of TOML or JSON.

    Raises:
        BadSubmission: it cannot be read as what its name says, or holds no members.
    """
    data = _texts.unmarked(_texts.read_bytes(file))
    if not file.endswith(".toml"):
        rules = untyped(data)
        if not isinstance(rules, dict):
            raise _texts.refused("the rules are no object with members", Code.WRONG_TYPE)
        return rules
    try:
        return tomllib.loads(data.decode())
    except tomllib.TOMLDecodeError:
        detail = "the rules are not TOML; a file of JSON has a name that ends in .json"
    raise _texts.refused(detail, Code.NOT_TOML)


def _with_cost(submission: Submission) -> Submission:
    """A cost as a number; a cell that is none goes on as it stands and is refused in its place."""
    if isinstance(submission, dict) and isinstance(submission.get(COST), str):
        try:
            return {**submission, COST: float(submission[COST])}
        except ValueError:
            return submission
    return submission
