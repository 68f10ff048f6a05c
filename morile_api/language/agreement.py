"""Agreement: how far several assessors say the same of the same threats, in what is answered."""

from typing import Literal

import msgspec

from morile_api.language.assessment import MatrixMark, Number, captioned
from morile_api.language.comparison import Compare
from morile_api.language.display import between, table, words

Undefined = Literal["no-pairs", "no-variation"]
"""Why there is no alpha: no threat has two answers, or every answer is the same level."""

NoInterval = Literal["no-alpha", "few-threats", "unstable"]
"""Why there is no interval: no alpha, too few threats, or too many draws without variation."""

Reading = Literal["reliable", "tentative", "unreliable"]
"""Krippendorff's customary cut-offs: from 0.800 reliable, from 0.667 for tentative conclusions."""

Way = Literal["higher", "lower"]


class Interval(msgspec.Struct, frozen=True):
    """Where alpha would lie for more threats of this kind, in 95 of 100 cases."""

    lowest: Number
    highest: Number


class Reliability(msgspec.Struct, frozen=True):
    """How far answers agree beyond chance, and how many pairs of assessors named the same level."""

    alpha: Number | None
    reading: Reading | None
    interval: Interval | None
    percentage: Number | None
    pairs: int
    same: int
    threats: int
    undefined: Undefined | None = None
    no_interval: NoInterval | None = None
    draws_without_alpha: int = 0


class AnswerCount(msgspec.Struct, frozen=True):
    """How many submissions named one level, several, unknown, or nothing."""

    one_level: int
    several_levels: int
    unknown: int
    missing: int
    unknown_percentage: Number | None


class CriterionAgreement(msgspec.Struct, frozen=True):
    """One criterion: its answers, and how far those of one level agree."""

    criterion: str
    agreement: Reliability
    answers: AnswerCount


class Discussion(msgspec.Struct, frozen=True):
    """How often one assessor's answer in place of another's would change the band or the score."""

    criterion: str
    swaps: int
    band_changes: int | None
    percentage: Number | None
    threats: int | None
    mean_score_change: Number | None


class CriterionDistance(msgspec.Struct, frozen=True):
    """How far the answers to one criterion lie from the others', in level steps; + is higher."""

    criterion: str
    answers: int
    mean_steps: Number | None


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one assessor, organisation or period stands against the others on the same threats."""

    organisation: str | None = None
    assessor: str | None = None
    period: str | None = None
    submissions: int
    answers: int
    threats: int
    above: int
    level: int
    below: int
    mean_steps: Number | None
    stands_apart: Way | None
    criteria: tuple[CriterionDistance, ...]


class LevelSpread(msgspec.Struct, frozen=True):
    """A criterion on which assessors of one threat differ, and by how many level steps."""

    criterion: str
    lowest: str
    highest: str
    steps: int


class BandSpread(msgspec.Struct, frozen=True):
    """The lowest and the highest band that one threat was given."""

    lowest: str
    highest: str
    steps: int


class ScoreSpread(msgspec.Struct, frozen=True):
    """The lowest and the highest score that one threat was given, over so many submissions."""

    lowest: Number
    highest: Number
    submissions: int


class ThreatSpread(msgspec.Struct, frozen=True):
    """How far the assessors of one threat are apart; `criteria` are those on which they differ."""

    ref: str
    submissions: int
    score: ScoreSpread | None
    band: BandSpread | None
    criteria: tuple[LevelSpread, ...]


class Closeness(msgspec.Struct, frozen=True):
    """How close answers come to the reference: the same, within a step, and mean distances."""

    answers: int
    same: int
    within_one: int
    same_percentage: Number | None
    mean_steps: Number | None
    mean_distance: Number | None


class Calibrated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One assessor, period or criterion, held to the reference."""

    organisation: str | None = None
    assessor: str | None = None
    period: str | None = None
    criterion: str | None = None
    closeness: Closeness
    bands: int
    same_bands: int


class Calibration(msgspec.Struct, frozen=True):
    """Everyone held to the reference submissions, over all, each assessor and each criterion."""

    threats: int
    overall: Calibrated
    compared: list[Calibrated]
    criteria: list[Calibrated]


class Drift(msgspec.Struct, frozen=True):
    """How the same threats moved from one period to the next."""

    earlier: str
    later: str
    threats: int
    answers: int
    raised: int
    same: int
    lowered: int
    mean_steps: Number | None
    bands_raised: int
    bands_same: int
    bands_lowered: int
    criteria: tuple[CriterionDistance, ...]


class AgreementSummary(msgspec.Struct, frozen=True):
    """What was compared: `compared` threats have two or more submissions besides the reference."""

    submissions: int
    references: int
    threats: int
    compared: int
    assessors: int
    periods: int | None = None


class AgreementAnswer(msgspec.Struct, frozen=True):
    """The answer to a request for agreement."""

    matrix: MatrixMark
    engine_version: str
    compare: Compare
    draws: int
    seed: int
    marking: str | None
    summary: AgreementSummary
    overall: Reliability
    band: Reliability | None
    criteria: list[CriterionAgreement]
    discuss_first: list[Discussion]
    apart_rule: str
    standings: list[Standing]
    organisations: list[Standing]
    threats: list[ThreatSpread]
    calibration: Calibration | None
    drift: list[Drift] | None

    def _repr_html_(self) -> str:
        """Alpha over all and for each criterion with its reading, for a notebook."""
        parts = [("all criteria", self.overall)]
        parts += [("band", self.band)] if self.band else []
        parts += [(words(each.criterion), each.agreement) for each in self.criteria]
        rows = [
            (
                name,
                it.alpha,
                between(it.interval.lowest, it.interval.highest) if it.interval else None,
                it.percentage,
                it.reading or words(it.undefined).replace("-", " "),
            )
            for name, it in parts
        ]
        header = ("agreement", "alpha", "interval", "same %", "reading")
        apart = [
            f"Stands apart: {', '.join(filter(None, (it.organisation, it.assessor, it.period)))}, "
            f"{it.stands_apart}."
            for it in self.standings
            if it.stands_apart
        ]
        notes = [*apart, *([f"Marking: {self.marking}."] if self.marking else [])]
        what = f"Agreement, {self.summary.compared} threats compared"
        return table(captioned(what, self.matrix), header, rows, notes)
