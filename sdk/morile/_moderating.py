"""The command `morile moderate`: agreed changes from a file, what they come to, and the trail."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from morile import _texts
from morile._aside import say
from morile._exits import OK
from morile._outputs import encoder, opened_output
from morile._tables import table
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadSubmission, Code, Fault, counted
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.sheets.standing import opened, standing
from morile_api.sheets.texts import refused, unmarked

if TYPE_CHECKING:
    from morile_api.language.moderation import ModerationAnswer

NEEDED = ("submission", "changes")
MEMBERS = ("matrix", *NEEDED, "prompt", "explain")
"""Of a request of the API."""

HEADER = ("criterion", "from", "to", "share", "reason", "role")
NONE = "-"


def moderate(asked: Namespace, client: Client | Offline) -> int:
    """Make the agreed changes of a file.

    Args:
        asked: file, matrix, trail and json, from the command line.
        client: what scores.

    Raises:
        MorileError: the file is refused, or the service is of no help.
    """
    data = unmarked(_texts.read_bytes(asked.file))
    members = changes_in(data)
    answer = client.moderate(
        members["submission"],
        members["changes"],
        asked.matrix or members.get("matrix"),
        prompt=members.get("prompt"),
        explain=members.get("explain", False),
    )
    if asked.trail:
        with opened_output(asked.trail) as out:
            out.write(encoder.encode(answer.trail) + b"\n")
        say(f"the trail is in {asked.trail}")
    with opened_output(None) as out:
        out.write(encoder.encode(answer) + b"\n" if asked.json else report(answer).encode())
    return OK


def changes_in(body: bytes) -> dict[str, Any]:
    """The members of a request for a moderation.

    Raises:
        BadSubmission: it is none; with every fault.
    """
    members = untyped(body)
    refuse_duplicates(body)
    if not isinstance(members, dict):
        raise refused("is no request: expected an object", Code.WRONG_TYPE)
    faults = [
        Fault(f"/{name}", Code.MISSING_MEMBER, "missing") for name in NEEDED if name not in members
    ]
    strangers = len(members.keys() - set(MEMBERS))
    if strangers:
        detail = f"{counted(strangers, 'member')} not known here; choose from {', '.join(MEMBERS)}"
        faults.append(Fault("", Code.UNKNOWN_MEMBER, detail))
    if not isinstance(members.get("changes", []), list):
        faults.append(Fault("/changes", Code.WRONG_TYPE, "expected a list"))
    if faults:
        raise BadSubmission(faults)
    return members


def report(answer: "ModerationAnswer") -> str:
    """A moderation as people read it: before, after, and what each change is worth."""
    record = answer.trail.record
    difference = "" if answer.difference is None else f" ({answer.difference:+})"
    lines = [
        f"{record.ref}: {_headline(answer.before)} to {_headline(answer.after)}{difference}",
        *(f"{name}: {state.vector}" for name, state in _ends(answer)),
    ]
    rows = [
        [
            each.criterion,
            _answer(each.from_),
            _answer(each.to),
            NONE if each.share is None else f"{each.share:+}",
            each.reason,
            each.role,
        ]
        for each in record.changes
    ]
    if rows:
        lines += ["", table(HEADER, rows, right=("share",), yielding=("reason",)).rstrip()]
    if record.prompt:
        step = f", {record.prompt.step}" if record.prompt.step else ""
        lines += ["", f"Prompted by: {record.prompt.kind}{step}"]
    return "\n".join([*lines, "", f"Trail {answer.trail.digest}", standing(answer.matrix)]) + "\n"


def _ends(answer: "ModerationAnswer") -> tuple[tuple[str, Assessed], tuple[str, Assessed]]:
    return ("before", answer.before), ("after", answer.after)


def _headline(assessed: Assessed) -> str:
    score = "no score" if assessed.score is None else str(assessed.score)
    return f"{score} {opened(assessed.band)}" if assessed.band else score


def _answer(said: Any) -> str:
    """An answer as the vector spells it."""
    if isinstance(said, str):
        return said
    if isinstance(said, tuple):
        return "|".join(said)
    stated = f"~{said.confidence}" if said.confidence else ""
    return f"{_answer(said.level)}{stated}" + (f" ({said.grading})" if said.grading else "")
