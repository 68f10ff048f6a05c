"""Parts: what changed between two versions, in pieces that can be swapped one by one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from morile_api.language.difference import difference
from morile_api.language.matrix import Matrix, Node, Scale

STRUCTURE = "structure"
"""All that is not a figure of its own: criteria, levels, nodes and how they hang together."""

NEUTRAL = re.compile(
    r"/(spread(/.*)?|fresh_days|decimals|criteria|(criteria|scales)/[^/]+/(prior|section|code)"
    r"|result/(beside|monotone))"
)
"""Where a change moves neither the exact headline score nor its band."""


class Part(msgspec.Struct, frozen=True):
    """One changed piece: its name as people read it, what kind it is and of which thing."""

    name: str
    kind: str
    key: str


class Figures(msgspec.Struct, frozen=True):
    """Figures that belong together; where `form` is equal, those of one version fit the other."""

    form: Any
    value: Any


def parts_of(before: Matrix, after: Matrix) -> list[Part]:
    """The pieces in which a headline of one version can differ from the other's, by name.

    Points, stand-ins for unknown, weights, bands and cells are pieces of their own where both
    versions have them in the same form; everything else that can matter is one piece.
    """
    ours, theirs = dict(_figures(before)), dict(_figures(after))
    found = []
    for (kind, key), figures in ours.items():
        other = theirs.get((kind, key))
        if other is not None and other.form == figures.form and other.value != figures.value:
            found.append(Part(f"{_NAMES[kind]} of {key}", kind, key))
    alike = swapped(before, after, found, frozenset(range(len(found))))
    rest = difference(alike, after).changes
    if any(each.requires != "patch" and not NEUTRAL.fullmatch(each.where) for each in rest):
        found.append(Part(STRUCTURE, STRUCTURE, ""))
    return sorted(found, key=lambda part: part.name)


def swapped(before: Matrix, after: Matrix, parts: Sequence[Part], chosen: frozenset[int]) -> Matrix:
    """The earlier version with the chosen parts, by number, taken from the later one.

    It prints as many decimals as the more precise of the two.
    """
    structures = [number for number, part in enumerate(parts) if part.kind == STRUCTURE]
    ground = after if chosen.issuperset(structures) and structures else before
    for number, part in enumerate(parts):
        if part.kind != STRUCTURE:
            ground = _given(ground, after if number in chosen else before, part)
    return msgspec.structs.replace(ground, decimals=max(before.decimals, after.decimals))


_NAMES = {
    "points": "points",
    "stand_in": "stand-in for unknown",
    "own_stand_in": "own stand-in for unknown",
    "weights": "weights",
    "bands": "bands",
    "cells": "cells",
}


def _figures(matrix: Matrix) -> Iterator[tuple[tuple[str, str], Figures]]:
    axes = {name for node in matrix.nodes if node.combine == "grid" for name in node.of}
    levels = {scale.key: tuple(level.key for level in scale.levels) for scale in matrix.scales}
    for scale in matrix.scales:
        points = tuple(level.points for level in scale.levels)
        yield ("points", scale.key), Figures(levels[scale.key], points)
        yield ("stand_in", scale.key), Figures(levels[scale.key], scale.unknown_counts_as)
    for criterion in matrix.criteria:
        answered = criterion.scale, levels[criterion.scale]
        yield ("own_stand_in", criterion.key), Figures(answered, criterion.unknown_counts_as)
    for node in matrix.nodes:
        if node.weights is not None:
            yield ("weights", node.key), Figures(tuple(node.of), tuple(node.weights))
        if node.bands:
            # A grid has as many cells as its axes have bands, whatever they are called.
            count = len(node.bands) if node.key in axes else 0
            cuts = tuple((band.key, band.from_) for band in node.bands)
            yield ("bands", node.key), Figures(count, cuts)
        if node.cells is not None:
            form = tuple(node.of), levels[node.gives or ""], _shape(node.cells)
            yield ("cells", node.key), Figures(form, node.cells)


def _shape(cells: object) -> tuple[int, ...]:
    return (len(cells), *_shape(cells[0])) if isinstance(cells, list) else ()


def _given(ground: Matrix, donor: Matrix, part: Part) -> Matrix:
    """The ground with one part's figures taken from the donor."""
    if part.kind in ("points", "stand_in"):
        member = "levels" if part.kind == "points" else "unknown_counts_as"
        return _with(ground, "scales", part.key, member, donor)
    if part.kind == "own_stand_in":
        return _with(ground, "criteria", part.key, "unknown_counts_as", donor)
    return _with(ground, "nodes", part.key, part.kind, donor)


def _with(ground: Matrix, where: str, key: str, member: str, donor: Matrix) -> Matrix:
    things: list[Scale | Node] = getattr(ground, where)
    value = next(getattr(each, member) for each in getattr(donor, where) if each.key == key)
    replaced = [
        msgspec.structs.replace(each, **{member: value}) if each.key == key else each
        for each in things
    ]
    return msgspec.structs.replace(ground, **{where: replaced})
