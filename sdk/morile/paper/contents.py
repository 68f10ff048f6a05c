"""Contents: what the paper says, gathered from answers; nothing here is computed anew."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from morile._left_open import percent
from morile._ranking import span
from morile.plots import ranked
from morile.plots.look import bands_of, called, mark_of
from morile.plots.rows import Results
from morile.plots.written import inline
from morile.plots.written import written as drawn
from morile_api.language.about import MatrixDocument
from morile_api.language.allocated import Allocation
from morile_api.language.assessment import Assessed, Number
from morile_api.language.prioritised import PriorityAnswer, RankedThreat, UnrankedThreat
from morile_api.sheets.further import may_change
from morile_api.sheets.ranks import ranks_of
from morile_api.sheets.standing import opened, standing

TITLE = "Tasking paper"
NONE = "–"
FIRST = 3
"""Threats that the summary names."""

Titles = Mapping[str, str]
"""Keys of organisations and threat types, with what they are called."""


class Line(msgspec.Struct, frozen=True):
    """One threat in the ranked table, as it is printed."""

    rank: str
    ref: str
    organisation: str
    threat_type: str
    score: Number | None
    band: str | None
    range: str
    places: str
    gaps: str


class Gap(msgspec.Struct, frozen=True):
    """The answer of one threat that is best closed first."""

    ref: str
    criterion: str
    answered: str
    chance: str
    narrows_by: Number


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What the paper says.

    Attributes:
        bands: of the headline, lowest first.
        lines: most serious first.
        picture: the ranked bars, as an SVG to stand in a page.
        allocation: who is given a slot, where slots or rules were given.
        places: by index of a threat, what it is called in sentences: `SYN-1 (rank 3=)`.
        gaps: likeliest to move a band on top; None where the answer does not say.
        digests: by reference, of each assessment.
        remarks: what the answer leaves out, and why.
    """

    title: str
    marking: str | None
    document: MatrixDocument
    standing: str
    engine_version: str
    bands: list[str]
    summary: list[str]
    lines: list[Line]
    picture: str
    allocation: Allocation | None
    organisations: Titles
    places: Mapping[int, str]
    gaps: list[Gap] | None
    digests: list[tuple[str, str]]
    remarks: list[str]


def of_priorities(
    answer: PriorityAnswer,
    document: MatrixDocument,
    titles: Titles,
    assessed: Sequence[Assessed] = (),
    title: str = TITLE,
) -> Paper:
    """The paper of an answer of `priorities`.

    Args:
        answer: the ranking, and slots where they were given.
        document: the matrix, from any client's `matrix`.
        titles: of organisations and threat types, by key.
        assessed: the same submissions, with `distribution`: for gaps and digests.
        title: of the paper.
    """
    open_ended = {each.index: each for each in assessed}
    threats: list[RankedThreat | UnrankedThreat] = [*answer.ranking, *answer.unranked]
    ranks = {each.index: _rank(each) for each in threats}
    lines = [
        _ranked(each, ranks[each.index], open_ended.get(each.index), titles) for each in threats
    ]
    gaps = _gaps(assessed, document) if assessed else None
    return _paper(
        lines,
        answer,
        document,
        assessed,
        gaps,
        title=title,
        marking=answer.marking,
        engine_version=answer.engine_version,
        allocation=answer.allocation,
        organisations=titles,
        places={it.index: f"{it.ref} (rank {ranks[it.index]})" for it in threats},
        remarks=[f"Not given: {each.what}: {each.why}." for each in answer.not_given],
    )


def of_assessments(
    assessed: Sequence[Assessed],
    document: MatrixDocument,
    marking: str | None,
    engine_version: str,
    title: str = TITLE,
) -> Paper:
    """The paper of an answer that holds assessments only: it names no force and no threat type.

    Args:
        assessed: at least one.
        document: the matrix, from any client's `matrix`.
        marking: the highest of the submissions.
        engine_version: of the engine that assessed them.
        title: of the paper.
    """
    lines = _unnamed(assessed)
    gaps = _gaps(assessed, document) if any(it.open_questions for it in assessed) else None
    return _paper(
        lines,
        assessed,
        document,
        assessed,
        gaps,
        title=title,
        marking=marking,
        engine_version=engine_version,
        allocation=None,
        organisations={},
        places={},
        remarks=[],
    )


def _unnamed(assessed: Sequence[Assessed]) -> list[Line]:
    """Assessments in their order, ties kept; they do not say whose they are."""
    ranks = ranks_of([each.score for each in assessed])
    ordered = sorted(zip(ranks, assessed, strict=True), key=lambda it: it[0] or len(ranks) + 1)
    ties = Counter(ranks)
    return [
        Line(
            NONE if rank is None else f"{rank}=" if ties[rank] > 1 else f"{rank}",
            it.ref,
            "",
            "",
            it.score,
            it.band,
            span(it.range, it.score),
            "",
            _listed(it),
        )
        for rank, it in ordered
    ]


def _paper(
    lines: list[Line],
    results: Results,
    document: MatrixDocument,
    assessed: Sequence[Assessed],
    gaps: list[Gap] | None,
    *,
    title: str,
    marking: str | None,
    engine_version: str,
    allocation: Allocation | None,
    organisations: Titles,
    places: Mapping[int, str],
    remarks: list[str],
) -> Paper:
    bands = bands_of(document)
    return Paper(
        title=title,
        marking=marking,
        document=document,
        standing=standing(mark_of(document)),
        engine_version=engine_version,
        bands=bands,
        summary=_summary(lines, bands, document, gaps, allocation),
        lines=lines,
        picture=inline(drawn(ranked(results, document), "svg")),
        allocation=allocation,
        organisations=organisations,
        places=places,
        gaps=gaps,
        digests=[(each.ref, each.digest) for each in assessed],
        remarks=remarks,
    )


def _ranked(
    it: RankedThreat | UnrankedThreat, rank: str, open_ended: Assessed | None, titles: Titles
) -> Line:
    score, band = (it.score, it.band) if isinstance(it, RankedThreat) else (None, None)
    best, worst = it.possible.best_rank, it.possible.worst_rank
    return Line(
        rank,
        it.ref,
        titles.get(it.organisation, it.organisation),
        titles.get(it.threat_type or "", it.threat_type or ""),
        score,
        band,
        span(it.range, score),
        f"{best}" if best == worst else f"{best} to {worst}",
        _listed(open_ended) if open_ended else "",
    )


def _rank(it: RankedThreat | UnrankedThreat) -> str:
    if isinstance(it, UnrankedThreat):
        return NONE
    return f"{it.rank}=" if it.tied > 1 else f"{it.rank}"


def _listed(it: Assessed) -> str:
    return ", ".join(opened(each) for each in it.gaps)


def _gaps(assessed: Sequence[Assessed], document: MatrixDocument) -> list[Gap]:
    """The first question of each threat; those likeliest to move a band on top."""
    found = [(each, each.open_questions[0]) for each in assessed if each.open_questions]
    found.sort(key=lambda it: (-(may_change(it[1]) or 0), -it[1].narrows_by))
    return [
        Gap(
            each.ref,
            called(document, first.criterion),
            " or ".join(opened(level) for level in first.answered.split("|")),
            NONE if (share := may_change(first)) is None else percent(share),
            first.narrows_by,
        )
        for each, first in found
    ]


def _summary(
    lines: list[Line],
    bands: list[str],
    document: MatrixDocument,
    gaps: list[Gap] | None,
    allocation: Allocation | None,
) -> list[str]:
    scored = [line for line in lines if line.score is not None]
    counts = Counter(line.band for line in scored)
    said = [f"{counts[band]} {opened(band)}" for band in reversed(bands) if counts[band]]
    threats = "1 threat was" if len(lines) == 1 else f"{len(lines)} threats were"
    found = [
        f"{threats} assessed with {document.id}@{document.version}"
        + (f": {', '.join(said)}." if said else ".")
    ]
    if len(scored) < len(lines):
        found.append(f"Without a single score, because of gaps: {len(lines) - len(scored)}.")
    first = [f"{line.ref} ({line.score}{_word(line.band)})" for line in scored[:FIRST]]
    found += [f"Most serious: {', '.join(first)}."] if first else []
    if allocation:
        found.append(f"Chosen for work: {len(allocation.chosen)} of {len(lines)}.")
    if gaps:
        found.append(
            f"Threats with an open answer: {len(gaps)}. To close first: "
            f"{gaps[0].criterion.lower()} of {gaps[0].ref}."
        )
    return found


def _word(band: str | None) -> str:
    return f", {opened(band)}" if band else ""
