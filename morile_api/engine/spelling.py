"""Spelling: how the exact scores and ranges of one matrix are printed, each worked out once."""

from collections.abc import Sequence
from typing import Any

import msgspec

from morile_api.engine.compiled import CompiledMatrix, Node
from morile_api.engine.figures import printed
from morile_api.engine.memo import Memo
from morile_api.language.assessment import NodeScore, Range

ABSENT = NodeScore(None, None)
"""A node that an answer leaves without a headline score."""


class Spelling(msgspec.Struct, frozen=True, eq=False):
    """What is printed for the numbers of one matrix.

    Attributes:
        nodes: per node, exact score -> `NodeScore`.
        ranges: (lowest score, lowest band node's score, highest, highest) -> `Range`.
        shape: all node scores of a threat, under their keys in alphabetical order: a struct of the
            matrix's own, which is read and encoded as the mapping that `Assessed.nodes` is.
    """

    nodes: tuple[Memo, ...]
    ranges: Memo
    shape: Any


def spelling_of(matrix: CompiledMatrix) -> Spelling:
    """How the numbers of a matrix are printed."""
    decimals = matrix.definition.decimals
    nodes = tuple(Memo(_node_speller(node, decimals)) for node in matrix.nodes)
    keys = [matrix.nodes[number].key for number in matrix.shown]
    fields = [(key, NodeScore) for key in keys]
    shape = msgspec.defstruct(
        "Nodes", fields, frozen=True, gc=False, namespace={"__getitem__": _named}
    )
    return Spelling(nodes, Memo(_range_speller(matrix, decimals)), shape)


def _named(scores: Any, key: str) -> NodeScore:
    """A node's score by its key, as from a mapping."""
    found: NodeScore = getattr(scores, key)
    return found


def band_number(node: Node, value: int) -> int:
    """Which of a node's bands, or of a grid's levels, an exact score is in."""
    if node.cuts is not None:
        # A score exactly on a cut is in the band above it.
        return sum(cut <= value for cut in node.cuts.one)
    return 0 if node.grid is None else node.grid.points.one.index(value)


def _node_speller(node: Node, decimals: int) -> Any:
    def spelt(value: int) -> NodeScore:
        band = node.bands[band_number(node, value)] if node.bands else None
        return NodeScore(band, printed(value, node.denominator, decimals))

    return spelt


def _range_speller(matrix: CompiledMatrix, decimals: int) -> Any:
    node = matrix.nodes[matrix.score]
    banded = node if matrix.band is None else matrix.nodes[matrix.band]
    names: Sequence[str] = () if matrix.band is None else banded.bands

    def spelt(ends: tuple[int, int, int, int]) -> Range:
        low, low_band, high, high_band = ends
        first, last = band_number(banded, low_band), band_number(banded, high_band)
        lowest, highest = (printed(end, node.denominator, decimals) for end in (low, high))
        return Range(tuple(names[first : last + 1]), highest, lowest)

    return spelt
