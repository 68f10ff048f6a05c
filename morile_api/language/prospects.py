"""What an assessment leaves open: its distribution, open questions, nearest flips and age."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Figure = int | float
"""A printed number."""

Probability = Annotated[float | int, Meta(ge=0, le=1)]
"""At most six decimals, apportioned so that the parts of a whole add up to exactly 1."""


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
        band_changes: the chance that the headline band is another one then; null without a band.
        narrows_by: how much narrower the range of scores is then to be expected.
        outcomes: one a level it may be, lowest first.
    """

    criterion: str
    answered: str
    band_changes: Figure | None
    narrows_by: Figure
    outcomes: tuple[Outcome, ...]


class LevelChange(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One answer changed: from the level that counts to another."""

    criterion: str
    from_: str
    to: str


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
        complete: whether these are all the flips of so few steps.
        reason: why there are none.
    """

    direction: Literal["up", "down"]
    steps: int | None
    flips: tuple[Flip, ...]
    complete: bool
    reason: str | None = None


class Age(msgspec.Struct, frozen=True):
    """How old the information is on the date asked about, and whether the matrix calls it stale."""

    days: int
    fresh_days: int
    stale: bool
