"""Ranges where a node may fall as a level rises; random matrices are in tests/property."""

from morile_api.engine.columns.open_ends import nth
from tests.builders import a_criterion, a_matrix, a_node, a_scale
from tests.columns import a_scorer, scored


def test_a_criterion_that_lowers_a_node_is_tried_at_its_other_end() -> None:
    """3 x (x) - (y): lowest with y at its highest, 3 x -1 - 2 = -5; highest 3 x 2 + 1 = 7."""
    scorer = a_scorer(
        a_matrix(
            criteria=[a_criterion("x", scale="s"), a_criterion("y", scale="s")],
            scales=[a_scale("s", {"a": -1, "b": 0, "c": 2})],
            nodes=[a_node("n", "weighted_sum", ["x", "y"], weights=[3, -1])],
            monotone=False,
        )
    )

    (row,) = scored(scorer, {"x": "unknown", "y": "unknown"})

    assert (row["range"]["lowest"], row["range"]["highest"]) == (-5, 7)


def test_past_its_highest_level_an_answer_stays_there() -> None:
    """Every level of a set is tried, also of one shorter than the scale."""
    meaning = a_scorer(a_matrix()).lexicon.known[0][("none", "severe")]

    assert [nth(place, meaning) for place in range(3)] == [0, 2, 2]
