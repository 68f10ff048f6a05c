"""Alpha lines: how far assessors agree on each criterion, with its interval and its reading."""

from matplotlib.axes import Axes

from morile.plots.given import answer_of
from morile.plots.look import FAINT, INK, headed, sourced
from morile.plots.picture import Picture, finished, picture
from morile_api.language.agreement import AgreementAnswer, Reliability
from morile_api.sheets.standing import opened

READINGS = {0.667: "tentative", 0.8: "reliable"}
"""Krippendorff's customary cut-offs, as the answer reads them."""

MARKERS = {"reliable": "o", "tentative": "D", "unreliable": "s", None: "x"}
WHY_NOT = {
    "no-pairs": "no threat has two answers of one level",
    "no-variation": "every answer is the same level",
    None: "no figure",
}


def agreement(answer: AgreementAnswer) -> Picture:
    """Krippendorff's alpha of each criterion and over all, with what it can be read as.

    Args:
        answer: from any client's `agreement`.

    Raises:
        ValueError: it is no such answer.
    """
    answer = answer_of("agreement", answer, AgreementAnswer)
    parts = [("all criteria", answer.overall)]
    parts += [("band", answer.band)] if answer.band else []
    known = sorted(
        answer.criteria, key=lambda it: (it.agreement.alpha is None, -_alpha(it.agreement))
    )
    parts += [(opened(each.criterion), each.agreement) for each in known]
    figure, axes = picture(9, 1.9 + 0.32 * len(parts))
    for place, (_, it) in enumerate(parts):
        _line(axes, place, it)
    axes.set_yticks(range(len(parts)), [name for name, _ in parts])
    axes.set_ylim(len(parts) - 0.4, -1.2)
    lowest = min([0.0, *(it.interval.lowest for _, it in parts if it.interval)])
    lowest = min([lowest, *(_alpha(it) for _, it in parts if it.alpha is not None)])
    axes.set_xlim(lowest - 0.05, 1.5)
    axes.set_xticks([tick / 5 for tick in range(int(lowest * 5), 6)])
    _readings(axes)
    axes.set_xlabel("Krippendorff's alpha: 1 is full agreement, 0 is chance; line: 95 % interval")
    title = headed(
        f"Agreement of {answer.summary.assessors} assessors on each criterion", answer.matrix
    )
    notes = [sourced(answer.matrix), "○ reliable   ◇ tentative   □ unreliable"]
    return finished(figure, title, notes, _alt(parts), [answer.marking])


def _readings(axes: Axes) -> None:
    for cut, word in READINGS.items():
        axes.axvline(cut, color=FAINT, linewidth=0.9, linestyle="--", zorder=0)
        axes.text(
            cut + 0.006,
            -0.8,
            f"{word} from {cut:.3f}",
            fontsize=7.5,
            va="center",
            ha="left" if cut > 0.7 else "right",
        )


def _line(axes: Axes, place: int, it: Reliability) -> None:
    if it.alpha is None:
        axes.text(
            0, place, f"no alpha: {WHY_NOT[it.undefined]}", va="center", fontsize=8, style="italic"
        )
        return
    if it.interval:
        axes.plot(
            [it.interval.lowest, it.interval.highest],
            [place, place],
            color=INK,
            linewidth=1.6,
            marker="|",
            markersize=7,
        )
    axes.plot(
        it.alpha,
        place,
        MARKERS[it.reading],
        color="white",
        markeredgecolor=INK,
        markersize=8,
        markeredgewidth=1.6,
    )
    axes.text(1.04, place, _says(it), va="center", fontsize=8.5)


def _says(it: Reliability) -> str:
    same = "" if it.percentage is None else f", {it.percentage} % the same"
    return f"{it.alpha} {it.reading or ''}{same}"


def _alpha(it: Reliability) -> float:
    return -9.0 if it.alpha is None else float(it.alpha)


def _alt(parts: list[tuple[str, Reliability]]) -> str:
    told = [
        f"{name}: "
        + (f"no alpha, {WHY_NOT[it.undefined]}" if it.alpha is None else _says(it))
        + (f", interval {it.interval.lowest} to {it.interval.highest}" if it.interval else "")
        for name, it in parts
    ]
    return f"Agreement beyond chance. {'; '.join(told)}."
