"""Answers on a form: what a browser sends for the questions of a matrix, as a vector and back."""

from collections.abc import Iterator, Mapping

import msgspec

from morile_api.language.answer import WEAKEST_FIRST, Answer, written
from morile_api.language.matrix import UNKNOWN, Criterion, Matrix
from morile_api.language.spelt import read_spelt
from morile_api.language.vector import print_vector
from morile_api.web.pages.asked import Fields, UnreadableForm, the_one

BETWEEN = "-between"
"""The answer *between these*; no level can be called that."""

MAY, CONFIDENCE = ".may", ".confidence"
"""What a field is called beside that of its criterion: levels it may be, and confidence."""

CHOOSE = "choose an answer"
TICK = "tick at least two levels that it could be"


class Chosen(msgspec.Struct, frozen=True):
    """What is chosen for one criterion, be it an answer or not yet."""

    choice: str | None = None
    may: tuple[str, ...] = ()
    confidence: str | None = None
    wrong: str | None = None


def field_names(matrix: Matrix) -> Iterator[str]:
    """The fields of a form for a matrix."""
    for criterion in matrix.criteria:
        yield from (criterion.code, criterion.code + MAY, criterion.code + CONFIDENCE)


def chosen_in(matrix: Matrix, fields: Fields) -> dict[str, Chosen]:
    """What is chosen for each criterion, by its code.

    Raises:
        UnreadableForm: something is chosen that the form does not offer.
    """
    return {each.code: _chosen(matrix, each, fields) for each in matrix.criteria}


def _chosen(matrix: Matrix, criterion: Criterion, fields: Fields) -> Chosen:
    scale = [level.key for level in matrix.scale_of(criterion).levels]
    code = criterion.code
    choice, confidence = the_one(fields, code), the_one(fields, code + CONFIDENCE)
    may = tuple(key for key in scale if key in fields.get(code + MAY, []))
    offered = {None, UNKNOWN, BETWEEN, *scale}
    if (
        choice not in offered
        or not set(fields.get(code + MAY, [])) <= set(scale)
        or confidence not in {None, *WEAKEST_FIRST}
    ):
        raise UnreadableForm
    wrong = None
    if choice is None:
        wrong = CHOOSE
    elif choice == BETWEEN and len(may) < 2:
        wrong = TICK
    return Chosen(choice, may, confidence, wrong)


def vector_of(matrix: Matrix, chosen: Mapping[str, Chosen]) -> str:
    """The vector of a form in which nothing is wrong."""
    answers = {}
    for criterion in matrix.criteria:
        each = chosen[criterion.code]
        scale = [level.key for level in matrix.scale_of(criterion).levels]
        said = "|".join(each.may) if each.choice == BETWEEN else each.choice or UNKNOWN
        if each.confidence:
            said = f"{said}~{each.confidence}"
        answers[criterion.key] = read_spelt(said, scale)
    return print_vector(matrix, answers)


def chosen_of(matrix: Matrix, answers: Mapping[str, Answer]) -> dict[str, Chosen]:
    """The form that gives these answers, by the codes of their criteria."""
    found = {}
    for criterion in matrix.criteria:
        answer = answers[criterion.key]
        scale = [level.key for level in matrix.scale_of(criterion).levels]
        said = written(msgspec.structs.replace(answer, confidence=None), scale)
        one = said if "|" not in said else BETWEEN
        may = answer.levels if one == BETWEEN else ()
        found[criterion.code] = Chosen(one, may, answer.confidence)
    return found
