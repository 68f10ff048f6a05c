"""How a matrix combines its answers, in words and tables."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from morile_api.engine.compiled import CompiledMatrix
from morile_api.language.matrix import Node, title_of
from morile_api.web.pages.spoken import Figure, figure, listed, opened
from morile_api.web.pages.wording import BandWord, Wording

HOW = {
    "sum": "The sum of {}.",
    "weighted_sum": "The sum of {}.",
    "product": "{}, multiplied.",
    "max": "The highest of {}.",
    "min": "The lowest of {}.",
    "mean": "The mean of {}.",
    "grid": "Looked up in a table by {}.",
}


class Cut(msgspec.Struct, frozen=True):
    """A band and the score from which it counts."""

    band: BandWord
    starts: Figure


class Line(msgspec.Struct, frozen=True):
    """A line of a table: levels of all axes but the last, then what each of the last gives."""

    of: list[str]
    gives: list[str]


class Table(msgspec.Struct, frozen=True):
    """A decision table: its axes, the levels of the last one, and its lines."""

    axes: list[str]
    across: list[str]
    lines: list[Line]


class Combined(msgspec.Struct, frozen=True):
    """One node: what it is called, how it comes about, its bands or its table."""

    key: str
    title: str
    how: str
    role: str | None
    cuts: list[Cut]
    table: Table | None
    source: str | None


def combined(compiled: CompiledMatrix, words: Wording) -> list[Combined]:
    """Every node, in the order in which they are worked out."""
    matrix = compiled.definition
    nodes = {node.key: node for node in matrix.nodes}
    titles = {each.key: title_of(each) for each in matrix.criteria}
    titles |= {each.key: title_of(each) for each in matrix.nodes}
    axes: dict[str, list[str]] = {
        criterion.key: [level.key for level in matrix.scale_of(criterion).levels]
        for criterion in matrix.criteria
    } | {node.key: list(node.bands) for node in compiled.nodes}
    return [
        Combined(
            key=each.key,
            title=titles[each.key],
            how=_how(nodes[each.key], titles),
            role=_role(matrix.result.score, matrix.result.band, each.key),
            cuts=[
                Cut(words.bands[each.key][band.key], band.from_)
                for band in nodes[each.key].bands or []
            ],
            table=_table(nodes[each.key], titles, axes) if each.grid else None,
            source=nodes[each.key].source,
        )
        for each in compiled.nodes
    ]


def _how(node: Node, titles: Mapping[str, str]) -> str:
    names = [titles[key] for key in node.of]
    if node.weights:
        names = [
            f"{figure(weight)} × {name}" for name, weight in zip(names, node.weights, strict=True)
        ]
    if len(names) == 1 and node.combine != "grid":
        return f"{names[0]}, and nothing else."
    said = HOW[node.combine].format(listed(names))
    return f"{said[:1].upper()}{said[1:]}"


def _role(score: str, band: str | None, key: str) -> str | None:
    if key == score:
        return "This is the score, and its band." if band == key else "This is the score."
    return "This is the band of the result." if key == band else None


def _table(node: Node, titles: Mapping[str, str], axes: Mapping[str, list[str]]) -> Table:
    *outer, last = [axes[key] for key in node.of]
    lines = [
        Line([opened(key) for key in keys], [opened(cell) for cell in cells])
        for keys, cells in zip(product(*outer), _innermost(node.cells, len(outer)), strict=True)
    ]
    return Table([titles[key] for key in node.of], [opened(key) for key in last], lines)


def _innermost(cells: Any, depth: int) -> Iterator[list[str]]:
    if depth == 0:
        yield cells
        return
    for each in cells:
        yield from _innermost(each, depth - 1)
