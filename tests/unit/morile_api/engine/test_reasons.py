"""The lines of an explanation."""

from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat, assessed


def test_lines_stand_in_the_matrixs_order_with_answer_points_and_share() -> None:
    """`b` before `a`, as the definition has them; a range of levels with the one that counts."""
    matrix = a_matrix(
        criteria=[a_criterion("b"), a_criterion("a")],
        scales=[a_scale(unknown_counts_as="moderate")],
        nodes=[a_node("n", "sum", ["a", "b"])],
    )

    (result,) = assessed(matrix, a_threat({"a": "none", "b": ["none", "severe"]}), explain=True)

    assert result["contributions"] == [
        # Of none and severe, equally near to moderate, the higher counts.
        {"criterion": "b", "level": "none|severe", "points": 8, "adds": 8, "counts_as": "severe"},
        {"criterion": "a", "level": "none", "points": 0, "adds": 0},
    ]


def test_a_threat_without_a_headline_has_none_and_its_neighbours_have_theirs() -> None:
    """There is nothing to explain where the range speaks."""
    matrix = a_matrix([a_criterion("x")], [a_node("n", "sum", ["x"])])

    with_score, without = assessed(
        matrix, a_threat({"x": "severe"}), a_threat({"x": "unknown"}), explain=True
    )

    assert len(with_score["contributions"]) == 1
    assert "contributions" not in without


def test_an_explanation_is_given_only_to_those_who_ask() -> None:
    """It costs time and space."""
    (result,) = assessed(a_matrix(), a_threat())

    assert "contributions" not in result
