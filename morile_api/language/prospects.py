"""What an assessment leaves open: its distribution, open questions, nearest flips and age.

Probabilities have four decimals at most, so that no program prints them with an exponent. Those of
a whole add up to exactly 1. What is possible has at least 0.0001, and so is never printed as 0.
"""

from typing import Literal

import msgspec

Figure = int | float
"""A printed number."""


class Distribution(msgspec.Struct, frozen=True):
    """How likely each band and score is, exactly, given what the answers leave open.

    Attributes:
        band_probabilities: every band that is possible, lowest first; they add up to 1.
        mean: of the score.
        quantiles: the lowest score that is not exceeded with at least that chance, in per cent.
        priors: for each open answer, how likely each level was taken to be.
    """

    band_probabilities: dict[str, Figure]
    mean: Figure
    quantiles: dict[str, Figure]
    priors: dict[str, dict[str, Figure]]


class Outcome(msgspec.Struct, frozen=True):
    """What one level would make of the assessment, all other answers as they are."""

    level: str
    probability: Figure
    score: Figure | None
    band: str | None
    lowest: Figure
    highest: Figure
    bands: tuple[str, ...]


class OpenQuestion(msgspec.Struct, frozen=True):
    """An answer that is open, and what closing it could do.

    Attributes:
        criterion: which.
        answered: as it stands, `unknown` or the levels it may be.
        band_changes: the chance that the headline band is another one then; null where there is no
            headline band.
        narrows_by: how much narrower the range of scores is then to be expected.
        outcomes: one a level it may be, lowest first.
        likely_band_changes: where the answers leave the headline without a band: the chance that
            another band is the most likely one then. Of equally likely bands the highest counts.
            Null elsewhere, and where working it out would be too much.
    """

    criterion: str
    answered: str
    band_changes: Figure | None
    narrows_by: Figure
    outcomes: tuple[Outcome, ...]
    likely_band_changes: Figure | None = None


class LevelChange(msgspec.Struct, frozen=True, omit_defaults=True, rename={"from_": "from"}):
    """One answer changed to another level.

    Attributes:
        criterion: which.
        from_: what was answered: a level, `unknown`, or the levels it may be.
        to: the level that flips the band.
        counts_as: the level that counts, which the steps start from; absent where it is `from`.
    """

    criterion: str
    from_: str
    to: str
    counts_as: str | None = None


class Flip(msgspec.Struct, frozen=True):
    """A smallest change of levels that moves the band, and what it leads to."""

    score: Figure
    band: str
    changes: tuple[LevelChange, ...]


class Flips(msgspec.Struct, frozen=True):
    """The nearest flips one way.

    Attributes:
        direction: up or down.
        steps: how many level steps in all each of them takes; null where no change moves the band,
            or where working it out would be too large.
        flips: up to as many as were asked for.
        complete: whether these are all the flips of so few steps; true where there are none.
        reason: why there are none.
    """

    direction: Literal["up", "down"]
    steps: int | None
    flips: tuple[Flip, ...]
    complete: bool
    reason: str | None = None


class Age(msgspec.Struct, frozen=True, omit_defaults=True):
    """How old the information is on the date asked about, and whether the matrix calls it stale.

    Attributes:
        days: null where the age is not known.
        fresh_days: how long the matrix calls information fresh.
        stale: null where the age is not known.
        reason: why it is not known.
    """

    days: int | None
    fresh_days: int
    stale: bool | None
    reason: str | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """Something that was asked for and is not given, and why."""

    what: Literal["distribution", "likely-band-changes"]
    why: str
