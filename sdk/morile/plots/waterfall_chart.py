"""The waterfall: what each answer adds, from the lowest possible score to the threat's own."""

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from morile.plots.adding_up import GUESSED, RISE, Step, Total, put_steps
from morile.plots.given import answer_of, hold_vector
from morile.plots.look import INK, bands_of, called, headed, mark_of, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, Contribution
from morile_api.sheets.standing import opened

START = "every answer at its lowest"


def waterfall(assessed: Assessed, document: MatrixDocument) -> Picture:
    """What each answer adds to a score, largest first.

    Args:
        assessed: one assessment with its contributions: `assess(..., explain=True)`.
        document: the matrix, from any client's `matrix`.

    Raises:
        ValueError: it is no single assessment or of another matrix, or has no contributions, or no
            single score.
    """
    hold_vector(answer_of("assess", assessed, Assessed).vector, document)
    if assessed.score is None:
        raise ValueError("gaps leave no single score to explain; draw its range with ranked")
    if assessed.contributions is None:
        raise ValueError("no contributions; ask for them with explain=True")
    parts = sorted(assessed.contributions, key=lambda part: -part.adds)
    adding = [part for part in parts if part.adds]
    silent = len(parts) - len(adding)
    # Rounded to what scores are printed with: shares add up to the printed score exactly.
    base = round(assessed.score - sum(part.adds for part in parts), document.definition.decimals)
    figure, axes = picture(9, 1.8 + 0.36 * len(adding))
    last = Total("score", assessed.score, assessed.band, opened(assessed.band or ""))
    steps = [Step(_named(part, document), part.adds, _guessed(part)) for part in adding]
    put_steps(axes, Total(START, base), steps, last, bands_of(document))
    axes.set_xlabel(called(document, document.definition.result.score))
    _key(axes, any(step.guessed for step in steps))
    mark = mark_of(document)
    notes = [sourced(mark)]
    if silent:
        notes.append(f"Answers that add nothing: {silent}.")
    told = "; ".join(f"{step.name} adds {step.adds}" for step in steps)
    alt = (
        f"{assessed.ref}: from {base} with {START}, to {assessed.score}"
        f"{f', {opened(assessed.band)}' if assessed.band else ''}. {told}."
    )
    title = headed(f"What each answer adds, {short(assessed.ref)}", mark)
    return finished(figure, title, notes, alt, [assessed.marking])


def _key(axes: Axes, guesses: bool) -> None:
    looks = {"from an answer": RISE} | ({"from an open answer": GUESSED} if guesses else {})
    handles = [
        Patch(facecolor=look.fill, hatch=look.pattern, edgecolor=INK, label=word)
        for word, look in looks.items()
    ]
    axes.legend(handles=handles, loc="upper right", fontsize=8, framealpha=1)


def _guessed(part: Contribution) -> bool:
    return part.counts_as is not None


def _named(part: Contribution, document: MatrixDocument) -> str:
    level = " or ".join(opened(each) for each in part.level.split("|"))
    counted = f"\ncounted as {opened(part.counts_as)}" if part.counts_as else ""
    return f"{called(document, part.criterion)}: {level}{counted}"
