"""The picture of a score: where it stands, what its gaps leave open, and the bands behind it."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from morile_api.language.about import CompiledNode
from morile_api.language.assessment import Number, Range
from morile_api.language.matrix import Node
from morile_api.web.pages.wording import BandWord

WIDTH = 1_000
"""Units across; the drawing takes whatever width the page gives it."""


LEAST = 8
"""Units across that a band at the very end has, though only the highest score is in it."""


class Stretch(msgspec.Struct, frozen=True):
    """A band in the picture: from where, how wide, and which."""

    at: int
    wide: int
    band: BandWord


class Picture(msgspec.Struct, frozen=True):
    """Places from 0 to `WIDTH`; `score` is None where there is no headline score."""

    bands: list[Stretch]
    score: int | None
    lowest: int
    highest: int
    starts: Number
    ends: Number


class Axis(msgspec.Struct, frozen=True):
    """The scores that the headline can have, and the bands along them."""

    starts: Number
    ends: Number
    cuts: tuple[tuple[Decimal, BandWord], ...]

    def place(self, score: Number | Decimal) -> int:
        """Where a score stands in the picture."""
        start, end = Decimal(str(self.starts)), Decimal(str(self.ends))
        along = (Decimal(str(score)) - start) / (end - start) if end > start else Decimal(0)
        return max(0, min(WIDTH, round(along * WIDTH)))

    def picture(self, score: Number | None, span: Range) -> Picture:
        """The picture of one assessment."""
        return Picture(
            bands=self._stretches(),
            score=None if score is None else self.place(score),
            lowest=self.place(span.lowest),
            highest=self.place(span.highest),
            starts=self.starts,
            ends=self.ends,
        )

    def _stretches(self) -> list[Stretch]:
        places = [*(min(self.place(cut), WIDTH - LEAST) for cut, _ in self.cuts), WIDTH]
        return [
            Stretch(start, end - start, band)
            for start, end, (_, band) in zip(places, places[1:], self.cuts, strict=False)
            if end > start
        ]


def axis_of(node: Node, compiled: CompiledNode, words: Mapping[str, BandWord]) -> Axis:
    """The axis of a headline.

    Args:
        node: the headline, as its author wrote it; one without cuts has an axis without bands.
        compiled: what it compiled to.
        words: its bands.
    """
    cuts = tuple((band.from_, words[band.key]) for band in node.bands or [])
    return Axis(compiled.lowest, compiled.highest, cuts)
