"""Ranked: what the API answers about priorities, as a page tells it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from morile_api.engine.priorities.prioritise import priorities
from morile_api.language.assessment import Assessed, Number, Refused
from morile_api.language.prioritised import (
    Possible,
    PriorityAnswer,
    RankedThreat,
    UnrankedThreat,
)
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.web.pages.picture import Picture
from morile_api.web.pages.replies import address
from morile_api.web.pages.scored import Desk
from morile_api.web.pages.sheet import Sheet
from morile_api.web.pages.spoken import figure
from morile_api.web.pages.wording import BandWord

MOST_DRAWN = 40
"""Threats in the picture, most serious first; the table has them all."""


MOST_LISTED = 200
"""Rows that each table of the page has; the scored workbook and the API have them all. More of them
is too much to read, and to send over a thin line."""


class Line(msgspec.Struct, frozen=True):
    """One threat of the ranking."""

    rank: str
    ref: str
    organisation: str
    threat_type: str
    score: Number | None
    band: BandWord | None
    span: str
    ranks: str
    expected: str
    link: str
    picture: Picture


class Given(msgspec.Struct, frozen=True):
    """One slot: who is given it, and why."""

    ref: str
    organisation: str
    score: Number
    says: str


class RefusedRow(msgspec.Struct, frozen=True):
    """One fault of a row that was refused."""

    place: str
    ref: str
    detail: str


class Ranked(msgspec.Struct, frozen=True):
    """Everything the page of a ranking says, and of how many it lists the first.

    Attributes:
        answer: of the API; None where every row was refused.
        scored: how many rows were scored.
        rows_refused: how many were not.
        given_in_all: to how many threats slots are given.
        missed_in_all: how many just missed one.
        faults: of all rows that were refused.
    """

    answer: PriorityAnswer | None
    scored: int
    rows_refused: int
    given_in_all: int
    missed_in_all: int
    faults: int
    lines: list[Line]
    given: list[Given]
    missed: list[Given]
    refused: list[RefusedRow]


def priorities_of(desk: Desk, it: Sheet, rules: Mapping[str, Any]) -> PriorityAnswer | None:
    """What the API answers for the rows that were assessed; None where none was.

    Args:
        desk: with the matrices.
        it: the sheet, scored.
        rules: members of a request beside its submissions, such as `slots`.

    Raises:
        BadSubmission: the rules are at fault.
    """
    rows = [it.submissions[each.index] for each in it.results if isinstance(each, Assessed)]
    if not rows:
        return None
    body = msgspec.json.encode({"matrix": it.shown.id, "submissions": rows, **rules})
    catalogue = desk.catalogue
    ask = partial(
        priorities, catalogue.scorers, catalogue.verbs["priorities"], catalogue.vocabularies
    )
    return ask(body)


def ranked_of(desk: Desk, it: Sheet, answer: PriorityAnswer | None) -> Ranked:
    """A ranking as a page tells it."""
    assessed = [each for each in it.results if isinstance(each, Assessed)]
    titles = {
        term.key: term.title
        for name in (ORGANISATIONS, THREAT_TYPES)
        for term in desk.catalogue.vocabulary(name).terms
    }
    allocation = answer.allocation if answer else None
    chosen = allocation.chosen if allocation else ()
    missed = allocation.just_missed if allocation else ()
    refused = [each for each in it.results if isinstance(each, Refused)]
    rows = [row for each in refused for row in _rows(it, each)]
    return Ranked(
        answer=answer,
        scored=len(assessed),
        rows_refused=len(refused),
        given_in_all=len(chosen),
        missed_in_all=len(missed),
        faults=len(rows),
        lines=_lines(it, assessed, answer, titles) if answer else [],
        given=[
            Given(each.ref, _called(titles, each.organisation), each.score, each.why.says)
            for each in chosen[:MOST_LISTED]
        ],
        missed=[
            Given(each.ref, _called(titles, each.organisation), each.score, each.says)
            for each in missed[:MOST_LISTED]
        ],
        refused=rows[:MOST_LISTED],
    )


def _lines(
    it: Sheet, assessed: Sequence[Assessed], answer: PriorityAnswer, titles: Mapping[str, str]
) -> list[Line]:
    """The first of the ranking, and of those without a single score after it."""
    words = it.shown.wording
    found = []
    every: list[RankedThreat | UnrankedThreat] = [*answer.ranking, *answer.unranked]
    for each in every[:MOST_LISTED]:
        mine = assessed[each.index]
        low, high = each.range.lowest, each.range.highest
        found.append(
            Line(
                rank=_rank(each),
                ref=each.ref,
                organisation=_called(titles, each.organisation),
                threat_type=_called(titles, each.threat_type or ""),
                score=mine.score,
                band=words.band(words.banded, mine.band),
                span="" if low == high else f"{figure(low)} to {figure(high)}",
                ranks=_ranks(each.possible),
                expected=figure(each.possible.expected_rank),
                # The reference stays here: an address holds answers only.
                link=address("/", {"vector": mine.vector, "marking": mine.marking}),
                picture=it.shown.axis.picture(mine.score, each.range),
            )
        )
    return found


def _rank(it: RankedThreat | UnrankedThreat) -> str:
    if isinstance(it, UnrankedThreat):
        return "–"
    return f"{it.rank}=" if it.tied > 1 else str(it.rank)


def _ranks(it: Possible) -> str:
    if it.best_rank == it.worst_rank:
        return str(it.best_rank)
    return f"{it.best_rank} to {it.worst_rank}"


def _called(titles: Mapping[str, str], key: str) -> str:
    return titles.get(key, key)


def _rows(it: Sheet, refused: Refused) -> list[RefusedRow]:
    """Every fault of a refused row, placed as its owner's program calls the place."""
    start = f"/submissions/{refused.index}"
    return [
        RefusedRow(
            it.source.place(refused.index, fault.pointer.removeprefix(start)),
            refused.ref or "",
            fault.detail,
        )
        for fault in refused.problem.errors
    ]
