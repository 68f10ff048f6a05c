"""Scores of a column as people read them."""

import numpy as np

from morile_api.engine.columns.outcome import Numbered, printed_scores
from tests.builders import a_criterion, a_matrix, a_node, a_scale
from tests.columns import a_scorer


def test_each_different_score_is_printed_once() -> None:
    """Halves, of which whole ones lack a point."""
    matrix = a_scorer(a_matrix()).matrix
    one = matrix.nodes[0].denominator

    at, spelt = printed_scores(matrix, 0, np.array([10 * one, 0, 5 * one // 2]))

    assert [spelt[place] for place in at] == [10, 0, 2.5]


def test_scores_too_many_to_list_are_printed_as_they_are_met() -> None:
    """A million and a half thousandths, rounded to one decimal."""
    scale = a_scale(points={"none": 0, "severe": "1000000.05"})
    node = a_node("n", "sum", ["x"])
    matrix = a_scorer(a_matrix([a_criterion("x")], [node], [scale], decimals=1)).matrix

    at, spelt = printed_scores(matrix, 0, np.array([matrix.nodes[0].highest, 0]))

    assert [spelt[place] for place in at] == [1000000.1, 0]


def test_what_is_met_again_keeps_its_code() -> None:
    """And nothing has code 0."""
    codes = Numbered(())

    assert [codes[each] for each in (("a",), (), ("b",), ("a",))] == [1, 0, 2, 1]
