"""The command `morile sensitivity`: a file scored again under other figures."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from morile._exits import Misused
from morile._inputs import read_input, shown
from morile._left_open import percent
from morile._tables import table
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import counted
from morile_api.sheets.standing import opened, standing

if TYPE_CHECKING:
    from morile_api.language.sensitivity import SensitivityAnswer, ThreatStability

MEMBERS = ("vary", "by", "bounds", "trials", "seed")
"""Of a request of the API, beside matrix and submissions."""

MOST_LISTED = 10
"""Of reversals and of figures; JSON has all."""


def sensitivity(asked: Namespace, client: Client | Offline) -> int:
    """Say how far the bands and the ranking of a file hang on the exact figures.

    Args:
        asked: file, holds, json, matrix, vary, by, trials and seed, from the command line.
        client: what scores.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        MorileError: the file cannot be read, or the service is of no help.
    """
    given = read_input(asked, client, MEMBERS)
    stated = {name: getattr(asked, name) for name in ("vary", "trials", "seed")}
    more = given.more | {name: value for name, value in stated.items() if value is not None}
    bounds = more.pop("bounds", None)
    if asked.by:
        more["by"] = _by(asked.by)
    elif bounds is not None:
        more["by"] = {"": more.get("by", 0.1)} | _bounded(bounds)
    return shown(
        asked, given, lambda: client.sensitivity(given.submissions, given.matrix, **more), report
    )


def _by(words: Sequence[str]) -> dict[str, float]:
    """Shares by key, and under no key that of all other figures."""
    found: dict[str, float] = {}
    for word in words:
        key, _, share = word.rpartition("=")
        try:
            found[key] = float(share)
        except ValueError:
            raise Misused("--by: give shares such as 0.1 or physical_impact=0.2") from None
    return found


def _bounded(bounds: Any) -> dict[str, float]:
    try:
        return {each["of"]: each["by"] for each in bounds}
    except (TypeError, KeyError):
        raise Misused("bounds: give a list of objects with of and by") from None


def report(answer: "SensitivityAnswer") -> str:
    """The threats, the neighbours that change places and the figures that change a band."""
    mark = answer.matrix
    count = counted(len(answer.threats), "threat")
    parts = [
        f"{count}, {mark.id}@{mark.version}: figures moved by up to "
        f"{percent(answer.by)}, {answer.trials} times (seed {answer.seed})\n",
        _threats(answer),
        _reversals(answer),
        _figures(answer),
        f"{standing(mark)}\n",
    ]
    return "\n".join(part for part in parts if part)


def _threats(answer: "SensitivityAnswer") -> str:
    ordered = sorted(answer.threats, key=lambda it: (it.score is None, -(it.score or 0)))
    header = ("reference", "score", "band", "keeps it", "otherwise", "rank from", "to")
    rows = [_threat(it) for it in ordered]
    lines = table(header, rows, right=("score", "keeps it", "rank from", "to"))
    kept = [
        (answer.bands_kept, "of all bands in all trials stayed as they are."),
        (answer.order_kept, "of all neighbours in the ranking, in all trials, kept their order."),
    ]
    said = "".join(f"{percent(share)} {of}\n" for share, of in kept if share is not None)
    return f"{lines}\n{said}" if said else lines


def _threat(it: "ThreatStability") -> list[str]:
    others = [
        f"{opened(band)} {percent(share)}" for band, share in it.bands.items() if band != it.band
    ]
    return [
        it.ref,
        "-" if it.score is None else str(it.score),
        opened(it.band or "-"),
        percent(it.bands.get(it.band, 0)) if it.band and it.bands else "-",
        ", ".join(others),
        "-" if it.best_rank is None else str(it.best_rank),
        "-" if it.worst_rank is None else str(it.worst_rank),
    ]


def _reversals(answer: "SensitivityAnswer") -> str:
    if not answer.reversals:
        return "No neighbours of the ranking changed places.\n"
    rows = [[it.above, it.below, percent(it.share)] for it in answer.reversals[:MOST_LISTED]]
    lines = table(("above", "below", "change places in"), rows, right=("change places in",))
    return f"{lines}{_more(len(answer.reversals))}"


def _figures(answer: "SensitivityAnswer") -> str:
    if not answer.figures:
        return "No figure changes a band when it moves alone.\n"
    rows = [
        [it.figure, f"{'+' if it.moved > 0 else ''}{percent(it.moved)}", str(it.bands_changed)]
        for it in answer.figures[:MOST_LISTED]
    ]
    header = ("figure moved alone", "by", "changes bands")
    lines = table(header, rows, right=("by", "changes bands"))
    return f"{lines}{_more(len(answer.figures))}"


def _more(count: int) -> str:
    return f"and {count - MOST_LISTED} more: --json has all\n" if count > MOST_LISTED else ""
