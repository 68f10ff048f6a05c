"""Agreed changes on a form: what a browser sends for them, as a request for moderation."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from morile_api.language.matrix import Matrix
from morile_api.language.submission import WITHOUT_THREAT_TYPE
from morile_api.language.vector import parse_vector
from morile_api.web.pages.answers import (
    chosen_in,
    chosen_of,
    field_names,
    vector_of,
)
from morile_api.web.pages.asked import Fields, the_one
from morile_api.web.pages.questions import Question, question_of
from morile_api.web.pages.wording import Wording
from morile_api.web.pages.wrong import Wrong

REASON = ".reason"
REF, ORGANISATION, THREAT_TYPE, ROLE = "ref", "organisation", "threat_type", "role"
ABOUT = (ROLE, REF, ORGANISATION, THREAT_TYPE)
"""Who agreed a moderation, and what it is about, in the order of the form; it is sent with the
form, never in an address."""

NEEDED = {
    ROLE: "give the role of whoever agreed",
    REF: "give your reference of the threat",
    ORGANISATION: "choose the organisation",
    THREAT_TYPE: "choose the threat type",
}

NO_REASON = "give the reason for the change"
NO_CHANGE = "choose another answer, or leave its reason empty"
NOTHING = "nothing is changed: choose another answer for at least one question"


class Agreeable(msgspec.Struct, frozen=True):
    """One question on which a change can be agreed.

    Attributes:
        question: with the answer that is chosen now.
        first: what the first says, in words.
        second: what the second says, in words.
        given: what the first says, as its vector spells it.
        agreed: what is chosen now, as a vector spells it; None where that is no whole answer.
        reason: for the change, as far as one is given.
    """

    question: Question
    first: str
    second: str
    differs: bool
    given: str
    agreed: str | None
    reason: str

    @property
    def changed(self) -> bool:
        """Whether another answer is chosen than the first gives."""
        return self.agreed not in (None, self.given)

    @property
    def touched(self) -> bool:
        """Whether anything is chosen or written for it."""
        return self.agreed != self.given or bool(self.reason)

    @property
    def wrong(self) -> Wrong | None:
        """What is wrong with what is chosen, and where it is put right."""
        it = self.question
        if it.wrong:
            return Wrong(f"{it.title}: {it.wrong}", it.code)
        if self.changed and not self.reason:
            return Wrong(f"{it.title}: {NO_REASON}", reason_id(it.code))
        if self.reason and not self.changed:
            return Wrong(f"{it.title}: {NO_CHANGE}", it.code)
        return None


def reason_id(code: str) -> str:
    """The id of where the reason for a change is written."""
    return f"{code}-reason"


def names_in(matrix: Matrix) -> list[str]:
    """The fields of a form of agreed changes, beside those of the two vectors."""
    reasons = (each.code + REASON for each in matrix.criteria)
    return [*ABOUT, *field_names(matrix), *reasons]


def spelt(vector: str) -> dict[str, str]:
    """The answers of a canonical vector by code, as it spells them."""
    return dict(part.split(":", 1) for part in vector.split("/")[1:])


def agreeable(words: Wording, first: str, second: str, fields: Fields) -> list[Agreeable]:
    """Every question of two canonical vectors, with what is agreed on it so far.

    Args:
        words: of their matrix.
        first: the one that changes are made to.
        second: the other.
        fields: of the form; what it leaves out stays as the first says.

    Raises:
        UnreadableForm: something is chosen that the form does not offer.
    """
    matrix = words.matrix
    given = chosen_of(matrix, parse_vector(matrix, first))
    chosen = {
        code: each if each.choice or each.may else given[code]
        for code, each in chosen_in(matrix, fields).items()
    }
    whole = {code: given[code] if each.wrong else each for code, each in chosen.items()}
    one, other, now = spelt(first), spelt(second), spelt(vector_of(matrix, whole))
    return [
        Agreeable(
            question=question_of(
                matrix, each, chosen[each.code], "~" in one[each.code] + other[each.code]
            ),
            first=words.answer(one[each.code]),
            second=words.answer(other[each.code]),
            differs=one[each.code] != other[each.code],
            given=one[each.code],
            agreed=None if chosen[each.code].wrong else now[each.code],
            reason=the_one(fields, each.code + REASON) or "",
        )
        for each in matrix.criteria
    ]


def wrong_in(matrix: Matrix, fields: Fields, questions: Sequence[Agreeable]) -> Iterator[Wrong]:
    """What is wrong with a form of agreed changes, in the order of the form."""
    in_order = sorted(questions, key=lambda each: not each.differs)
    wrong = [each.wrong for each in in_order if each.wrong]
    yield from wrong
    if not wrong and not any(each.changed for each in questions):
        yield Wrong(NOTHING, in_order[0].question.code)
    for name in ABOUT:
        if the_one(fields, name) is None and (name != THREAT_TYPE or needs_type(matrix)):
            yield Wrong(NEEDED[name], name)


def needs_type(matrix: Matrix) -> bool:
    """Whether what a matrix scores has a threat type."""
    return matrix.applies_to not in WITHOUT_THREAT_TYPE


def request_of(
    matrix: Matrix,
    first: str,
    fields: Fields,
    questions: Sequence[Agreeable],
    marking: str | None,
) -> bytes:
    """The request for moderation that a form in which nothing is wrong stands for."""
    submission = {
        "ref": the_one(fields, REF),
        "organisation": the_one(fields, ORGANISATION),
        "threat_type": the_one(fields, THREAT_TYPE),
        "vector": first,
        "marking": marking,
    }
    changes = [
        {
            "criterion": each.question.key,
            "from": plain(each.given),
            "to": plain(each.agreed or each.given),
            "reason": each.reason,
            "role": the_one(fields, ROLE),
        }
        for each in questions
        if each.changed
    ]
    said = {name: value for name, value in submission.items() if value is not None}
    asked = {"matrix": matrix.id, "submission": said, "changes": changes}
    return msgspec.json.encode(asked)


def place_of(pointer: str, questions: Sequence[Agreeable]) -> str:
    """The id of the field that a fault of such a request is about."""
    changed = [each.question.code for each in questions if each.changed]
    match pointer.split("/")[1:]:
        case ["submission", name, *_] if name in ABOUT:
            return name
        case ["changes", number, "role", *_] if number.isdecimal():
            return ROLE
        case ["changes", number, "reason", *_] if number.isdecimal():
            return reason_id(changed[int(number)])
        case ["changes", number, *_] if number.isdecimal():
            return changed[int(number)]
        case ["submission"]:
            return ORGANISATION
        case _:
            return changed[0]


def plain(said: str) -> Any:
    """An answer, as the vector spells it, in the plainest form that a request may carry."""
    levels, _, confidence = said.partition("~")
    several = levels.split("|")
    answer: Any = several if len(several) > 1 else levels
    return {"level": answer, "confidence": confidence} if confidence else answer
