"""The command `morile plot`: a picture of what a file holds, as PNG, SVG or PDF."""

from argparse import Namespace
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from morile import _texts
from morile._excel import ENDINGS as ENDINGS_OF_BOOKS
from morile._exits import OK, Misused
from morile._inputs import Input, read_input, told_in_place
from morile._moderating import changes_in
from morile._outputs import opened_output
from morile._panel import read_panel
from morile._replaying import crosswalk_in
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadSubmission
from morile_api.sheets.texts import unmarked

if TYPE_CHECKING:
    from morile.plots import Picture
    from morile.plots.written import Form
    from morile_api.language.about import MatrixDocument

ENDINGS: dict[str, "Form"] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}

OF_THREATS = ("csv", "ndjson", *(each.removeprefix(".") for each in ENDINGS_OF_BOOKS))
"""What a file of agreed changes never is."""

NO_CHANGES = (
    "moderated draws agreed changes to one threat: a JSON file with submission and changes, as "
    "morile moderate takes; for a file of threats choose ranked, heat, waterfall or stability"
)

Drawer = Callable[[Namespace, Input, Client | Offline], "Picture"]


def plot(asked: Namespace, client: Client | Offline) -> int:
    """Draw a picture of a file.

    Args:
        asked: kind, file, holds, output, matrix, ref, under and crosswalk, from the command line.
        client: what scores.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the kind or the file.
        MorileError: the file cannot be read, or the service is of no help.
    """
    form = ENDINGS.get(Path(asked.output).suffix.lower())
    if form is None:
        raise Misused(f"{asked.output}: name a file that ends in {', '.join(ENDINGS)}")
    need_plots()
    given = READERS.get(asked.kind, _threats)(asked, client)
    try:
        picture = DRAWERS[asked.kind](asked, given, client)
    except BadSubmission as error:
        return told_in_place(asked, given, error)
    except ValueError as error:
        # What cannot be drawn says so, and how it could.
        raise Misused(f"{_texts.name_of(asked.file)}: {error}") from error
    from morile.plots import written

    with opened_output(asked.output) as out:
        out.write(written(picture, form))
    return OK


def need_plots() -> None:
    """Go on only with the extra.

    Raises:
        Misused: it is not installed; the text says how.
    """
    if find_spec("matplotlib") is None:
        raise Misused("pictures need their extra: pip install 'morile[plots]'")


def assessed_of(given: Input, client: Client | Offline, explain: bool = False) -> list[Assessed]:
    """The assessments of every submission.

    Raises:
        BadSubmission: one of them is refused; with every fault.
    """
    results = client.assess_many(given.submissions, given.matrix, explain, "reject")
    return [each for each in results if isinstance(each, Assessed)]


def document_of(assessed: list[Assessed], client: Client | Offline) -> "MatrixDocument":
    """The matrix that they were assessed with."""
    return client.matrix(assessed[0].vector.partition("/")[0])


def _threats(asked: Namespace, client: Client | Offline) -> Input:
    return read_input(asked, client, ())


def _changes(asked: Namespace, _: Client | Offline) -> Input:
    holds = asked.holds or Path(asked.file).suffix.lower().removeprefix(".")
    if holds in OF_THREATS:
        raise Misused(f"{_texts.name_of(asked.file)}: {NO_CHANGES}")
    members = changes_in(unmarked(_texts.read_bytes(asked.file)))
    matrix = asked.matrix or members.get("matrix")
    return Input([members["submission"]], matrix, more=members)


def _ranked(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import ranked

    assessed = assessed_of(given, client)
    return ranked(assessed, document_of(assessed, client))


def _heat(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import heat

    assessed = assessed_of(given, client)
    return heat(assessed, document_of(assessed, client))


def _coverage(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import coverage

    assessed = assessed_of(given, client)
    return coverage(assessed, document_of(assessed, client))


def _waterfall(asked: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import waterfall

    every = assessed_of(given, client, explain=True)
    found = [each for each in every if asked.ref in (None, each.ref)]
    if not found:
        raise Misused(f"{_texts.name_of(asked.file)}: holds no threat of the reference in --ref")
    first = max(found, key=lambda it: -1.0 if it.score is None else float(it.score))
    return waterfall(first, document_of(every, client))


def _agreement(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import agreement

    return agreement(client.agreement(given.submissions, given.matrix, **given.more))


def _disagreement(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import disagreement

    return disagreement(client.agreement(given.submissions, given.matrix, **given.more))


def _stability(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import stability

    return stability(client.priorities(given.submissions, given.matrix))


def _moderated(_: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import moderated

    said: dict[str, Any] = given.more
    answer = client.moderate(
        given.submissions[0], said["changes"], given.matrix, prompt=said.get("prompt")
    )
    return moderated(answer, client.matrix(f"{answer.matrix.id}@{answer.matrix.version}"))


def _movement(asked: Namespace, given: Input, client: Client | Offline) -> "Picture":
    from morile.plots import movement

    if asked.under is None:
        raise Misused("say which definition to replay with: --under thematic@1.1.0, for example")
    crosswalk = crosswalk_in(asked.crosswalk) if asked.crosswalk else None
    return movement(
        client.replay(given.submissions, asked.under, given.matrix, crosswalk=crosswalk)
    )


READERS: dict[str, Callable[[Namespace, Client | Offline], Input]] = {
    "agreement": read_panel,
    "disagreement": read_panel,
    "moderated": _changes,
}
"""By kind, where the file is not one of threats to score."""

DRAWERS: dict[str, Drawer] = {
    "ranked": _ranked,
    "heat": _heat,
    "waterfall": _waterfall,
    "agreement": _agreement,
    "disagreement": _disagreement,
    "stability": _stability,
    "moderated": _moderated,
    "coverage": _coverage,
    "movement": _movement,
}
