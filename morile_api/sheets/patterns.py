"""Patterns of bands: one for each step of the palette, on pages and in pictures alike."""

import msgspec

from morile_api.sheets.palette import BLACK, SHADES, WHITE, contrast

INK = "INK"
"""Stands for the colour of the lines."""


class Pattern(msgspec.Struct, frozen=True):
    """A pattern as each that draws it spells it.

    Attributes:
        hatch: for matplotlib.
        tile: the side of the square that is repeated on a page, in units of its drawing.
        path: what is stroked in that square; lines go on over its corners, so that none is cut.
        layers: for a stylesheet, the images that lie on the fill.
    """

    hatch: str
    tile: int
    path: str
    layers: tuple[str, ...]


def _lines(angle: int, apart: int) -> str:
    return f"repeating-linear-gradient({angle}deg, {INK} 0 1px, transparent 1px {apart}px)"


RISING, FALLING = "M-3 3L3 -3M0 12L12 0M9 15L15 9", "M-3 9L3 15M0 0L12 12M9 -3L15 3"
DOT = "M2 3a1 1 0 1 0 2 0a1 1 0 1 0-2 0"
DOTS = f"radial-gradient(circle, {INK} 1px, transparent 1.5px) 0 0/5px 5px"

PATTERNS = (
    Pattern("..", 12, DOT, (DOTS,)),
    Pattern("--", 10, "M0 5H10", (_lines(0, 5),)),
    Pattern("//", 12, RISING, (_lines(135, 4),)),
    Pattern("\\\\", 12, FALLING, (_lines(45, 4),)),
    Pattern("++", 10, "M0 5H10M5 0V10", (_lines(0, 6), _lines(90, 6))),
    Pattern("xx", 12, RISING + FALLING, (_lines(45, 6), _lines(135, 6))),
)
"""Lowest first. Neither end is plain, which is what has no band; and where there are three or four
bands none looks like the lines of a grid."""


def is_pale(step: int) -> bool:
    """Whether the lines on a step are white, where black would not be seen."""
    return contrast(BLACK, SHADES[step]) < contrast(WHITE, SHADES[step])


def background(step: int, fill: str) -> str:
    """A step of the palette as the `background` of a stylesheet.

    Args:
        step: of the palette, from 0.
        fill: its colour, as the stylesheet names it.
    """
    ink = "#fff" if is_pale(step) else "#0b0c0c"
    return ", ".join([*(each.replace(INK, ink) for each in PATTERNS[step].layers), fill])
