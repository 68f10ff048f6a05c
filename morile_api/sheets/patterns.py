"""Patterns of bands: one for each step of the palette, on pages and in pictures alike."""

import msgspec

from morile_api.sheets.palette import BLACK, SHADES, WHITE, contrast


class Pattern(msgspec.Struct, frozen=True):
    """A pattern as each that draws it spells it.

    Attributes:
        hatch: for matplotlib.
        tile: the side of the square that is repeated on a page, in units of its drawing.
        path: what is stroked in that square; lines go on over its corners, so that none is cut.
        gradients: for a stylesheet, without the colours.
    """

    hatch: str
    tile: int
    path: str
    gradients: tuple[str, ...]


def _lines(angle: int) -> str:
    return f"repeating-linear-gradient({angle}deg, "


RISING, FALLING = "M-3 3L3 -3M0 12L12 0M9 15L15 9", "M-3 9L3 15M0 0L12 12M9 -3L15 3"

PATTERNS = (
    Pattern("..", 12, "M2 3a1 1 0 1 0 2 0a1 1 0 1 0-2 0", ("radial-gradient(circle, ",)),
    Pattern("--", 10, "M0 5H10", (_lines(0),)),
    Pattern("//", 12, RISING, (_lines(135),)),
    Pattern("\\\\", 12, FALLING, (_lines(45),)),
    Pattern("++", 10, "M0 5H10M5 0V10", (_lines(0), _lines(90))),
    Pattern("xx", 12, RISING + FALLING, (_lines(45), _lines(135))),
)
"""Lowest first. Neither end is plain, which is what has no band; and where there are three or four
bands none looks like the lines of a grid."""


def is_pale(step: int) -> bool:
    """Whether the lines on a step are white, where black would not be seen."""
    return contrast(BLACK, SHADES[step]) < contrast(WHITE, SHADES[step])
