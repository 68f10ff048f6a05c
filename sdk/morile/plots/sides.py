"""Sides: on how many threats each assessor answers lower, the same or higher than the others."""

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from morile.plots.given import answer_of
from morile.plots.look import INK, Look, headed, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile_api.language.agreement import AgreementAnswer, Standing

LOWER = Look("#ffffff", "\\\\", INK)
SAME = Look("#e8e8e8", "", INK)
HIGHER = Look("#9e9e9e", "//", INK)
WORDS = (("lower than the others", LOWER), ("the same", SAME), ("higher than the others", HIGHER))


def disagreement(answer: AgreementAnswer) -> Picture:
    """Threats that each assessor, or each period, puts lower or higher than the others do.

    Args:
        answer: from any client's `agreement`.

    Raises:
        ValueError: it is no such answer, or nobody can be compared with anybody.
    """
    answer = answer_of("agreement", answer, AgreementAnswer)
    found = [each for each in answer.standings if each.threats]
    if not found:
        raise ValueError("nobody answered what somebody else answered too")
    found.sort(key=lambda it: -(it.mean_steps or 0))
    figure, axes = picture(9, 2.3 + 0.42 * len(found))
    for place, it in enumerate(found):
        _bar(axes, place, it)
    axes.set_yticks(range(len(found)), [f"{short(_name(it))}" for it in found])
    axes.set_ylim(len(found) - 0.4, -0.6)
    axes.axvline(0, color=INK, linewidth=1)
    widest = max(abs(end) for end in axes.get_xlim())
    axes.set_xlim(-widest, widest * 1.75)
    ticks = [tick for tick in range(-100, 101, 50) if abs(tick) <= widest]
    axes.set_xticks(ticks, [f"{abs(tick)} %" for tick in ticks])
    axes.set_xlabel("share of the threats; those that are the same lie half on each side")
    handles = [
        Patch(facecolor=look.fill, hatch=look.pattern, edgecolor=INK, label=word)
        for word, look in WORDS
    ]
    figure.legend(handles=handles, loc="outside right center", fontsize=8)
    title = headed(f"How {answer.compare} stand against each other", answer.matrix)
    notes = [sourced(answer.matrix), f"Stands apart: {answer.apart_rule}"]
    return finished(figure, title, _folded(notes), _alt(found), [answer.marking])


def _bar(axes: Axes, place: int, it: Standing) -> None:
    of = it.threats / 100
    same, lower, higher = it.level / of, it.below / of, it.above / of
    left = -same / 2 - lower
    for wide, look in ((lower, LOWER), (same, SAME), (higher, HIGHER)):
        if wide:
            axes.barh(
                place, wide, 0.66, left=left, color=look.fill, edgecolor=INK, hatch=look.pattern
            )
            axes.text(
                left + wide / 2,
                place,
                f"{wide:.0f}",
                ha="center",
                va="center",
                fontsize=8,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )
        left += wide
    axes.annotate(
        _says(it),
        (left, place),
        xytext=(7, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
    )


def _says(it: Standing) -> str:
    mean = "" if it.mean_steps is None else f"{it.mean_steps:+} steps on average"
    return f"{mean}, stands apart: {it.stands_apart}" if it.stands_apart else mean


def _name(it: Standing) -> str:
    return ", ".join(each for each in (it.organisation, it.assessor, it.period) if each)


def _folded(notes: list[str]) -> list[str]:
    """No line longer than the picture is wide."""
    lines = []
    for note in notes:
        line = ""
        for word in note.split():
            if len(line) + len(word) > 120:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def _alt(found: list[Standing]) -> str:
    told = [
        f"{_name(it)}: of {it.threats} threats {it.below} lower, {it.level} the same, "
        f"{it.above} higher; {_says(it)}"
        for it in found
    ]
    return f"Answers beside those of the others on the same threats. {'. '.join(told)}."
