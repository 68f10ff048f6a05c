"""The palette of bands: one colour a band, pale to dark, told apart by lightness alone."""

from collections.abc import Sequence

SHADES = ("FFF7CF", "FEDD8C", "FBB04E", "E8762B", "B8430F", "6E2405")
"""Lowest band first. Each is darker than the one before, so that they differ for whoever sees no
colours and on a grey print, too."""

BLACK, WHITE = "000000", "FFFFFF"


def shade_of(band: str, bands: Sequence[str]) -> tuple[str, str]:
    """The fill of a band and the colour of the word on it, as RRGGBB.

    Args:
        band: one of the bands.
        bands: all there are, lowest first.
    """
    fill = SHADES[step_of(bands.index(band), len(bands) - 1)]
    return fill, max((BLACK, WHITE), key=lambda ink: contrast(ink, fill))


def step_of(place: int, last: int) -> int:
    """The step of the palette for a band: the lowest is the palest, the highest the darkest.

    Args:
        place: of the band, from 0.
        last: place of the highest.
    """
    return (2 * place * (len(SHADES) - 1) + last) // (2 * last) if last else 0


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21.

    Source: Web Content Accessibility Guidelines 2.2, contrast ratio and relative luminance.
    """
    pale, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (pale + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
