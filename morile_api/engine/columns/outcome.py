"""Outcomes: what scoring columns gives, itself in columns."""

from collections.abc import Hashable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.tables import MOST_DENSE, Sides
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.language.assessment import Number


class Listed(msgspec.Struct, frozen=True, eq=False):
    """A column of few different things: (rows,) codes into a list; code 0 stands for none."""

    codes: NDArray[Any]
    choices: list[Any]


class Outcome(msgspec.Struct, frozen=True, eq=False):
    """What every row comes to; columns have one value a row, also where a row is at fault.

    Attributes:
        matrix: what scored.
        nodes: numbers of the nodes that were worked out for the caller.
        headline: exact scores, as integers over their node's denominator, and numbers of bands.
        lowest: the same at the lower end of what open answers may be; `highest` at the upper.
        absent: by node, the rows that an answer leaves without a headline score, if there are any.
        gaps: which criteria are answered unknown; choices are tuples of keys.
        faults: what is wrong; choices are tuples of (number of the criterion, `Wrong`).
    """

    matrix: CompiledMatrix
    nodes: tuple[int, ...]
    headline: Sides
    lowest: Sides
    highest: Sides
    absent: dict[int, NDArray[Any]]
    gaps: Listed
    faults: Listed

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.faults.codes)

    @property
    def faulty(self) -> NDArray[Any]:
        """(rows,) whether a row is at fault, so that nothing else said of it counts."""
        found: NDArray[Any] = self.faults.codes != 0
        return found

    def without(self, node: int) -> NDArray[Any]:
        """(rows,) whether a row has no headline score in a node."""
        absent = self.absent.get(node)
        return self.faulty if absent is None else absent | self.faulty


class Numbered(dict[Any, int]):
    """Codes of what was met so far; nothing has code 0, and what is new is given the next."""

    def __init__(self, nothing: Hashable) -> None:
        super().__init__({nothing: 0})

    def __missing__(self, met: Hashable) -> int:
        self[met] = code = len(self)
        return code


def printed_scores(
    matrix: CompiledMatrix, node: int, values: NDArray[Any]
) -> tuple[NDArray[Any], list[Number]]:
    """A node's scores as people read them.

    Args:
        matrix: compiled.
        node: its number.
        values: (rows,) exact scores.

    Returns:
        (rows,) places in a list, and the list: what is printed for each different score.
    """
    of, decimals = matrix.nodes[node], matrix.definition.decimals

    def spelt(value: int) -> Number:
        return printed(value, of.denominator, decimals)

    if of.highest - of.lowest < MOST_DENSE:
        # The difference may need more bits than either.
        above = values.astype(np.int64) - of.lowest if of.lowest else values
        return above, [spelt(each) for each in range(of.lowest, of.highest + 1)]
    different, at = np.unique(values, return_inverse=True)
    return at, [spelt(each) for each in different.tolist()]
