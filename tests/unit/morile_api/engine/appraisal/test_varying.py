"""A matrix with its figures moved."""

from decimal import Decimal

from morile_api.engine.appraisal.varying import STEPS, draws, figures_of, moved
from tests.builders import a_matrix


def test_points_move_by_the_step_from_the_level_below() -> None:
    """0, 2.5, 8: the step to moderate a tenth larger is 2.75, and severe moves along to 8.25."""
    matrix = a_matrix()
    figures = figures_of(matrix, "points")
    # The lowest level stands at nought: a share of nothing is nothing.
    assert [figure.name for figure in figures] == [
        "step of impact to moderate",
        "step of impact to severe",
    ]
    scale = moved(matrix, figures[:1], [Decimal("0.1")]).scales[0]
    assert [level.points for level in scale.levels] == [0, Decimal("2.75"), Decimal("8.25")]


def test_weights_move_by_a_share_of_themselves() -> None:
    """A quarter less a fifth of it is a fifth."""
    matrix = a_matrix()
    figures = figures_of(matrix, "weights")
    assert [each.name for each in figures] == [
        "weight of physical_harm in harm",
        "weight of community_harm in harm",
    ]
    [node] = moved(matrix, figures[1:], [Decimal("-0.2")]).nodes
    assert node.weights == [1, Decimal("0.2")]


def test_the_same_seed_draws_the_same_shares_within_the_bounds() -> None:
    """An analyst who repeats the question gets the answer again."""
    first = list(draws(3, 50, 7))
    assert first == list(draws(3, 50, 7))
    assert first != list(draws(3, 50, 8))
    assert all(-1 <= share <= 1 and share * STEPS % 1 == 0 for each in first for share in each)
    assert all(len(each) == 3 for each in first)
