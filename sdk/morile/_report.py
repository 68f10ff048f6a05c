"""The command `morile report`: the tasking paper of a file, as HTML or PDF."""

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from morile import _texts
from morile._excel import is_book
from morile._exits import OK, Misused
from morile._inputs import form_and_bytes, told_in_place
from morile._outputs import opened_output
from morile._priorities import Ranking, ranking_in
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed, AssessmentAnswer
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.prioritised import PriorityAnswer
from morile_api.language.reading import untyped
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.texts import refused

if TYPE_CHECKING:
    from morile.paper import Paper

HTML, PDF = ".html", ".pdf"

WITHOUT_ANSWERS = (
    "if these are results without the answers that they are of, report on the file that was scored"
)

SAVED: dict[str, Any] = {"ranking": PriorityAnswer, "results": AssessmentAnswer}
"""Answers that may have been saved, by a member that only they have."""


def report(asked: Namespace, client: Client | Offline) -> int:
    """Write the tasking paper of a file.

    Args:
        asked: file, holds, output, title, matrix, slots, rules and as_of, from the command line.
        client: what scores and ranks.

    Returns:
        The exit code: whether the file was refused.

    Raises:
        Misused: the options do not fit the file, or there is no browser to print a PDF.
        MorileError: the file cannot be read, or the service is of no help.
    """
    ending = Path(asked.output).suffix.lower()
    if ending not in (HTML, PDF):
        raise Misused(f"{asked.output}: name a file that ends in {HTML} or {PDF}")
    _need_report()
    saved = _saved(asked)
    try:
        paper = _of_saved(asked, saved, client) if saved else _of_file(asked, client)
    except ValueError as error:
        # The picture says so where there is nothing to draw.
        raise Misused(f"{_texts.name_of(asked.file)}: {error}") from error
    if isinstance(paper, int):
        return paper
    data = _made(paper, ending)
    with opened_output(asked.output) as out:
        out.write(data)
    return OK


def _made(paper: "Paper", ending: str) -> bytes:
    from morile.paper import printed, written
    from morile.paper.printed import NoBrowser

    html = written(paper)
    if ending == HTML:
        return html
    try:
        return printed(html)
    except NoBrowser as error:
        raise Misused(str(error)) from error


def _need_report() -> None:
    if find_spec("matplotlib") is None or find_spec("jinja2") is None:
        raise Misused("the tasking paper needs its extra: pip install 'morile[report]'")


def _saved(asked: Namespace) -> PriorityAnswer | AssessmentAnswer | None:
    """An answer that was saved as JSON; None where the file holds submissions."""
    if asked.file == "-" or is_book(asked.file, asked.holds):
        return None
    holds, data = form_and_bytes(asked)
    said = untyped(data) if holds == "json" else None
    kind = next((it for name, it in SAVED.items() if isinstance(said, dict) and name in said), None)
    if kind is None:
        return None
    if asked.slots is not None or asked.rules or asked.as_of:
        raise Misused("an answer that was saved is not ranked again; report on its submissions")
    try:
        answer: PriorityAnswer | AssessmentAnswer = msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise refused("is no whole answer of morile", Code.WRONG_TYPE) from error
    return answer


def _of_saved(
    asked: Namespace, answer: PriorityAnswer | AssessmentAnswer, client: Client | Offline
) -> "Paper":
    from morile.paper import of_assessments, of_priorities

    document = client.matrix(f"{answer.matrix.id}@{answer.matrix.version}")
    if document.digest != answer.matrix.digest:
        raise Misused("the answer was made with other figures under the name of a matrix here")
    if isinstance(answer, PriorityAnswer):
        return of_priorities(answer, document, _titles(client), title=asked.title)
    assessed = [each for each in answer.results if isinstance(each, Assessed)]
    return of_assessments(
        assessed, document, answer.marking, answer.engine_version, title=asked.title
    )


def _of_file(asked: Namespace, client: Client | Offline) -> "Paper | int":
    from morile.paper import of_priorities

    try:
        found = ranking_in(asked, client)
    except Misused as error:
        if is_book(asked.file, asked.holds):
            raise Misused(f"{error}; {WITHOUT_ANSWERS}") from error
        raise
    if isinstance(found, int):
        return found
    try:
        answer = found.answer(client)
    except BadSubmission as error:
        return told_in_place(asked, found.given, error)
    mark = f"{answer.matrix.id}@{answer.matrix.version}"
    assessed = _assessed(found, mark, client)
    return of_priorities(answer, client.matrix(mark), _titles(client), assessed, asked.title)


def _assessed(found: Ranking, matrix: str, client: Client | Offline) -> list[Assessed]:
    """The assessments of what was ranked; what it costs to work a threat is no part of one."""
    submissions: list[Any] = [
        {name: it for name, it in each.items() if name != "cost"}
        if isinstance(each, dict)
        else each
        for each in found.given.submissions
    ]
    results = client.assess_many(submissions, matrix, False, "reject", distribution=True)
    return [each for each in results if isinstance(each, Assessed)]


def _titles(client: Client | Offline) -> dict[str, str]:
    return {
        term.key: term.title
        for name in (ORGANISATIONS, THREAT_TYPES)
        for term in client.vocabulary(name).terms
    }
