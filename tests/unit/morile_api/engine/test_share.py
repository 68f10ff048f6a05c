"""What each input of a node adds to it, worked by hand for every operator."""

from typing import Any

import pytest

from tests.builders import a_criterion, a_matrix, a_node, a_scale, assess_one

SCALES = [a_scale("s", {"nought": 0, "two": 2, "six": 6}), a_scale("p", {"a": 0, "b": 4, "c": 10})]
CRITERIA = [a_criterion(name, scale="s") for name in ("xx", "yy")]
CELLS = [["a", "b", "c"], ["b", "b", "c"], ["b", "c", "c"]]


@pytest.mark.parametrize(
    ("node", "shares"),
    [
        (a_node("n", "sum", ["xx", "yy"]), [2, 6]),
        (a_node("n", "weighted_sum", ["xx", "yy"], weights=[3, "0.5"]), [6, 3]),
        (a_node("n", "mean", ["xx", "yy"]), [1, 3]),
        # From 0 x 0: whoever comes second adds all of 12, so half each.
        (a_node("n", "product", ["xx", "yy"]), [6, 6]),
        # Up to 2 both reach and share, beyond that only yy.
        (a_node("n", "max", ["xx", "yy"]), [1, 5]),
        # As for the product: whoever comes second adds all of 2.
        (a_node("n", "min", ["xx", "yy"]), [1, 1]),
        # xx alone gives b = 4, yy alone c = 10, both c = 10: (4 + 0) / 2 and (10 + 6) / 2.
        (a_node("n", "grid", ["xx", "yy"], gives="p", cells=CELLS), [2, 8]),
    ],
)
def test_an_input_adds_the_mean_over_all_orders_of_arrival(node: Any, shares: list[float]) -> None:
    """xx goes from 0 to 2 and yy from 0 to 6."""
    scales = SCALES if node.combine == "grid" else SCALES[:1]

    result = assess_one(a_matrix(CRITERIA, [node], scales), explain=True, xx="two", yy="six")

    assert [line["adds"] for line in result["contributions"]] == shares


def test_a_share_goes_down_to_a_nodes_own_inputs_in_proportion() -> None:
    """Harm 2 + 6 = 8 times likelihood 6: of 48 each side has 24, and harm's goes down 2 to 6."""
    criteria = [*CRITERIA, a_criterion("zz", scale="s")]
    nodes = [a_node("harm", "sum", ["xx", "yy"]), a_node("risk", "product", ["harm", "zz"])]

    result = assess_one(
        a_matrix(criteria, nodes, SCALES[:1]), explain=True, xx="two", yy="six", zz="six"
    )

    assert [line["adds"] for line in result["contributions"]] == [6, 18, 24]
