"""Before and after: what each agreed change of a moderation is worth, and both ranges."""

from morile.plots.adding_up import Step, Total, put_steps
from morile.plots.given import answer_of, hold_mark
from morile.plots.look import INK, bands_of, called, headed, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed
from morile_api.language.moderation import AgreedChange, ModerationAnswer
from morile_api.sheets.standing import opened

BEFORE, AFTER = "before", "after"


def moderated(answer: ModerationAnswer, document: MatrixDocument) -> Picture:
    """The score before, each change's share of the difference, and the score after.

    Args:
        answer: from any client's `moderate`.
        document: the matrix, from any client's `matrix`.

    Raises:
        ValueError: it is no such answer, or of another matrix.
    """
    hold_mark(answer_of("moderate", answer, ModerationAnswer).matrix, document)
    ends, changes = (answer.before, answer.after), answer.trail.record.changes
    figure, axes = picture(9, 2.0 + 0.5 * len(changes))
    before, after = (_total(name, it) for name, it in zip((BEFORE, AFTER), ends, strict=True))
    steps = [
        Step(f"{called(document, each.criterion)}:\n{_said(each)}", each.share or 0)
        for each in changes
        if each.share is not None
    ]
    put_steps(axes, before, steps, after, bands_of(document))
    for place, it in ((0, answer.before), (len(steps) + 1, answer.after)):
        below = place + 0.42
        axes.plot(
            [it.range.lowest, it.range.highest],
            [below, below],
            color=INK,
            linewidth=1.4,
            marker="|",
            markersize=7,
        )
    axes.set_ylim(len(steps) + 1.7, -0.6)
    what = called(document, document.definition.result.score)
    axes.set_xlabel(f"{what}; the line under a bar is the range that open answers leave")
    notes = [sourced(answer.matrix)]
    if None in (answer.before.score, answer.after.score):
        notes.append("Where gaps leave no single score there is no bar, only the range.")
    title = headed(f"Before and after moderation, {short(answer.trail.record.ref)}", answer.matrix)
    return finished(figure, title, notes, _alt(answer, document), [answer.trail.record.marking])


def _total(name: str, it: Assessed) -> Total:
    if it.score is None:
        return Total(name, 0, None, "no single score")
    return Total(name, it.score, it.band, opened(it.band or ""))


def _said(change: AgreedChange) -> str:
    return f"{_level(change.from_)} to {_level(change.to)}"


def _level(said: object) -> str:
    """The level or levels of an answer, as one reads them; a confidence stands in the trail."""
    said = getattr(said, "level", said)
    levels = [said] if isinstance(said, str) else list(said)  # type: ignore[call-overload]
    return " or ".join(opened(each) for each in levels)


def _alt(answer: ModerationAnswer, document: MatrixDocument) -> str:
    told = [
        f"{name}: {'no single score' if it.score is None else it.score}"
        + (f", {opened(it.band)}" if it.band else "")
        + f", range {it.range.lowest} to {it.range.highest}"
        for name, it in ((BEFORE, answer.before), (AFTER, answer.after))
    ]
    changes = [
        f"{called(document, each.criterion)} from {_said(each)}"
        + ("" if each.share is None else f", {each.share:+}")
        for each in answer.trail.record.changes
    ]
    return f"{answer.trail.record.ref}. {'; '.join([told[0], *changes, told[1]])}."
