"""Which scores a node can have at all."""

from fractions import Fraction
from typing import Any

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.compiling.reach import reachable
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, codes, refusal_of

SCALES = [a_scale("s", {"a": 0, "b": 1, "c": 3})]
CRITERIA = [a_criterion("x", scale="s"), a_criterion("y", scale="s")]


def _reached(*nodes: Any) -> list[Fraction]:
    compiled = compile_matrix(a_matrix(CRITERIA, nodes, SCALES, monotone=False), DIGEST)
    found = reachable(compiled)[-1]
    assert found is not None
    return sorted(Fraction(each, compiled.nodes[-1].denominator) for each in found)


@pytest.mark.parametrize(
    ("operator", "reached"),
    [
        ("sum", [0, 1, 2, 3, 4, 6]),
        ("product", [0, 1, 3, 9]),
        ("max", [0, 1, 3]),
        ("min", [0, 1, 3]),
        ("mean", [0, Fraction(1, 2), 1, Fraction(3, 2), 2, 3]),
    ],
)
def test_a_nodes_scores_are_those_of_all_its_inputs_combined(
    operator: str, reached: list[Fraction]
) -> None:
    """Two criteria of 0, 1 or 3 points."""
    assert _reached(a_node("n", operator, ["x", "y"])) == reached


def test_criteria_that_nodes_share_are_tried_together() -> None:
    """x + y less x is y, whatever x: not six scores but three."""
    both = a_node("both", "sum", ["x", "y"])

    assert _reached(both, a_node("n", "weighted_sum", ["both", "x"], weights=[1, -1])) == [0, 1, 3]


def test_a_band_no_score_falls_in_is_refused_even_between_reachable_scores() -> None:
    """Sums are 0, 1, 2, 3, 4 and 6: nothing from 4.5 up to 6."""
    bands = {"low": 0, "gap": "4.5", "high": 6}

    faults = refusal_of(a_matrix(CRITERIA, [a_node("n", "sum", ["x", "y"], bands=bands)], SCALES))

    assert codes(faults) == [("/nodes/0/bands/1", "unreachable-band")]


def test_a_matrix_too_large_to_try_out_is_taken_to_reach_all_between_its_bounds() -> None:
    """Eleven criteria of five spread levels, twice: more sums than are looked at."""
    names = [f"c{number}" for number in range(22)]
    scales = [
        a_scale(f"s{at}", {f"l{level}": level * 7**at % 9973 + level * 10**4 for level in range(5)})
        for at in range(22)
    ]
    criteria = [a_criterion(name, name.upper(), f"s{at}") for at, name in enumerate(names)]
    bands = {"low": 0, "high": 10}

    assert refusal_of(a_matrix(criteria, [a_node("n", "sum", names, bands=bands)], scales)) == []


def test_a_long_sum_of_few_distinct_scores_is_worked_out() -> None:
    """Twenty criteria of five levels of 100 + i points a level: 5 to the 20 ways, few sums."""
    scales = [
        a_scale(f"s{i}", {f"l{level}": level * (100 + i) for level in range(5)}) for i in range(20)
    ]
    criteria = [a_criterion(f"c{i}", f"C{i}", f"s{i}") for i in range(20)]
    node = a_node("n", "sum", [each.key for each in criteria])
    [found] = reachable(compile_matrix(a_matrix(criteria, [node], scales), DIGEST))
    assert found is not None
    assert {0, 100, 101, 8760} < found
    # The least that twenty criteria add is 100, so nothing lies below it but nought.
    assert not found & set(range(1, 100))
