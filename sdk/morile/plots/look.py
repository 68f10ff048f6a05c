"""The look of bands and levels: a colour, a pattern and a word, so that no colour stands alone."""

from collections.abc import Sequence

import msgspec
from matplotlib.patches import Patch

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import MatrixMark
from morile_api.language.matrix import Criterion, Node, title_of
from morile_api.sheets.palette import BLACK, SHADES, WHITE, shade_of, step_of
from morile_api.sheets.patterns import PATTERNS
from morile_api.sheets.standing import opened, standing

NEUTRAL = "#f3f2f1"
INK = f"#{BLACK}"
FAINT = "#6f777b"
NOBODY_KNOWS = "?"


class Look(msgspec.Struct, frozen=True):
    """How one band or level is drawn: what fills it, the pattern and the colour of its lines."""

    fill: str
    pattern: str
    ink: str


PLAIN = Look(f"#{WHITE}", "", INK)
"""Of what has no band."""


def look_of(key: str | None, keys: Sequence[str]) -> Look:
    """How a band or level is drawn.

    Args:
        key: one of the keys; None for what has none.
        keys: all there are, lowest first.
    """
    if key is None or key not in keys:
        return PLAIN
    fill, ink = shade_of(key, keys)
    step = step_of(keys.index(key), len(keys) - 1) % len(SHADES)
    return Look(f"#{fill}", PATTERNS[step].hatch, f"#{ink}")


def patch(key: str | None, keys: Sequence[str], word: str) -> Patch:
    """The entry of a band or level in the key of a picture."""
    look = look_of(key, keys)
    made = Patch(facecolor=look.fill, edgecolor=INK, hatch=look.pattern, label=word)
    made.set_hatchcolor(look.ink)
    return made


def bands_of(document: MatrixDocument, node: str | None = None) -> list[str]:
    """The bands of a node, lowest first; of the headline if none is named."""
    wanted = node or document.definition.result.band
    return next((each.bands for each in document.nodes if each.key == wanted), [])


def cuts_of(document: MatrixDocument, node: str) -> dict[str, float]:
    """Where each band of a node begins; empty for one without cuts of its own."""
    found = next((each for each in document.definition.nodes if each.key == node), None)
    return {band.key: float(band.from_) for band in (found.bands if found else None) or ()}


def called(document: MatrixDocument, key: str) -> str:
    """What a criterion or node is called."""
    definition = document.definition
    things: list[Node | Criterion] = [*definition.nodes, *definition.criteria]
    return next((title_of(each) for each in things if each.key == key), opened(key).capitalize())


def mark_of(document: MatrixDocument) -> MatrixMark:
    """Which definition it is."""
    return MatrixMark(document.id, document.version, document.status, document.digest)


def headed(words: str, mark: MatrixMark) -> str:
    """A title: what is shown, with which matrix, and what its figures are."""
    return f"{words}: {mark.id}@{mark.version} ({mark.status} figures)"


def sourced(mark: MatrixMark) -> str:
    """The note on where the figures come from."""
    return standing(mark)
