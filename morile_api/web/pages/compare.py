"""Comparing: two assessments of one threat side by side, and what agreed changes come to.

Both vectors are in the address, with the marking of their pages. Agreed changes have reasons and a
reference, so they are sent as a form and never stand in an address.
"""

import msgspec

from morile_api.language.asked import Wanted
from morile_api.language.assessment import Assessed
from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.language.marking import highest_of
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.web.exchange import Done, Exchange
from morile_api.web.pages.agreed import (
    ABOUT,
    Agreeable,
    agreeable,
    names_in,
    needs_type,
    place_of,
    request_of,
    wrong_in,
)
from morile_api.web.pages.asked import Fields, only, read_fields, the_one
from morile_api.web.pages.moderated import moderated_page, moderation
from morile_api.web.pages.replies import address, page_reply
from morile_api.web.pages.result import Result, result_of
from morile_api.web.pages.scored import Desk, Shown
from morile_api.web.pages.templates import filled
from morile_api.web.pages.wrong import AT_FAULT, Wrong
from morile_api.web.replies import Reply

FIRST, SECOND, MARKING = "first", "second", "marking"
PAIR = (FIRST, SECOND, MARKING)
OTHER_MATRIX = "it is of another matrix; compare two assessments with the same one"
MISSING = "enter a vector"

SCORES = Wanted()
"""Reasons and prospects of each stand on the page of its own result."""


class Pair(msgspec.Struct, frozen=True):
    """Two assessments with one matrix, and the higher of their markings."""

    shown: Shown
    first: Assessed
    second: Assessed
    marking: str | None

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
    marking = highest_of(fields.get(MARKING, []), desk.markings)
    if not any(vectors) or (not sent and SECOND not in fields):
        only(fields, PAIR)
        return _asking(desk, exchange, vectors, marking, [])
    pair, wrong = _paired(desk, vectors, marking)
    if pair is None:
        return _asking(desk, exchange, vectors, marking, wrong)
    exchange.done = Done(pair.shown.entry.scorer.mark, 2, marking=marking)
    only(fields, (*PAIR, *(names_in(pair.shown.wording.matrix) if sent else ())))
    asked = {name: value for name, value in fields.items() if name not in PAIR}
    questions = agreeable(pair.shown.wording, pair.first.vector, pair.second.vector, asked)
    if not sent:
        return _compared(desk, exchange, pair, questions, asked, [])
    wrong = list(wrong_in(pair.shown.wording.matrix, asked, questions))
    if wrong:
        return _compared(desk, exchange, pair, questions, asked, wrong)
    return _moderated(desk, exchange, pair, questions, asked)


def _paired(desk: Desk, vectors: list[str], marking: str | None) -> tuple[Pair | None, list[Wrong]]:
    wrong: list[Wrong] = []
    found: list[tuple[Shown, Assessed]] = []
    for name, vector in zip((FIRST, SECOND), vectors, strict=True):
        if not vector:
            wrong.append(Wrong(MISSING, name))
            continue
        try:
            found.append(desk.assessed(vector, marking, SCORES))
        except (BadSubmission, UnknownMatrix) as error:
            wrong += [Wrong(fault.detail, name) for fault in error.faults]
    if wrong:
        return None, wrong
    (shown, first), (other, second) = found
    if shown.id != other.id:
        return None, [Wrong(OTHER_MATRIX, SECOND)]
    return Pair(shown, first, second, marking), []


def _asking(
    desk: Desk, exchange: Exchange, vectors: list[str], marking: str | None, wrong: list[Wrong]
) -> Reply:
    body = filled(
        "compare",
        nav="/compare",
        vectors=vectors,
        markings=desk.markings,
        marking=marking,
        wrong=wrong,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _compared(
    desk: Desk,
    exchange: Exchange,
    pair: Pair,
    questions: list[Agreeable],
    fields: Fields,
    wrong: list[Wrong],
) -> Reply:
    first, second = pair.results()
    words, marking = pair.shown.wording, pair.marking
    vocabularies = desk.catalogue.vocabularies
    links = [address("/", {"vector": it.it.vector, MARKING: marking}) for it in (first, second)]
    swapped = {FIRST: second.it.vector, SECOND: first.it.vector, MARKING: marking}
    body = filled(
        "compared",
        nav="/compare",
        matrix=words.matrix,
        words=words,
        marking=marking,
        first=first,
        second=second,
        links=links,
        swapped=address("/compare", swapped),
        questions=questions,
        about={name: the_one(fields, name) or "" for name in ABOUT},
        organisations=vocabularies[ORGANISATIONS].terms,
        threat_types=vocabularies[THREAT_TYPES].terms,
        typed=needs_type(words.matrix),
        wrong=wrong,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _moderated(
    desk: Desk, exchange: Exchange, pair: Pair, questions: list[Agreeable], fields: Fields
) -> Reply:
    """What the API answers to the same changes, on a page."""
    matrix = pair.shown.wording.matrix
    request = request_of(matrix, pair.first.vector, fields, questions, pair.marking)
    try:
        answer = moderation(desk, request, exchange.reach)
    except BadSubmission as error:
        wrong = [Wrong(fault.detail, place_of(fault.pointer, questions)) for fault in error.faults]
        return _compared(desk, exchange, pair, questions, fields, wrong)
    return page_reply(exchange, moderated_page(desk, pair.shown, answer))
