"""Places: the best, the expected and the worst rank that gaps leave to each threat."""

from matplotlib.axes import Axes

from morile.plots.given import answer_of
from morile.plots.look import FAINT, INK, headed, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile_api.language.prioritised import PriorityAnswer, RankedThreat, UnrankedThreat

MOST = 30


def stability(answer: PriorityAnswer, *, most: int = MOST) -> Picture:
    """How firmly each threat has its rank: a line from its best to its worst.

    Args:
        answer: from any client's `priorities`.
        most: how many are shown, most serious first; those without a rank come last.

    Raises:
        ValueError: it is no such answer.
    """
    answer = answer_of("priorities", answer, PriorityAnswer)
    whole: list[RankedThreat | UnrankedThreat] = [*answer.ranking, *answer.unranked]
    threats = whole[:most]
    figure, axes = picture(9, 2.2 + 0.26 * len(threats))
    for place, it in enumerate(threats):
        _line(axes, place, it)
    axes.set_yticks(range(len(threats)), [f"{_rank(it)} {short(it.ref)}" for it in threats])
    axes.set_ylim(len(threats) - 0.4, -0.6)
    axes.set_xlim(0, max(it.possible.worst_rank for it in threats) + 1)
    axes.set_xlabel("rank; further left is more serious")
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    if any(isinstance(it, RankedThreat) for it in threats):
        axes.plot([], [], "s", color=INK, markersize=5, label="rank by the score")
    if any(it.possible.expected_rank is not None for it in threats):
        axes.plot([], [], "o", color="white", markeredgecolor=INK, label="expected rank")
    axes.plot([], [], color=INK, marker="|", label="best to worst rank")
    figure.legend(loc="outside right center", fontsize=8)
    left_out = len(whole) - len(threats)
    notes = [
        sourced(answer.matrix),
        *(
            f"Not given: {it.what}: {it.why}."
            for it in answer.not_given
            if it.what == "expected-rank"
        ),
        *([f"{left_out} less serious not shown."] if left_out else []),
    ]
    title = headed("How firm each rank is", answer.matrix)
    return finished(figure, title, notes, _alt(threats, left_out), [answer.marking])


def _line(axes: Axes, place: int, it: RankedThreat | UnrankedThreat) -> None:
    ends = it.possible
    axes.plot(
        [ends.best_rank, ends.worst_rank],
        [place, place],
        color=INK,
        linewidth=1.4,
        marker="|",
        markersize=8,
        zorder=2,
    )
    if isinstance(it, RankedThreat):
        axes.plot(it.rank, place, "s", color=INK, markersize=5, zorder=3)
    if ends.expected_rank is not None:
        axes.plot(
            float(ends.expected_rank),
            place,
            "o",
            color="white",
            markeredgecolor=INK,
            markersize=7,
            zorder=2.5,
        )
    if ends.best_rank == ends.worst_rank:
        axes.annotate(
            "certain",
            (ends.worst_rank, place),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=FAINT,
        )


def _rank(it: RankedThreat | UnrankedThreat) -> str:
    if isinstance(it, UnrankedThreat):
        return "–"
    return f"{it.rank}=" if it.tied > 1 else f"{it.rank}"


def _alt(threats: list[RankedThreat | UnrankedThreat], left_out: int) -> str:
    told = [
        f"{_rank(it)} {it.ref}: best {it.possible.best_rank}, worst {it.possible.worst_rank}"
        + ("" if it.possible.expected_rank is None else f", expected {it.possible.expected_rank}")
        for it in threats
    ]
    more = f" {left_out} less serious not shown." if left_out else ""
    return f"Ranks that gaps leave open. {'; '.join(told)}.{more}"
