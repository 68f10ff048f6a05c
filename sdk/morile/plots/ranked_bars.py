"""Ranked bars: every threat's score as a bar in its band, with the range its gaps leave open."""

from typing import Any

from matplotlib.axes import Axes

from morile.plots.look import (
    FAINT,
    INK,
    bands_of,
    called,
    cuts_of,
    headed,
    look_of,
    mark_of,
    patch,
    sourced,
)
from morile.plots.picture import Picture, finished, picture, short
from morile.plots.rows import Results, Row, rows_of
from morile_api.language.about import MatrixDocument
from morile_api.sheets.ranks import ranks_of
from morile_api.sheets.standing import opened

MOST = 30
NONE = "no single score"


def ranked(results: Results | Any, document: MatrixDocument, *, most: int = MOST) -> Picture:
    """Threats by their scores, most serious on top; equal scores share a rank (=).

    Args:
        results: assessments, an answer of `priorities`, or a frame from `morile.frames.score`.
        document: the matrix, from any client's `matrix`.
        most: how many are shown.

    Raises:
        ValueError: nothing was assessed, it was with another matrix, or a frame lacks a column.
    """
    rows = rows_of(results, document)
    shown = rows[:most]
    ranks = ranks_of([each.score for each in rows])
    figure, axes = picture(9, 1.7 + 0.27 * len(shown))
    bands = bands_of(document)
    for place, row in enumerate(shown):
        _bar(axes, place, row, bands)
    names = [
        f"{_place(rank, ranks)} {short(row.ref)}" for row, rank in zip(shown, ranks, strict=False)
    ]
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.margins(x=0.14)
    _cuts(axes, document, bands)
    what = called(document, document.definition.result.score)
    axes.set_xlabel(f"{what}: bar to the score, line over the range that open answers leave")
    mark = mark_of(document)
    left_out = len(rows) - len(shown)
    notes = [sourced(mark), *([f"{left_out} less serious not shown."] if left_out else [])]
    return finished(
        figure,
        headed(f"{what} of {_counted(len(shown))}", mark),
        notes,
        _alt(shown, ranks, left_out),
        [each.marking for each in rows],
    )


def _bar(axes: Axes, place: int, row: Row, bands: list[str]) -> None:
    look = look_of(row.band, bands)
    if row.score is not None:
        [bar] = axes.barh(
            place,
            row.score,
            0.66,
            color=look.fill,
            edgecolor=INK,
            hatch=look.pattern,
            linewidth=0.8,
        )
        bar.set_hatchcolor(look.ink)
    if row.lowest != row.highest:
        # White under black: the line is seen on a dark bar as well.
        for width, ink, cap in ((3.4, "white", 5), (1.4, INK, 4)):
            axes.plot(
                [row.lowest, row.highest],
                [place, place],
                color=ink,
                linewidth=width,
                marker="|",
                markersize=2 * cap,
                markeredgewidth=width,
            )
    said = NONE if row.score is None else f"{row.score} {opened(row.band or '')}".strip()
    axes.annotate(
        said,
        (max(row.highest, row.score or 0, 0), place),
        xytext=(7, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
    )


def _cuts(axes: Axes, document: MatrixDocument, bands: list[str]) -> None:
    """Where bands begin, if they are bands of the score that is drawn; and the key."""
    result = document.definition.result
    cuts = cuts_of(document, result.score) if result.band == result.score else {}
    lowest, highest = axes.get_xlim()
    for cut in cuts.values():
        if lowest < cut < highest and cut != 0:
            axes.axvline(cut, color=FAINT, linewidth=0.8, linestyle=":", zorder=0)
    entries = [
        patch(key, bands, opened(key) + (f" from {cuts[key]:g}" if key in cuts else ""))
        for key in reversed(bands)
    ]
    if entries:
        axes.legend(handles=entries, loc="lower right", fontsize=8, framealpha=1)


def _place(rank: int | None, ranks: list[int | None]) -> str:
    if rank is None:
        return "–"
    return f"{rank}=" if ranks.count(rank) > 1 else f"{rank}"


def _counted(count: int) -> str:
    return "1 threat" if count == 1 else f"{count} threats"


def _alt(shown: list[Row], ranks: list[int | None], left_out: int) -> str:
    lines = [
        f"{_place(rank, ranks)} {row.ref}: "
        + (
            NONE
            if row.score is None
            else f"{row.score}{f', {opened(row.band)}' if row.band else ''}"
        )
        + (f", range {row.lowest} to {row.highest}" if row.lowest != row.highest else "")
        for row, rank in zip(shown, ranks, strict=False)
    ]
    more = f" {left_out} less serious not shown." if left_out else ""
    return f"Bars of {_counted(len(shown))}, most serious first. {'; '.join(lines)}.{more}"
