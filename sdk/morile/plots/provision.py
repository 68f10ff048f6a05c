"""Provision: which capability each unit gives, and to whom; what is missing stands out."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from morile.plots.look import INK, NOBODY_KNOWS, headed, look_of, mark_of, patch, sourced
from morile.plots.picture import Picture, finished, picture, short
from morile.plots.rows import Results, Row, rows_in
from morile.vector import Vector
from morile_api.language.about import MatrixDocument
from morile_api.language.answer import Answer
from morile_api.language.matrix import Criterion, title_of
from morile_api.sheets.standing import opened

MOST = 16
"""Units side by side."""

NO_ANSWERS = (
    "what is given does not hold the answers; a frame needs add=['vector'], and an answer of "
    "priorities has none"
)


def coverage(results: Results | Any, document: MatrixDocument) -> Picture:
    """The answers of each unit to each criterion, level by level.

    Args:
        results: assessments of units, with `capabilities@1.0.0` or any other matrix, or a frame
            from `morile.frames.score` with `add=["vector"]`.
        document: the matrix, from any client's `matrix`.

    Raises:
        ValueError: nothing was assessed, more than 16 were, it was with another matrix, or what is
            given does not hold the answers.
    """
    units = rows_in(results, document)
    if len(units) > MOST:
        raise ValueError(f"give 1 to {MOST} assessed units")
    criteria = document.definition.criteria
    figure, axes = picture(4.6 + 1.25 * len(units), 2.1 + 0.3 * len(criteria))
    answers = [_answers(unit, document) for unit in units]
    for across, unit_answers in enumerate(answers):
        for down, criterion in enumerate(criteria):
            _cell(axes, across, down, unit_answers[criterion.key], _levels(criterion, document))
    axes.set_xlim(0, len(units))
    axes.set_ylim(len(criteria), 0)
    heads = [f"{short(unit.ref)}\n{_headline(unit)}" for unit in units]
    axes.set_xticks([at + 0.5 for at in range(len(units))], heads, fontsize=8.5)
    axes.set_yticks(
        [at + 0.5 for at in range(len(criteria))], [title_of(each) for each in criteria]
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure.legend(handles=_key(document, answers), loc="outside lower right", fontsize=8, ncols=3)
    mark = mark_of(document)
    title = headed("Capabilities of each unit", mark)
    marked = [each.marking for each in units]
    return finished(
        figure, title, [sourced(mark)], _alt(units, answers, criteria, document), marked
    )


def _answers(unit: Row, document: MatrixDocument) -> dict[str, Answer]:
    if unit.vector is None:
        raise ValueError(NO_ANSWERS)
    return Vector.parse(unit.vector, document).answers


def _levels(criterion: Criterion, document: MatrixDocument) -> list[str]:
    return [level.key for level in document.definition.scale_of(criterion).levels]


def _is_unknown(answer: Answer, levels: list[str]) -> bool:
    return len(answer.levels) == len(levels) > 1


def _cell(axes: Axes, across: int, down: int, answer: Answer, levels: list[str]) -> None:
    single = answer.levels[0] if len(answer.levels) == 1 else None
    look = look_of(single, levels)
    box = Rectangle(
        (across + 0.03, down + 0.05),
        0.94,
        0.9,
        facecolor=look.fill,
        edgecolor=INK,
        hatch=look.pattern,
        linewidth=0.6,
        linestyle="-" if single else "--",
    )
    box.set_hatchcolor(look.ink)
    axes.add_patch(box)
    axes.text(
        across + 0.5,
        down + 0.52,
        _word(answer, levels),
        ha="center",
        va="center",
        fontsize=7.5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.92},
    )


def _word(answer: Answer, levels: list[str]) -> str:
    if _is_unknown(answer, levels):
        return f"{NOBODY_KNOWS} unknown"
    return " or ".join(opened(each) for each in answer.levels)


def _headline(unit: Row) -> str:
    if unit.score is None:
        return f"{unit.lowest} to {unit.highest}"
    return f"{unit.score} {opened(unit.band or '')}".strip()


def _key(document: MatrixDocument, answers: list[dict[str, Answer]]) -> list[Patch]:
    """The levels of every scale that is used, each once, highest first."""
    scales = {each.scale: _levels(each, document) for each in document.definition.criteria}
    entries = {
        key: patch(key, levels, opened(key))
        for levels in scales.values()
        for key in reversed(levels)
    }
    return list(entries.values())


def _alt(
    units: list[Row],
    answers: list[dict[str, Answer]],
    criteria: list[Criterion],
    document: MatrixDocument,
) -> str:
    told = []
    for unit, said in zip(units, answers, strict=True):
        words = [
            f"{title_of(each)} {_word(said[each.key], _levels(each, document))}"
            for each in criteria
        ]
        told.append(f"{unit.ref}, {_headline(unit)}: {', '.join(words)}")
    return f"Answers of each unit. {'. '.join(told)}."
