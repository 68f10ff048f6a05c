"""What each criterion adds: the worked example of docs/decisions/0008, and what follows from it."""

from typing import Any

from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat, assess_one, assessed


def _adds(result: Any) -> dict[str, float]:
    return {line["criterion"]: line["adds"] for line in result["contributions"]}


def a_product_of_harm_and_likelihood() -> Any:
    """Harm from 0 to 13, likelihood from 4 to 11, as in the decision."""
    return a_matrix(
        criteria=[a_criterion("harm", scale="h"), a_criterion("likelihood", scale="l")],
        scales=[a_scale("h", {"none": 0, "some": 13}), a_scale("l", {"low": 4, "high": 11})],
        nodes=[a_node("risk", "product", ["harm", "likelihood"])],
    )


def test_the_product_of_the_decision_is_shared_out_as_it_says() -> None:
    """13 x 11 = 143: harm (52 + 143) / 2 = 97.5, likelihood (91 + 0) / 2 = 45.5."""
    result = assess_one(
        a_product_of_harm_and_likelihood(), explain=True, harm="some", likelihood="high"
    )

    assert result["score"] == 143
    assert _adds(result) == {"harm": 97.5, "likelihood": 45.5}


def test_a_criterion_that_lowers_the_score_adds_a_negative_number() -> None:
    """3 x 8 - 2 x 2.5 = 19."""
    matrix = a_matrix(
        criteria=[a_criterion("good"), a_criterion("bad")],
        nodes=[a_node("n", "weighted_sum", ["good", "bad"], weights=[3, -2])],
        monotone=False,
    )

    result = assess_one(matrix, explain=True, good="severe", bad="moderate")

    assert result["score"] == 19
    assert _adds(result) == {"good": 24, "bad": -5}


def test_criteria_that_do_not_feed_the_headline_are_not_in_its_explanation() -> None:
    """The organisational position stands beside the score and adds nothing to it."""
    matrix = a_matrix(
        criteria=[a_criterion("risk"), a_criterion("position")],
        nodes=[a_node("beside", "sum", ["position"]), a_node("n", "sum", ["risk"])],
        beside=["beside"],
    )

    result = assess_one(matrix, explain=True, risk="severe", position="severe")

    assert _adds(result) == {"risk": 8}


def test_a_batch_is_explained_as_each_threat_alone_where_nodes_share_a_criterion() -> None:
    """One criterion that feeds a maximum and a sum: its shares come by two ways."""
    matrix = a_matrix(
        criteria=[a_criterion("x"), a_criterion("y")],
        nodes=[
            a_node("top", "max", ["x", "y"]),
            a_node("n", "sum", ["top", "x"]),
        ],
    )
    threats = [a_threat({"x": x, "y": y}) for x in ("none", "severe") for y in ("none", "severe")]

    batch = assessed(matrix, *threats, explain=True)

    # Of a maximum reached by both, 8, each has half.
    assert [_adds(result) for result in batch] == [
        {"x": 0, "y": 0},
        {"x": 0, "y": 8},
        {"x": 16, "y": 0},
        {"x": 12, "y": 4},
    ]


def test_an_open_answer_is_explained_by_the_level_that_counts() -> None:
    """Named as it was answered, with the level it counts as beside it."""
    matrix = a_matrix(
        criteria=[a_criterion("x", unknown_counts_as="moderate"), a_criterion("y")],
        nodes=[a_node("n", "sum", ["x", "y"])],
    )

    result = assess_one(matrix, explain=True, x="unknown", y="severe")

    assert result["contributions"] == [
        {"criterion": "x", "level": "unknown", "points": 2.5, "adds": 2.5, "counts_as": "moderate"},
        {"criterion": "y", "level": "severe", "points": 8, "adds": 8},
    ]
