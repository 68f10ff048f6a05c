"""A definition becomes integers."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.faults import BadMatrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, assess_one


def test_points_and_weights_become_integers_over_a_nodes_own_denominator() -> None:
    """2.5 is 5/2; 0.25 of it is 5/8, and a mean of two halves that again."""
    matrix = a_matrix(
        criteria=[a_criterion("x"), a_criterion("y")],
        nodes=[
            a_node("weighed", "weighted_sum", ["x", "y"], weights=[1, "0.25"]),
            a_node("average", "mean", ["weighed", "x"]),
            a_node("squared", "product", ["x", "y"]),
        ],
        score="average",
        beside=["squared"],
    )

    compiled = compile_matrix(matrix, DIGEST)

    denominators = {node.key: node.denominator for node in compiled.nodes}
    assert denominators == {"weighed": 8, "average": 16, "squared": 4}


def test_thirds_are_exact_and_a_band_follows_the_exact_score() -> None:
    """A mean of 1, 1 and 0 is two thirds: printed 0.67, but below a cut of 0.67."""
    matrix = a_matrix(
        criteria=[a_criterion(name, scale="one") for name in ("aa", "bb", "cc")],
        scales=[a_scale("one", {"no": 0, "yes": 1})],
        nodes=[a_node("n", "mean", ["aa", "bb", "cc"], bands={"low": 0, "high": "0.67"})],
    )

    result = assess_one(matrix, aa="yes", bb="yes", cc="no")

    assert (result["score"], result["band"]) == (0.67, "low")


def test_a_score_exactly_on_a_cut_is_in_the_band_above() -> None:
    """And one part in ten thousand below it is not."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="s")],
        scales=[a_scale("s", {"a": "3.9999", "b": 4, "c": "4.0001"})],
        nodes=[a_node("n", "sum", ["x"], bands={"low": 0, "high": 4})],
    )

    assert [assess_one(matrix, x=level)["band"] for level in "abc"] == ["low", "high", "high"]


def test_faults_of_limits_come_before_faults_of_bands() -> None:
    """A node that does not fit has no bands to speak of; the file is named."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="s")],
        scales=[a_scale("s", {"a": 0, "b": 10**15})],
        nodes=[a_node("n", "sum", ["x"], bands={"low": 5})],
    )

    with pytest.raises(BadMatrix) as caught:
        compile_matrix(matrix, DIGEST, "a.toml")

    assert {fault.code for fault in caught.value.faults} == {"overflow"}
    assert caught.value.where == "a.toml"
