"""The command `morile priorities`: a file's threats ranked, and slots given by agreed rules."""

import tomllib
from argparse import Namespace
from typing import TYPE_CHECKING, Any

import msgspec

from morile import _texts
from morile._aside import say
from morile._bulk import Submission
from morile._exits import exit_of
from morile._inputs import Input, read_input, shown
from morile._priorities_text import report
from morile.client import Client
from morile.offline import Offline
from morile_api.language.definition import read_toml
from morile_api.language.faults import BadMatrix, BadSubmission, Code, Fault
from morile_api.language.reading import untyped
from morile_api.language.shape import shape_faults
from morile_api.sheets.texts import refused, unmarked

if TYPE_CHECKING:
    from morile_api.language.prioritised import PriorityAnswer

MEMBERS = (
    "slots",
    "capacity",
    "reserve",
    "tie_break",
    "top",
    "as_of",
    "populations",
    "reference_scores",
)
"""Of a request of the API, beside matrix and submissions."""

OPTIONS = {"slots": "--slots", "top": "--top", "as_of": "--as-of", "tie_break": "--tie-break"}
"""Members that the command line may say."""

COST = "cost"
"""A column that only priorities have."""

RULES = msgspec.defstruct(
    "Rules", [(name, Any, None) for name in MEMBERS], forbid_unknown_fields=True
)
"""What a file of rules may hold; what its members may be the service knows."""


class Ranking(msgspec.Struct, frozen=True):
    """What is to be ranked, by which rules, and which of their names are no names of rules."""

    given: Input
    rules: dict[str, Any]
    strange: list[Fault]

    def answer(self, client: Client | Offline) -> "PriorityAnswer":
        """The ranking.

        Raises:
            MorileError: it is refused, or the service is of no help.
        """
        return _ranked(client, self.given, self.rules, self.strange)


def priorities(asked: Namespace, client: Client | Offline) -> int:
    """Rank the threats of a file and give slots to the most serious.

    Args:
        asked: file, holds, matrix, rules, json and what `OPTIONS` names, from the command line.
        client: what ranks.

    Returns:
        The exit code: whether one of the files was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: a file cannot be read, or the service is of no help.
    """
    found = ranking_in(asked, client)
    if isinstance(found, int):
        return found
    return shown(asked, found.given, lambda: found.answer(client), report)


def ranking_in(asked: Namespace, client: Client | Offline) -> Ranking | int:
    """What a file and the options ask to be ranked; the exit code where the rules are refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: a file cannot be read, or the service is of no help.
    """
    try:
        agreed = _rules(asked.rules) if asked.rules else {}
    except BadSubmission as error:
        for fault in error.faults:
            say(f"{_texts.name_of(asked.rules)}: {fault.detail} [{fault.code}]")
        return exit_of(error)
    given = read_input(asked, client, MEMBERS, (COST,))
    stated = {name: it for name in OPTIONS if (it := getattr(asked, name, None)) is not None}
    rules, strange = given.more | agreed | stated, _strange(agreed)
    places = {name: OPTIONS[name] for name in stated}
    if asked.rules:
        # What nobody says is missing in the rules.
        mine = [name for name in MEMBERS if name in agreed or name not in given.more]
        mine += [each.pointer for each in strange]
        places = dict.fromkeys(mine, _texts.name_of(asked.rules)) | places
    return Ranking(msgspec.structs.replace(given, elsewhere=places), rules, strange)


def _ranked(
    client: Client | Offline, given: Input, rules: dict[str, Any], strange: list[Fault]
) -> "PriorityAnswer":
    submissions = [_with_cost(each) for each in given.submissions]
    try:
        return client.priorities(submissions, given.matrix, rules)
    except BadSubmission as error:
        # The service would offer members of a request that are none of the rules.
        told = ("", "/submissions") if strange else ()
        faults = [*strange, *(each for each in error.faults if each.pointer not in told)]
    raise BadSubmission(faults)


def _strange(agreed: dict[str, Any]) -> list[Fault]:
    """What is at fault with names that no rule has; a matrix they may name."""
    return shape_faults({name: None for name in agreed if name != "matrix"}, RULES)


def _rules(file: str) -> dict[str, Any]:
    """The rules in a file of TOML or JSON.

    Raises:
        Unusable: there is no such file, or it is empty.
        BadSubmission: it cannot be read as what its name says, or holds no members.
    """
    data = unmarked(_texts.read_bytes(file))
    if file.endswith(".toml"):
        try:
            read_toml(data)
        except BadMatrix as error:
            faults = error.faults
        else:
            return tomllib.loads(data.decode())
        raise BadSubmission(faults)
    rules = untyped(data)
    if not isinstance(rules, dict):
        raise refused("the rules are no object with members", Code.WRONG_TYPE)
    return rules


def _with_cost(submission: Submission) -> Submission:
    """A cost as a number; a cell that is none goes on as it stands and is refused in its place."""
    if isinstance(submission, dict) and isinstance(submission.get(COST), str):
        try:
            return {**submission, COST: float(submission[COST])}
        except ValueError:
            return submission
    return submission
