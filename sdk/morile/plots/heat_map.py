"""The heat map: harm against likelihood, the bands they lead to behind, the threats on top."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from morile.plots.look import (
    INK,
    bands_of,
    called,
    cuts_of,
    headed,
    look_of,
    mark_of,
    sourced,
)
from morile.plots.picture import Picture, finished, picture, short
from morile.plots.rows import Results, Row, rows_of
from morile_api.language.about import CompiledNode, MatrixDocument
from morile_api.sheets.standing import opened

NAMED = 20
FINENESS = 240
"""Steps along each axis of the coloured ground; it is looked at, and nothing is read off it."""

CROWDED = 0.035
"""Of the height: a number that is nearer to the one above it moves aside, on a line to its dot."""

ROOM, ROOM_FOR_WORDS = 0.04, 0.14
"""Of the width or height: beyond where scores end, so that nothing lies on an edge; to the right
the words of the bands have a place of their own."""

NOWHERE = (
    "nothing has a score for both; a frame needs add=['nodes'], and an answer of priorities "
    "holds no nodes"
)

Spot = tuple[float, float]


def heat(
    results: Results | Any,
    document: MatrixDocument,
    *,
    up: str = "harm",
    across: str = "likelihood",
    named: int = NAMED,
) -> Picture:
    """Threats by two nodes of the matrix; the ground shows the band where their product gives it.

    Args:
        results: assessments, or a frame from `morile.frames.score` with `add=["nodes"]`.
        document: the matrix, from any client's `matrix`.
        up: key of the node that rises.
        across: key of the node that runs to the right.
        named: how many threats, the most serious, have a number and stand in the key.

    Raises:
        ValueError: the matrix has no such nodes or is another, or nothing has a score for both.
    """
    ends = {each.key: each for each in document.nodes}
    if not {across, up} <= ends.keys():
        raise ValueError(f"no such node; choose from {', '.join(ends)}")
    rows = rows_of(results, document)
    placed = [(row, spot) for row in rows if (spot := _spot(row, across, up))]
    if not placed:
        raise ValueError(NOWHERE)
    figure, axes = picture(9.6, 6.6)
    _axis(axes, document, ends[across], ends[up])
    _ground(axes, document, across, up)
    places = _put(axes, placed, named)
    _key(axes, placed, named)
    mark, what, beside = mark_of(document), called(document, up), called(document, across)
    return finished(
        figure,
        headed(f"{what} and {beside.lower()}", mark),
        [sourced(mark), *_left_out(len(rows), len(placed), named)],
        f"{what} against {beside}. {_alt(placed, places, named)}",
        [each.marking for each in rows],
    )


def _key(axes: Axes, placed: list[tuple[Row, Spot]], named: int) -> None:
    lines = [f"{number} {short(row.ref)}" for number, (row, _) in _numbered(placed, named)]
    place = axes.transAxes
    axes.text(1.02, 1, "\n".join(lines), transform=place, va="top", fontsize=8, linespacing=1.35)


def _left_out(threats: int, placed: int, named: int) -> list[str]:
    notes = []
    if placed > named:
        notes.append(f"Dots without a number: the {placed - named} less serious threats.")
    if placed < threats:
        notes.append(f"Not shown, because gaps leave no single place: {threats - placed}.")
    return notes


def _spot(row: Row, across: str, up: str) -> Spot | None:
    x, y = row.nodes.get(across), row.nodes.get(up)
    return None if x is None or y is None else (x, y)


def _numbered(placed: list[tuple[Row, Spot]], named: int) -> list[tuple[int, tuple[Row, Spot]]]:
    return list(enumerate(placed[:named], start=1))


def _ground(axes: Axes, document: MatrixDocument, across: str, up: str) -> None:
    """The bands of the headline, where it is the product of just these two nodes."""
    result = document.definition.result
    node = next(each for each in document.definition.nodes if each.key == result.score)
    cuts = cuts_of(document, result.score)
    if node.combine != "product" or {*node.of} != {across, up} or result.band != node.key:
        return
    bands = bands_of(document)
    steps = [
        [low + (high - low) * step / FINENESS for step in range(FINENESS + 1)]
        for low, high in (axes.get_xlim(), axes.get_ylim())
    ]
    heights = [[x * y for x in steps[0]] for y in steps[1]]
    levels = [*cuts.values(), max(max(row) for row in heights) + 1]
    levels[0] = min(levels[0], min(min(row) for row in heights))
    for key, ends in zip(cuts, pairwise(levels), strict=True):
        look = look_of(key, bands)
        ground = axes.contourf(
            *steps, heights, levels=ends, colors=[look.fill], hatches=[look.pattern], zorder=0
        )
        ground.set(edgecolor=look.ink, linewidth=0)
    axes.contour(*steps, heights, levels=levels[1:-1], colors=INK, linewidths=1.4, zorder=1)
    _words(axes, cuts)


def _words(axes: Axes, cuts: dict[str, float]) -> None:
    """The word of each band on its ground, at the right edge."""
    ends = [*list(cuts.values())[1:], float("inf")]
    right, (bottom, top) = axes.get_xlim()[1], axes.get_ylim()
    for (key, cut), end in zip(cuts.items(), ends, strict=True):
        low, high = max(cut / right, bottom), min(end / right, top)
        if low < high:
            axes.annotate(
                opened(key),
                (right, (low + high) / 2),
                xytext=(-5, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=9,
                weight="bold",
                bbox={"boxstyle": "square,pad=0.25", "facecolor": "white", "edgecolor": "none"},
            )


def _wide(node: CompiledNode, beyond: float) -> tuple[float, float]:
    low, high = float(node.lowest), float(node.highest)
    wide = (high - low) or 1.0
    return low - wide * ROOM, high + wide * beyond


def _axis(axes: Axes, document: MatrixDocument, across: CompiledNode, up: CompiledNode) -> None:
    """Scores along the axes, with the bands of each node beside its cuts."""
    axes.set(xlim=_wide(across, ROOM_FOR_WORDS), ylim=_wide(up, ROOM))
    ends = (across.key, axes.set_xlabel, "to the right"), (up.key, axes.set_ylabel, "up")
    for key, put, place in ends:
        cuts = cuts_of(document, key)
        bands = ", ".join(f"{opened(band)} from {cut:g}" for band, cut in cuts.items())
        put(f"{called(document, key)}, higher {place}" + (f"\n({bands})" if bands else ""))


def _put(axes: Axes, placed: list[tuple[Row, Spot]], named: int) -> dict[Spot, list[int]]:
    """A mark at every place that a threat has, with the numbers of those that share it."""
    numbers: dict[Spot, list[int]] = defaultdict(list)
    for number, (_, spot) in enumerate(placed, start=1):
        numbers[spot].append(number)
    low, high = axes.get_ylim()
    tall, labelled = high - low, list[Spot]()
    for (x, y), here in sorted(numbers.items(), reverse=True):
        shown = [str(number) for number in here if number <= named]
        if not shown:
            axes.plot(x, y, "o", markersize=5, color="white", markeredgecolor=INK, zorder=3)
            continue
        crowded = any(x == other and 0 < high - y < CROWDED * tall for other, high in labelled)
        labelled.append((x, y))
        axes.plot(x, y, "o", markersize=4, color=INK, zorder=3)
        axes.annotate(
            ", ".join(shown),
            (x, y),
            xytext=(13 if crowded else 0, 0),
            textcoords="offset points",
            ha="left" if crowded else "center",
            va="center",
            fontsize=8,
            zorder=4,
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": INK},
            arrowprops={"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0} if crowded else None,
        )
    return numbers


def _alt(placed: list[tuple[Row, Spot]], places: dict[Spot, list[int]], named: int) -> str:
    told = [
        f"{number} {row.ref} at {spot[1]} and {spot[0]}"
        + (f", {opened(row.band)}" if row.band else "")
        for number, (row, spot) in _numbered(placed, named)
    ]
    more = len(placed) - len(told)
    rest = f" {more} less serious threats without a number." if more > 0 else ""
    return f"{len(placed)} threats at {len(places)} places. {'; '.join(told)}.{rest}"
