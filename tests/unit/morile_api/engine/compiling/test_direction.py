"""Which way each criterion moves a node."""

from typing import Any

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, codes, refusal_of

SCALES = [a_scale("plus", {"a": 0, "b": 3}), a_scale("mixed", {"a": -2, "b": 5})]
CRITERIA = [a_criterion("p", scale="plus"), a_criterion("m", scale="mixed")]
STEPS = a_scale("steps", {"low": 0, "mid": 1, "top": 2})


def _ways(*nodes: Any, scales: Any = SCALES) -> tuple[int | None, ...]:
    matrix = a_matrix(CRITERIA, nodes, scales, monotone=False)
    return compile_matrix(matrix, DIGEST).directions[-1].of


@pytest.mark.parametrize(
    ("node", "ways"),
    [
        (a_node("n", "sum", ["p", "m"]), (1, 1)),
        (a_node("n", "weighted_sum", ["p", "m"], weights=[1, -1]), (1, -1)),
        (a_node("n", "max", ["p", "m"]), (1, 1)),
        (a_node("n", "min", ["p", "m"]), (1, 1)),
        (a_node("n", "mean", ["p", "m"]), (1, 1)),
        # p is never negative, so m raises the product; m may be negative, so p may do either.
        (a_node("n", "product", ["p", "m"]), (None, 1)),
    ],
)
def test_every_operator_has_its_way(node: Any, ways: tuple[int | None, ...]) -> None:
    """Read off the signs, without trying any threat."""
    assert _ways(node) == ways


@pytest.mark.parametrize(
    ("cells", "ways"),
    [
        ([["low", "mid"], ["mid", "top"]], (1, 1)),
        ([["top", "mid"], ["mid", "low"]], (-1, -1)),
        ([["low", "low"], ["mid", "mid"]], (1, 0)),
        ([["low", "top"], ["mid", "low"]], (None, None)),
    ],
)
def test_a_grid_has_the_way_of_its_cells(cells: Any, ways: tuple[int | None, ...]) -> None:
    """Along each axis, over all its rows."""
    node = a_node("n", "grid", ["p", "m"], gives="steps", cells=cells)

    assert _ways(node, scales=[*SCALES, STEPS]) == ways


def test_two_ways_to_one_node_are_joined_and_a_fall_of_a_fall_rises() -> None:
    """p falls in `down`; `back` takes that away again."""
    down = a_node("down", "weighted_sum", ["p", "m"], weights=[-1, -1])

    assert _ways(down, a_node("back", "weighted_sum", ["down"], weights=[-2])) == (1, 1)
    assert _ways(down, a_node("both", "sum", ["down", "p"])) == (None, -1)


def test_a_result_that_is_not_monotone_is_refused_for_each_criterion() -> None:
    """Or said to be so."""
    nodes = [a_node("n", "weighted_sum", ["p", "m"], weights=[-1, -1])]

    faults = refusal_of(a_matrix(CRITERIA, nodes, SCALES))

    assert codes(faults) == [("/result/score", "not-monotone")] * 2
    assert refusal_of(a_matrix(CRITERIA, nodes, SCALES, monotone=False)) == []
