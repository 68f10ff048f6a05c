"""The questions of a matrix, as a form shows them."""

from collections.abc import Mapping

import msgspec

from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.matrix import UNKNOWN, Criterion, Level, Matrix, title_of
from morile_api.web.pages.answers import BETWEEN, Chosen
from morile_api.web.pages.spoken import opened

NOT_KNOWN = "It has not been found out. An answer of its own: it never counts as nothing."


class Option(msgspec.Struct, frozen=True):
    """One radio button or tick box: what it sends, what people read, and whether it is set."""

    id: str
    value: str
    label: str
    hint: str | None
    on: bool


class Question(msgspec.Struct, frozen=True):
    """One criterion on the form; `may` are the boxes below *between these*."""

    code: str
    key: str
    title: str
    asks: str
    guidance: str | None
    options: list[Option]
    between: Option | None
    may: list[Option]
    confidence: list[Option]
    wrong: str | None


class Section(msgspec.Struct, frozen=True):
    """Questions that belong together."""

    title: str
    questions: list[Question]


def sections_of(matrix: Matrix, chosen: Mapping[str, Chosen]) -> list[Section]:
    """The whole form, sections in the order in which they first stand in the matrix.

    Args:
        matrix: whose questions they are.
        chosen: by code, as far as something is chosen.
    """
    by_name: dict[str, list[Question]] = {}
    for criterion in matrix.criteria:
        question = question_of(matrix, criterion, chosen.get(criterion.code, Chosen()))
        by_name.setdefault(criterion.section, []).append(question)
    return [Section(opened(name), questions) for name, questions in by_name.items()]


def question_of(
    matrix: Matrix, criterion: Criterion, chosen: Chosen, stated: bool = False
) -> Question:
    """One question.

    Args:
        matrix: whose question it is.
        criterion: what it asks about.
        chosen: as far as something is.
        stated: whether somebody stated their confidence in an answer to it.
    """
    code, levels = criterion.code, matrix.scale_of(criterion).levels
    options = [
        Option(f"{code}-{place}" if place else code, key, label, hint, chosen.choice == key)
        for place, (key, label, hint) in enumerate(_offered(levels))
    ]
    between = Option(f"{code}-between", BETWEEN, "Between these", None, chosen.choice == BETWEEN)
    may = [
        Option(f"{code}-may-{place}", each.key, opened(each.key), None, each.key in chosen.may)
        for place, each in enumerate(levels)
    ]
    asks_confidence = stated or matrix.spread is not None or chosen.confidence is not None
    return Question(
        code=code,
        key=criterion.key,
        title=title_of(criterion),
        asks=criterion.asks,
        guidance=criterion.guidance,
        options=options,
        # Between two levels lies nothing but the two, which is what unknown says.
        between=between if len(levels) > 2 else None,
        may=may,
        confidence=_confidence(code, chosen) if asks_confidence else [],
        wrong=chosen.wrong,
    )


def _offered(levels: list[Level]) -> list[tuple[str, str, str]]:
    return [
        *((each.key, opened(each.key), each.means) for each in levels),
        (UNKNOWN, "Not known", NOT_KNOWN),
    ]


def _confidence(code: str, chosen: Chosen) -> list[Option]:
    choices = [("", "Not stated"), *((each, opened(each)) for each in WEAKEST_FIRST)]
    return [
        Option(f"{code}-confidence", value, label, None, (chosen.confidence or "") == value)
        for value, label in choices
    ]
