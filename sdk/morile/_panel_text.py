"""What the command shows of agreement: sections of rows, and the text that is made of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from morile._tables import table
from morile_api.sheets.standing import opened, standing

if TYPE_CHECKING:
    from morile_api.language.agreement import (
        AgreementAnswer,
        Calibrated,
        Drift,
        Reliability,
        Standing,
    )

MOST_CRITERIA = 5
"""Listed in a text as the first to discuss."""

MOST_THREATS = 10
"""Listed in a text as those furthest apart."""

INTERVAL = ("95 % from", "95 % to")

WHY_NONE = {
    "no-pairs": "none: no threat has two answers",
    "no-variation": "none: the answers never vary, so nothing is shown",
}


NOTHING = "No threat has two submissions, so there is nothing to compare."


class Section(msgspec.Struct, frozen=True):
    """A part of the report: rows under a header, whose first word names it.

    `figures` are columns that stand to the right; `most` rows are listed in a text.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Sequence[str] = ()
    yielding: Sequence[str] = ()
    most: int | None = None


def report(answer: "AgreementAnswer") -> str:
    """Everything but the single criteria of each assessor, the widest view first."""
    begins = f"{compared(answer)}\n"
    if not answer.summary.compared:
        return f"{begins}\n{NOTHING}\n"
    parts = [
        table(each.header, each.rows[: each.most], each.figures, each.yielding)
        for each in sections(answer)
    ]
    return "\n".join([begins, *parts, f"{standing(answer.matrix)}\n"])


def compared(answer: "AgreementAnswer") -> str:
    """Who is compared, on what, in one line."""
    mark, summary = answer.matrix, answer.summary
    who = (
        f"{summary.assessors} assessors"
        if summary.periods is None
        else f"{summary.periods} periods"
    )
    return f"{who} on {summary.compared} of {summary.threats} threats, {mark.id}@{mark.version}"


def sections(answer: "AgreementAnswer") -> list[Section]:
    """The parts that say something."""
    parts = [
        _reliabilities(answer),
        _discussion(answer),
        _standings(answer),
        _threats(answer),
        _calibration(answer),
        _drift(answer),
    ]
    return [part for part in parts if part.rows]


def _reliabilities(answer: "AgreementAnswer") -> Section:
    rows = [["overall", *_reliability(answer.overall), ""]]
    if answer.band is not None:
        rows.append(["band", *_reliability(answer.band), ""])
    for each in answer.criteria:
        unknown = _figure(each.answers.unknown_percentage)
        rows.append([each.criterion, *_reliability(each.agreement), unknown])
    header = ("agreement", "alpha", *INTERVAL, "same %", "pairs", "reading", "unknown %")
    return Section(header, rows, ("alpha", *INTERVAL, "same %", "pairs", "unknown %"))


def _reliability(it: "Reliability") -> list[str]:
    ends = (it.interval.lowest, it.interval.highest) if it.interval else (None, None)
    reading = it.reading or WHY_NONE.get(str(it.undefined), str(it.undefined))
    figures = [_figure(each) for each in (it.alpha, *ends, it.percentage)]
    return [*figures, str(it.pairs), reading]


def _figure(value: float | None) -> str:
    return "" if value is None else str(value)


def _discussion(answer: "AgreementAnswer") -> Section:
    moving = [each for each in answer.discuss_first if each.band_changes]
    rows = [
        [each.criterion, str(each.band_changes), str(each.swaps), str(each.threats)]
        for each in moving
    ]
    header = ("discuss first", "bands changed", "of swaps", "on threats")
    return Section(header, rows, header[1:], most=MOST_CRITERIA)


def _standings(answer: "AgreementAnswer") -> Section:
    # Where each has one assessor an organisation stands where that one does.
    alone = len(answer.organisations) == len(answer.standings)
    organisations = [] if alone else answer.organisations
    rows = [
        [
            _named(each),
            _figure(each.mean_steps),
            str(each.above),
            str(each.level),
            str(each.below),
            f"stands apart: {each.stands_apart}" if each.stands_apart else "",
        ]
        for each in [*answer.standings, *organisations]
        if each.threats
    ]
    header = ("against the others", "mean steps", "higher", "equal", "lower", "")
    return Section(header, rows, header[1:5])


def _named(it: "Standing | Calibrated") -> str:
    parts = (it.organisation, it.assessor, it.period, getattr(it, "criterion", None))
    return " ".join(part for part in parts if part) or "all"


def _threats(answer: "AgreementAnswer") -> Section:
    apart = [each for each in answer.threats if each.band and each.band.steps]
    apart.sort(key=lambda each: -each.band.steps if each.band else 0)
    rows = [
        [
            each.ref,
            f"{opened(each.band.lowest)} to {opened(each.band.highest)}" if each.band else "",
            f"{each.score.lowest} to {each.score.highest}" if each.score else "",
            ", ".join(spread.criterion for spread in each.criteria),
        ]
        for each in apart
    ]
    header = ("threats apart", "bands", "scores", "differ on")
    return Section(header, rows, yielding=("differ on",), most=MOST_THREATS)


def _calibration(answer: "AgreementAnswer") -> Section:
    found = answer.calibration
    rows = []
    for each in [found.overall, *found.compared] if found else []:
        close = each.closeness
        figures = (close.same_percentage, close.mean_steps, close.mean_distance)
        within = f"{close.within_one} of {close.answers}"
        bands = f"{each.same_bands} of {each.bands}"
        rows.append([_named(each), *map(_figure, figures), within, bands])
    header = ("to the reference", "same %", "mean steps", "distance", "within one", "same band")
    return Section(header, rows, header[1:])


def _drift(answer: "AgreementAnswer") -> Section:
    rows = [row for each in answer.drift or () for row in _moved(each)]
    header = ("drift", "answers", "raised", "same", "lowered", "mean steps")
    return Section(header, rows, header[1:])


def _moved(it: "Drift") -> list[list[str]]:
    """All answers, then the bands, then every criterion that moved, the furthest first."""
    counts = (it.answers, it.raised, it.same, it.lowered)
    bands = (it.bands_raised, it.bands_same, it.bands_lowered)
    moved = [each for each in it.criteria if each.mean_steps]
    moved.sort(key=lambda each: -abs(each.mean_steps or 0))
    return [
        [f"{it.earlier} to {it.later}", *map(str, counts), _figure(it.mean_steps)],
        ["  bands", str(sum(bands)), *map(str, bands), ""],
        *(
            [f"  {each.criterion}", str(each.answers), "", "", "", _figure(each.mean_steps)]
            for each in moved
        ),
    ]
