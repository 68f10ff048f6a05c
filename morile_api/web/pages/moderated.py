"""Moderated: what the API answers to agreed changes, as a page tells it."""

from functools import partial

import msgspec

from morile_api.engine.change.moderate import moderate
from morile_api.language.assessment import Number
from morile_api.language.moderation import GradedAnswer, ModerationAnswer, Said, TrailState
from morile_api.language.permitted import held_to
from morile_api.language.reach import Reach
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.web.pages.replies import address
from morile_api.web.pages.result import result_of
from morile_api.web.pages.scored import Desk, Shown
from morile_api.web.pages.spoken import figure
from morile_api.web.pages.templates import filled
from morile_api.web.pages.wording import Wording
from morile_api.web.replies import encoder


class Change(msgspec.Struct, frozen=True):
    """One change as agreed, in words, and its share of the difference."""

    title: str
    start: str
    end: str
    reason: str
    role: str
    share: Number | None


def moderation(desk: Desk, asked: bytes, reach: Reach | None) -> ModerationAnswer:
    """What the API answers.

    Args:
        desk: with the matrices.
        asked: the request for it.
        reach: whose submissions the caller may send; None where anybody's.

    Raises:
        BadSubmission: with every fault.
    """
    catalogue = desk.catalogue
    reading = held_to(reach, catalogue.verbs["moderations"])
    return partial(moderate, catalogue.scorers, reading)(asked)


def moderated_page(desk: Desk, shown: Shown, it: ModerationAnswer) -> bytes:
    """The page of it."""
    words = shown.wording
    marking = it.trail.record.marking
    return filled(
        "moderated",
        nav="/compare",
        matrix=words.matrix,
        words=words,
        marking=marking,
        answer=it,
        before=result_of(shown, it.before),
        after=result_of(shown, it.after),
        changes=_changes(words, it),
        record=_record(desk, words, it),
        marks=_marks(it),
        trail=msgspec.json.format(encoder.encode(it.trail), indent=2).decode(),
        link=address("/", {"vector": it.after.vector, "marking": marking}),
    )


def _changes(words: Wording, it: ModerationAnswer) -> list[Change]:
    return [
        Change(
            title=words.criterion(each.criterion),
            start=words.answer(_spelt(each.from_)),
            end=words.answer(_spelt(each.to)),
            reason=each.reason,
            role=each.role,
            share=each.share,
        )
        for each in it.trail.record.changes
    ]


def _spelt(said: Said) -> str:
    match said:
        case str():
            return said
        case GradedAnswer():
            level = _spelt(said.level)
            return f"{level}~{said.confidence}" if said.confidence else level
        case _:
            return "|".join(said)


def _record(desk: Desk, words: Wording, it: ModerationAnswer) -> list[tuple[str, str]]:
    """What the trail says, in words; the changes stand in a table of their own."""
    record = it.trail.record
    titles = {
        term.key: term.title
        for name in (ORGANISATIONS, THREAT_TYPES)
        for term in desk.catalogue.vocabulary(name).terms
    }
    kind = record.threat_type
    return [
        ("Reference", record.ref),
        ("Organisation", titles.get(record.organisation, record.organisation)),
        ("Threat type", titles.get(kind, kind) if kind else "Not stated"),
        ("Marking", record.marking or "Not stated"),
        ("Before", _state(words, record.before)),
        ("After", _state(words, record.after)),
        ("Difference", figure(record.difference)),
    ]


def _state(words: Wording, it: TrailState) -> str:
    band = words.band(words.banded, it.band)
    score = "no single score" if it.score is None else figure(it.score)
    return f"{score}, {band.title}" if band else score


def _marks(it: ModerationAnswer) -> list[tuple[str, str]]:
    """What a program checks, and anybody can compare letter by letter."""
    record = it.trail.record
    return [
        ("Vector before", record.before.vector),
        ("Digest before", record.before.digest),
        ("Vector after", record.after.vector),
        ("Digest after", record.after.digest),
        ("Matrix", f"{record.matrix.id}@{record.matrix.version}, {record.matrix.digest}"),
        ("Engine", record.engine_version),
        ("Digest of the trail", it.trail.digest),
    ]
