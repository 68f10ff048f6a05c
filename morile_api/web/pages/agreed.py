"""Agreed changes on a form: what a browser sends for them, as a request for moderation."""

from collections.abc import Iterator
from typing import Any

import msgspec

from morile_api.language.matrix import UNKNOWN, Criterion, Matrix
from morile_api.language.submission import WITHOUT_THREAT_TYPE
from morile_api.web.pages.answers import CHOOSE
from morile_api.web.pages.asked import Fields, UnreadableForm, the_one
from morile_api.web.pages.wording import Wording
from morile_api.web.pages.wrong import Wrong

REASON = ".reason"
REF, ORGANISATION, THREAT_TYPE, ROLE = "ref", "organisation", "threat_type", "role"
ABOUT = (REF, ORGANISATION, THREAT_TYPE, ROLE)
"""What a moderation is about, and who agreed it; it is sent with the form, never in an address."""

NEEDED = {
    ROLE: "give the role of whoever agreed",
    REF: "give your reference of the threat",
    ORGANISATION: "choose the organisation",
    THREAT_TYPE: "choose the threat type",
}

NOTHING = "nothing is changed: choose another answer for at least one question"


class Offered(msgspec.Struct, frozen=True):
    """One answer that can be agreed on, as the vector spells it."""

    id: str
    value: str
    label: str
    on: bool


class Disputed(msgspec.Struct, frozen=True):
    """One question that is answered differently."""

    code: str
    key: str
    title: str
    asks: str
    first: str
    second: str
    offered: list[Offered]
    reason: str
    wrong: str | None


def spelt(vector: str) -> dict[str, str]:
    """The answers of a canonical vector by code, as it spells them."""
    return dict(part.split(":", 1) for part in vector.split("/")[1:])


def disputed(words: Wording, first: str, second: str, fields: Fields) -> list[Disputed]:
    """The questions that two canonical vectors answer differently.

    Args:
        words: of their matrix.
        first: the one that changes are made to.
        second: the other.
        fields: as far as something is agreed.
    """
    one, other = spelt(first), spelt(second)
    return [
        _disputed(words, each, one[each.code], other[each.code], fields)
        for each in words.matrix.criteria
        if one[each.code] != other[each.code]
    ]


def _disputed(words: Wording, it: Criterion, first: str, second: str, fields: Fields) -> Disputed:
    scale = [level.key for level in words.matrix.scale_of(it).levels]
    chosen, reason = the_one(fields, it.code), the_one(fields, it.code + REASON)
    labels = {
        first: f"{words.answer(first)} (as the first says)",
        second: f"{words.answer(second)} (as the second says)",
    }
    labels |= {each: words.answer(each) for each in [*scale, UNKNOWN] if each not in labels}
    if chosen is not None and chosen not in labels:
        raise UnreadableForm
    wrong = None
    if fields and chosen is None:
        wrong = CHOOSE
    elif chosen not in (None, first) and reason is None:
        wrong = "give the reason for the change"
    return Disputed(
        code=it.code,
        key=it.key,
        title=words.criterion(it.key),
        asks=it.asks,
        first=first,
        second=second,
        offered=[
            Offered(
                f"{it.code}-{place}" if place else it.code,
                value,
                label,
                (chosen or first) == value,
            )
            for place, (value, label) in enumerate(labels.items())
        ],
        reason=reason or "",
        wrong=wrong,
    )


def wrong_in(matrix: Matrix, fields: Fields, questions: list[Disputed]) -> Iterator[Wrong]:
    """What is wrong with a form of agreed changes, in the order of the form."""
    for each in questions:
        if each.wrong:
            yield Wrong(f"{each.title}: {each.wrong}", each.code)
    if not any(each.wrong or _changed(each) for each in questions):
        yield Wrong(NOTHING, questions[0].code if questions else REF)
    for name, says in NEEDED.items():
        optional = name == THREAT_TYPE and matrix.applies_to in WITHOUT_THREAT_TYPE
        if the_one(fields, name) is None and not optional:
            yield Wrong(says, name)


def _changed(it: Disputed) -> str | None:
    """The answer that is agreed on, where it is another than the first."""
    chosen = next((each.value for each in it.offered if each.on), it.first)
    return chosen if chosen != it.first else None


def request_of(
    matrix: Matrix, first: str, fields: Fields, questions: list[Disputed], marking: str | None
) -> bytes:
    """The request for moderation that a form in which nothing is wrong stands for."""
    role = the_one(fields, ROLE)
    submission = {
        "ref": the_one(fields, REF),
        "organisation": the_one(fields, ORGANISATION),
        "threat_type": the_one(fields, THREAT_TYPE),
        "vector": first,
        "marking": marking,
    }
    changes = [
        {
            "criterion": each.key,
            "from": plain(each.first),
            "to": plain(to),
            "reason": each.reason,
            "role": role,
        }
        for each in questions
        if (to := _changed(each)) is not None
    ]
    said = {name: value for name, value in submission.items() if value is not None}
    asked = {"matrix": matrix.id, "submission": said, "changes": changes}
    return msgspec.json.encode(asked)


def plain(said: str) -> Any:
    """An answer, as the vector spells it, in the plainest form that a request may carry."""
    levels, _, confidence = said.partition("~")
    several = levels.split("|")
    answer: Any = several if len(several) > 1 else levels
    return {"level": answer, "confidence": confidence} if confidence else answer
