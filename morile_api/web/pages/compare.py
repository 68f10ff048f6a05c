"""Comparing: two assessments of one threat side by side, and what agreed changes come to.

Both vectors are in the address. Agreed changes have reasons and a reference, so they are sent as a
form and never stand in an address.
"""

from functools import partial

import msgspec

from morile_api.engine.change.moderate import moderate
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.language.moderation import ModerationAnswer
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.web.exchange import Done, Exchange
from morile_api.web.pages.agreed import (
    ABOUT,
    REASON,
    Disputed,
    disputed,
    request_of,
    wrong_in,
)
from morile_api.web.pages.asked import Fields, only, read_fields, the_one
from morile_api.web.pages.replies import address, page_reply
from morile_api.web.pages.result import Result, result_of
from morile_api.web.pages.scored import Desk, Shown
from morile_api.web.pages.templates import filled
from morile_api.web.pages.wording import Wording
from morile_api.web.pages.wrong import AT_FAULT, Wrong
from morile_api.web.replies import Reply, encoder

FIRST, SECOND = "first", "second"
OTHER_MATRIX = "it is of another matrix; compare two assessments with the same one"
MISSING = "enter a vector"


class Side(msgspec.Struct, frozen=True):
    """One line of the comparison."""

    title: str
    first: str
    second: str
    differs: bool


class Pair(msgspec.Struct, frozen=True):
    """Two assessments with one matrix."""

    shown: Shown
    first: Assessed
    second: Assessed

    def results(self) -> tuple[Result, Result]:
        """Both as a page tells them."""
        return result_of(self.shown, self.first), result_of(self.shown, self.second)


def compare(desk: Desk, exchange: Exchange) -> Reply:
    """The page of two vectors, or of the changes agreed on.

    Raises:
        UnreadableForm: the query or form is none that our pages send.
    """
    sent = exchange.method == "POST"
    fields = read_fields(exchange.body if sent else exchange.query)
    vectors = [the_one(fields, name) or "" for name in (FIRST, SECOND)]
    if not any(vectors) or (not sent and SECOND not in fields):
        only(fields, (FIRST, SECOND))
        return _asking(exchange, vectors, [])
    pair, wrong = _paired(desk, vectors)
    if pair is None:
        return _asking(exchange, vectors, wrong)
    exchange.done = Done(pair.shown.entry.scorer.mark, 2)
    only(fields, (FIRST, SECOND, *(_form(pair.shown) if sent else ())))
    asked = {name: value for name, value in fields.items() if name not in (FIRST, SECOND)}
    questions = disputed(pair.shown.wording, pair.first.vector, pair.second.vector, asked)
    if not sent:
        return _compared(desk, exchange, pair, questions, asked, [])
    wrong = list(wrong_in(pair.shown.wording.matrix, asked, questions))
    if wrong:
        return _compared(desk, exchange, pair, questions, asked, wrong)
    return _moderated(desk, exchange, pair, questions, asked)


def _form(shown: Shown) -> list[str]:
    """The fields of the form of agreed changes."""
    codes = [each.code for each in shown.wording.matrix.criteria]
    return [*ABOUT, *codes, *(code + REASON for code in codes)]


def _paired(desk: Desk, vectors: list[str]) -> tuple[Pair | None, list[Wrong]]:
    wrong: list[Wrong] = []
    found: list[tuple[Shown, Assessed]] = []
    for name, vector in zip((FIRST, SECOND), vectors, strict=True):
        if not vector:
            wrong.append(Wrong(MISSING, name))
            continue
        try:
            found.append(desk.assessed(vector))
        except (BadSubmission, UnknownMatrix) as error:
            wrong += [Wrong(fault.detail, name) for fault in error.faults]
    if wrong:
        return None, wrong
    (shown, first), (other, second) = found
    if shown.id != other.id:
        return None, [Wrong(OTHER_MATRIX, SECOND)]
    return Pair(shown, first, second), []


def _asking(exchange: Exchange, vectors: list[str], wrong: list[Wrong]) -> Reply:
    body = filled("compare", nav="/compare", vectors=vectors, wrong=wrong)
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _compared(
    desk: Desk,
    exchange: Exchange,
    pair: Pair,
    questions: list[Disputed],
    fields: Fields,
    wrong: list[Wrong],
) -> Reply:
    first, second = pair.results()
    words = pair.shown.wording
    vocabularies = desk.catalogue.vocabularies
    body = filled(
        "compared",
        nav="/compare",
        matrix=words.matrix,
        words=words,
        first=first,
        second=second,
        sides=_sides(first, second),
        links=[address("/", {"vector": each.it.vector}) for each in (first, second)],
        swapped=address("/compare", {FIRST: second.it.vector, SECOND: first.it.vector}),
        questions=questions,
        about={name: the_one(fields, name) or "" for name in ABOUT},
        organisations=vocabularies[ORGANISATIONS].terms,
        threat_types=vocabularies[THREAT_TYPES].terms,
        wrong=wrong,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _sides(first: Result, second: Result) -> list[Side]:
    return [
        Side(one.title, one.answer, other.answer, one.answer != other.answer)
        for one, other in zip(first.answers, second.answers, strict=True)
    ]


def _moderated(
    desk: Desk, exchange: Exchange, pair: Pair, questions: list[Disputed], fields: Fields
) -> Reply:
    """What the API answers to the same changes, on a page."""
    catalogue, matrix = desk.catalogue, pair.shown.wording.matrix
    ask = partial(moderate, catalogue.scorers, catalogue.verbs["moderations"])
    try:
        answer = ask(request_of(matrix, pair.first.vector, fields, questions, None))
    except BadSubmission as error:
        wrong = [Wrong(fault.detail, _place(fault.pointer, questions)) for fault in error.faults]
        return _compared(desk, exchange, pair, questions, fields, wrong)
    body = filled(
        "moderated",
        nav="/compare",
        matrix=matrix,
        words=pair.shown.wording,
        answer=answer,
        before=result_of(pair.shown, answer.before),
        after=result_of(pair.shown, answer.after),
        shares=_shares(pair.shown.wording, answer),
        trail=_written(answer),
        link=address("/", {"vector": answer.after.vector}),
    )
    return page_reply(exchange, body)


def _place(pointer: str, questions: list[Disputed]) -> str:
    """The id of what a fault of the request is about."""
    parts = pointer.split("/")
    if len(parts) > 2 and parts[1] == "submission" and parts[2] in ABOUT:
        return parts[2]
    return questions[0].code if questions else "ref"


def _shares(words: Wording, answer: ModerationAnswer) -> list[tuple[str, str, str, str, object]]:
    """For each change: its question, from, to, its reason, and its share of the difference."""
    return [
        (
            words.criterion(each.criterion),
            words.answer(_spelt(each.from_)),
            words.answer(_spelt(each.to)),
            each.reason,
            each.share,
        )
        for each in answer.trail.record.changes
    ]


def _spelt(said: object) -> str:
    match said:
        case str():
            return said
        case tuple():
            return "|".join(said)
        case _:
            level, confidence = _spelt(said.level), said.confidence  # type: ignore[attr-defined]
            return f"{level}~{confidence}" if confidence else level


def _written(answer: ModerationAnswer) -> str:
    return msgspec.json.format(encoder.encode(answer.trail), indent=2).decode()
