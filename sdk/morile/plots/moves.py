"""Moves: the rank of each threat before and after another definition, joined by a line."""

from matplotlib.axes import Axes

from morile.plots.given import answer_of
from morile.plots.look import FAINT, INK, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile_api.language.assessment import Assessed
from morile_api.language.replay import ReplayAnswer, Replayed
from morile_api.sheets.standing import opened

MOST = 25


def movement(answer: ReplayAnswer, *, most: int = MOST) -> Picture:
    """Who moves under another definition; who crosses a band has a thick line and says so.

    Args:
        answer: from any client's `replay`.
        most: how many are shown: those that cross a band, then those whose rank moves furthest.

    Raises:
        ValueError: it is no such answer, or nothing has a rank both times.
    """
    answer = answer_of("replay", answer, ReplayAnswer)
    ranked = [each for each in answer.results if each.rank_before and each.rank_after]
    if not ranked:
        raise ValueError("nothing has a single score under both definitions")
    shown = sorted(ranked, key=lambda it: (not it.crossed, -abs(_up(it))))[:most]
    left = _places(shown, "rank_before")
    right = _places(shown, "rank_after")
    figure, axes = picture(9, 2.0 + 0.29 * len(shown))
    for it in shown:
        _line(axes, it, left[it.index], right[it.index])
    axes.set_xlim(-1.15, 2.15)
    axes.set_ylim(len(shown) - 0.2, -1.4)
    for x, mark, side in ((0, answer.matrix, "right"), (1, answer.to, "left")):
        axes.text(x, -0.95, f"{mark.id}@{mark.version}", ha=side, fontsize=9.5, weight="bold")
    axes.set_axis_off()
    ends = (answer.matrix, answer.to)
    names = [f"{mark.id}@{mark.version} ({mark.status} figures)" for mark in ends]
    title = f"Ranks before and after: {' to '.join(names)}"
    notes = [sourced(answer.to), "Thick line: another band. Dashed line: lower rank than before."]
    left_out = len(answer.results) - len(shown)
    if left_out:
        notes.append(f"Not shown, because they move less or have no single score: {left_out}.")
    marked = [each.before.marking for each in answer.results]
    return finished(figure, title, notes, _alt(answer, shown), marked)


def _up(it: Replayed) -> int:
    """How many ranks it rises."""
    return (it.rank_before or 0) - (it.rank_after or 0)


def _places(shown: list[Replayed], name: str) -> dict[int, int]:
    """Where each stands in its column, by index: equal ranks one under the other."""
    ordered = sorted(shown, key=lambda it: (getattr(it, name), it.index))
    return {it.index: place for place, it in enumerate(ordered)}


def _line(axes: Axes, it: Replayed, left: int, right: int) -> None:
    moved = _up(it)
    axes.plot(
        [0, 1],
        [left, right],
        color=INK if moved or it.crossed else FAINT,
        linewidth=2.6 if it.crossed else 1.0,
        linestyle="--" if moved < 0 else "-",
        marker="o",
        markersize=4,
    )
    before = f"{short(it.ref)}   {_band(it.before)}   {it.rank_before}"
    after = f"{it.rank_after}   {_band(it.after)}" + ("  (another band)" if it.crossed else "")
    axes.annotate(
        before,
        (0, left),
        xytext=(-8, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=8,
    )
    axes.annotate(
        f"{after}   {short(it.ref)}",
        (1, right),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
    )


def _band(it: Assessed) -> str:
    return f"{it.score} {opened(it.band or '')}".strip()


def _alt(answer: ReplayAnswer, shown: list[Replayed]) -> str:
    told = [
        f"{it.ref}: rank {it.rank_before}, {_band(it.before)}, to rank {it.rank_after}, "
        f"{_band(it.after)}{', another band' if it.crossed else ''}"
        for it in shown
    ]
    total = answer.summary
    return f"{total.moved} of {total.total} threats move. {'; '.join(told)}."
