"""The calculator: choose a matrix, answer its questions, read the result.

What it shows is in its address, so a link is a result: `matrix` asks the questions, `vector` shows
the result, `change` asks the questions with the answers of a vector. Answers that are sent lead to
the address of their vector; nothing else is kept anywhere.
"""

from collections.abc import Mapping

from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.language.vector import parse_vector
from morile_api.web.exchange import Done, Exchange
from morile_api.web.pages.answers import (
    Chosen,
    chosen_in,
    chosen_of,
    field_names,
    vector_of,
)
from morile_api.web.pages.asked import Fields, only, read_fields, the_one
from morile_api.web.pages.questions import sections_of
from morile_api.web.pages.replies import address, elsewhere, page_reply
from morile_api.web.pages.result import result_of
from morile_api.web.pages.scored import Desk, Shown
from morile_api.web.pages.templates import filled
from morile_api.web.pages.wording import STANDING
from morile_api.web.pages.wrong import AT_FAULT, Wrong
from morile_api.web.replies import Reply

MATRIX, VECTOR, CHANGE, MARKING = "matrix", "vector", "change", "marking"
STATE = (MATRIX, VECTOR, CHANGE, MARKING)

CHOOSE_A_MATRIX = "choose how to score the threat"


def calculator(desk: Desk, exchange: Exchange) -> Reply:
    """The page that a query asks for.

    Raises:
        UnreadableForm: the query is none that our pages send.
    """
    fields = read_fields(exchange.query)
    marking = the_one(fields, MARKING)
    marking = marking if marking in desk.markings else None
    vector, change, name = (the_one(fields, each) for each in (VECTOR, CHANGE, MATRIX))
    if vector is not None:
        only(fields, (VECTOR, MARKING))
        return _result(desk, exchange, vector, marking)
    if change is not None:
        only(fields, (CHANGE, MARKING))
        return _changing(desk, exchange, change, marking)
    shown = desk.matrices.get(name or "")
    if shown is not None:
        only(fields, (MATRIX, MARKING, *field_names(shown.wording.matrix)))
        return _answering(shown, exchange, fields, marking, desk)
    only(fields, STATE)
    wrong = [Wrong(CHOOSE_A_MATRIX, "matrix")] if fields else []
    return _start(desk, exchange, wrong, marking)


def _start(
    desk: Desk,
    exchange: Exchange,
    wrong: list[Wrong],
    marking: str | None,
    vector: str = "",
) -> Reply:
    body = filled(
        "start",
        matrices=[each.wording.matrix for each in desk.matrices.values()],
        standing=STANDING,
        wrong=wrong,
        marking=marking,
        vector=vector,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)


def _result(desk: Desk, exchange: Exchange, vector: str, marking: str | None) -> Reply:
    try:
        shown, it = desk.assessed(vector, marking)
    except (BadSubmission, UnknownMatrix) as error:
        wrong = [Wrong(fault.detail, "vector") for fault in error.faults]
        return _start(desk, exchange, wrong, marking, vector)
    exchange.done = Done(shown.entry.scorer.mark, 1, marking=marking)
    state: Mapping[str, str | None] = {VECTOR: it.vector, MARKING: marking}
    body = filled(
        "result",
        result=result_of(shown, it),
        matrix=shown.wording.matrix,
        mark=shown.entry.scorer.mark,
        marking=marking,
        here=address("/", state),
        change=address("/", {CHANGE: it.vector, MARKING: marking}),
        compare=address("/compare", {"first": it.vector, MARKING: marking}),
    )
    return page_reply(exchange, body)


def _changing(desk: Desk, exchange: Exchange, vector: str, marking: str | None) -> Reply:
    try:
        shown = desk.matrix(vector.partition("/")[0])
        answers = parse_vector(shown.wording.matrix, vector)
    except (BadSubmission, UnknownMatrix) as error:
        wrong = [Wrong(fault.detail, "vector") for fault in error.faults]
        return _start(desk, exchange, wrong, marking, vector)
    return _questions(desk, exchange, shown, chosen_of(shown.wording.matrix, answers), marking)


def _answering(
    shown: Shown, exchange: Exchange, fields: Fields, marking: str | None, desk: Desk
) -> Reply:
    """The questions, blank at first; once all are answered, the way to the result."""
    matrix = shown.wording.matrix
    if fields.keys() <= {MATRIX, MARKING}:
        return _questions(desk, exchange, shown, {}, marking)
    chosen = chosen_in(matrix, fields)
    if any(each.wrong for each in chosen.values()):
        return _questions(desk, exchange, shown, chosen, marking)
    return elsewhere(address("/", {VECTOR: vector_of(matrix, chosen), MARKING: marking}))


def _questions(
    desk: Desk,
    exchange: Exchange,
    shown: Shown,
    chosen: Mapping[str, Chosen],
    marking: str | None,
) -> Reply:
    sections = sections_of(shown.wording.matrix, chosen)
    wrong = [
        Wrong(f"{question.title}: {question.wrong}", question.code)
        for section in sections
        for question in section.questions
        if question.wrong
    ]
    body = filled(
        "questions",
        matrix=shown.wording.matrix,
        standing=shown.wording.standing,
        sections=sections,
        count=len(shown.wording.matrix.criteria),
        wrong=wrong,
        markings=desk.markings,
        marking=marking,
    )
    return page_reply(exchange, body, AT_FAULT if wrong else 200)
