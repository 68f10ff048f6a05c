"""Adding up: how each answer, or each agreed change, leads from one score to another."""

from collections.abc import Sequence

import msgspec
from matplotlib.axes import Axes

from morile.plots.look import INK, Look, look_of
from morile_api.language.assessment import Number

RISE = Look("#d9d9d9", "//", INK)
FALL = Look("#ffffff", "\\\\", INK)
GUESSED = Look("#ffffff", "..", INK)


class Step(msgspec.Struct, frozen=True):
    """One step: what it is, what it adds, and whether it stands for something unknown."""

    name: str
    adds: Number
    guessed: bool = False


class Total(msgspec.Struct, frozen=True):
    """A score that stands for itself, at either end of the steps."""

    name: str
    score: Number
    band: str | None = None
    says: str = ""


def put_steps(
    axes: Axes, first: Total, steps: Sequence[Step], last: Total, bands: Sequence[str]
) -> None:
    """The waterfall from the first total to the last, downwards.

    Args:
        axes: to draw on.
        first: where it begins.
        steps: what leads from it to the last.
        last: where it ends.
        bands: all there are, lowest first.
    """
    names = [first.name, *(step.name for step in steps), last.name]
    _total(axes, 0, first, bands)
    reached = float(first.score)
    for place, step in enumerate(steps, start=1):
        look = GUESSED if step.guessed else RISE if step.adds >= 0 else FALL
        _bar(axes, place, min(reached, reached + step.adds), abs(step.adds), look)
        axes.plot([reached, reached], [place - 0.67, place + 0.33], color=INK, linewidth=0.7)
        _say(axes, max(reached, reached + step.adds), place, f"{step.adds:+}")
        reached += step.adds
    axes.plot([reached, reached], [len(steps) + 0.33, len(steps) + 0.67], color=INK, linewidth=0.7)
    _total(axes, len(steps) + 1, last, bands)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.margins(x=0.16)


def _total(axes: Axes, place: int, total: Total, bands: Sequence[str]) -> None:
    _bar(axes, place, 0, total.score, look_of(total.band, bands))
    _say(axes, max(total.score, 0), place, f"{total.score} {total.says}".strip())


def _bar(axes: Axes, place: int, left: float, wide: float, look: Look) -> None:
    [bar] = axes.barh(
        place, wide, 0.66, left=left, color=look.fill, edgecolor=INK, hatch=look.pattern
    )
    bar.set_hatchcolor(look.ink)


def _say(axes: Axes, x: float, place: int, text: str) -> None:
    axes.annotate(
        text, (x, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9
    )
