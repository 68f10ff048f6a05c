"""How small and how large a node can get."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, codes, refusal_of

SCALES = [a_scale("up", {"a": 1, "b": 3}), a_scale("down", {"a": -2, "b": 5})]
CRITERIA = [a_criterion("x", scale="up"), a_criterion("y", scale="down")]


@pytest.mark.parametrize(
    ("operator", "weights", "bounds"),
    [
        ("sum", None, (-1, 8)),
        ("weighted_sum", [2, -1], (2 * 1 - 5, 2 * 3 + 2)),
        ("product", None, (3 * -2, 3 * 5)),
        ("max", None, (1, 5)),
        ("min", None, (-2, 3)),
    ],
)
def test_the_bounds_of_a_node_follow_from_those_of_its_inputs(
    operator: str, weights: list[int] | None, bounds: tuple[int, int]
) -> None:
    """x is 1 or 3 and y is -2 or 5; over a denominator of 1."""
    nodes = [a_node("n", operator, ["x", "y"], weights=weights)]
    compiled = compile_matrix(a_matrix(CRITERIA, nodes, SCALES, monotone=False), DIGEST)

    assert (compiled.nodes[0].lowest, compiled.nodes[0].highest) == bounds


@pytest.mark.slow
def test_a_grid_of_more_than_a_million_cells_is_refused() -> None:
    """Ten axes of four are 1,048,576."""
    names = [f"c{number}" for number in range(10)]
    criteria = [a_criterion(name, name.upper(), "four") for name in names]
    cells: object = "a"
    for _ in names:
        cells = [cells] * 4
    scales = [a_scale("four", dict(zip("abcd", range(4), strict=True)))]
    nodes = [a_node("n", "grid", names, gives="four", cells=cells)]

    assert codes(refusal_of(a_matrix(criteria, nodes, scales))) == [("/nodes/0", "too-large")]
