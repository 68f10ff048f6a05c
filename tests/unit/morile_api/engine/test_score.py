"""Every node's exact score, for one threat and for many; random ones are in tests/property."""

from typing import Any

import pytest

from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat, assess_one, assessed

CRITERIA = [a_criterion("x"), a_criterion("y"), a_criterion("z")]
THREAT = {"x": "moderate", "y": "severe", "z": "none"}


@pytest.mark.parametrize(
    ("node", "score"),
    [
        (a_node("n", "sum", ["x", "y", "z"]), 10.5),
        (a_node("n", "weighted_sum", ["x", "y", "z"], weights=[4, "0.25", -3]), 12),
        (a_node("n", "product", ["x", "y", "z"]), 0),
        (a_node("n", "max", ["x", "y", "z"]), 8),
        (a_node("n", "min", ["x", "y", "z"]), 0),
        (a_node("n", "mean", ["x", "y", "z"]), 3.5),
    ],
)
def test_an_operator_does_what_its_name_says(node: Any, score: float) -> None:
    """x is 2.5, y is 8 and z is 0; worked by hand."""
    matrix = a_matrix(CRITERIA, [node], monotone=False)
    alone = assessed(matrix, a_threat(THREAT))
    batch = assessed(matrix, a_threat(THREAT), a_threat(THREAT))

    assert [each["score"] for each in [*alone, *batch]] == [score] * 3


def test_a_grid_is_read_first_axis_outermost_lowest_level_first() -> None:
    """Two axes of three and two steps, every cell another level."""
    matrix = a_matrix(
        criteria=[a_criterion("row"), a_criterion("column", scale="two")],
        scales=[
            a_scale(),
            a_scale("two", {"left": 0, "right": 1}),
            a_scale("p", dict(zip("abcdef", range(6), strict=True))),
        ],
        nodes=[
            a_node(
                "n",
                "grid",
                ["row", "column"],
                gives="p",
                cells=[["a", "b"], ["c", "d"], ["e", "f"]],
            )
        ],
    )
    threats = [
        a_threat({"row": row, "column": column})
        for row in ("none", "moderate", "severe")
        for column in ("left", "right")
    ]

    found = [result["nodes"]["n"]["band"] for result in assessed(matrix, *threats)]

    assert found == list("abcdef")


def test_averages_are_banded_and_then_looked_up() -> None:
    """A method of the field: mean of factors, to a named level, to a grid of named levels."""
    matrix = a_matrix(
        criteria=[a_criterion("a"), a_criterion("b"), a_criterion("c")],
        nodes=[
            a_node("threat", "mean", ["a", "b"], bands={"low": 0, "high": 5}),
            a_node(
                "priority",
                "grid",
                ["threat", "c"],
                gives="p",
                cells=[["p3", "p3", "p2"], ["p2", "p1", "p1"]],
            ),
        ],
        scales=[a_scale(), a_scale("p", {"p3": 1, "p2": 2, "p1": 3})],
        score="threat",
        band="priority",
    )

    # (2.5 + 8) / 2 = 5.25 is high; with c moderate that is p1.
    result = assess_one(matrix, a="moderate", b="severe", c="moderate")

    assert (result["score"], result["band"]) == (5.25, "p1")


def test_negative_points_and_scores_are_scores_like_others() -> None:
    """A disruption may leave a group stronger."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="d")],
        scales=[a_scale("d", {"negative": -1, "none": 0, "major": 3})],
        nodes=[a_node("n", "sum", ["x"], bands={"worse": -1, "same": 0, "better": 1})],
    )

    assert [assess_one(matrix, x=level)["band"] for level in ("negative", "none", "major")] == [
        "worse",
        "same",
        "better",
    ]
