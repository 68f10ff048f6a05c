"""The picture: a figure of matplotlib that can be put into words, shown in a notebook and saved."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

from morile.plots.written import written

LONGEST_NAME = 28
"""Characters of a reference that are shown; the rest would leave no room for the picture."""

SMALL = 8.0
"""Points of what stands under a picture."""

THIN = 0.7
"""Points of the lines of a pattern: seen on paper, and quieter than what stands on them."""


class Picture(Figure):
    """A figure with a text that says what it shows, for whoever cannot see it.

    Attributes:
        title: what it is a picture of.
        alt: what it shows, in words.
    """

    title = ""
    alt = ""

    def _repr_html_(self) -> str:
        """The picture in a notebook, with its text."""
        data = b64encode(written(self, "png")).decode()
        return f'<img alt="{escape(self.alt)}" src="data:image/png;base64,{data}">'


def picture(width: float, height: float) -> tuple[Picture, Axes]:
    """A picture with one pair of axes; it belongs to no window and to no global state.

    Args:
        width: in inches.
        height: in inches.
    """
    figure = Picture(figsize=(width, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    axes.set_facecolor("white")
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def finished(
    figure: Picture, title: str, notes: Iterable[str], alt: str, markings: Iterable[str | None] = ()
) -> Picture:
    """The picture with its title, the notes under it and its text.

    Args:
        figure: with everything drawn.
        title: of the picture.
        notes: a line each; first where the figures come from.
        alt: what it shows, in words.
        markings: protective markings of what is in it, printed at the top and at the bottom.
    """
    marked = " / ".join(sorted({each for each in markings if each}))
    above, below = [marked] if marked else [], [marked] if marked else []
    figure.title, figure.alt = title, " ".join([*above, alt])
    figure.suptitle("\n".join([*above, title]), x=0.01, ha="left", fontsize=12, weight="bold")
    figure.supxlabel("\n".join([*notes, *below]), x=0.01, ha="left", fontsize=SMALL)
    _thinned(figure)
    _as_it_stands(figure)
    return figure


def short(name: str) -> str:
    """A name as it fits beside a bar."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _thinned(figure: Any) -> None:
    """Every pattern in thin lines, that of the key too."""
    for kind in (Patch, Collection):
        for each in figure.findobj(kind):
            each.set_hatch_linewidth(THIN)


def _as_it_stands(figure: Any) -> None:
    """No text of a caller's is read as a formula, as matplotlib does between two dollars."""
    for text in figure.findobj(Text):
        text.set_parse_math(False)
