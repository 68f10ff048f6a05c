"""Figures made whole, and printed again."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from morile_api.engine.figures import cut_at, from_steps, printed, printed_steps, whole


def test_figures_become_integers_over_their_least_common_denominator() -> None:
    """0.5, 0.25 and 0.2 are 10, 5 and 4 twentieths."""
    assert whole([Decimal("0.5"), Decimal("0.25"), Decimal("0.2")]) == ((10, 5, 4), 20)
    assert whole([Decimal(3), Decimal(-7)]) == ((3, -7), 1)
    assert whole([Fraction(1, 3), Fraction(1, 6)]) == ((2, 1), 6)
    assert whole([]) == ((), 1)


@pytest.mark.parametrize(
    ("score", "denominator", "decimals", "number"),
    [
        (5, 10, 0, 1),
        (-5, 10, 0, -1),
        (4, 10, 0, 0),
        (-4, 10, 0, 0),
        (25, 1000, 2, 0.03),
        (-25, 1000, 2, -0.03),
        (1, 3, 4, 0.3333),
        (2, 3, 4, 0.6667),
        (8625, 1000, 2, 8.63),
        (20, 10, 2, 2),
        (999_999_999_999_999, 1, 0, 999_999_999_999_999),
        (99_999_999_999_9999, 10_000, 4, 99_999_999_999.9999),
    ],
)
def test_a_score_is_printed_rounded_half_away_from_nought(
    score: int, denominator: int, decimals: int, number: float
) -> None:
    """Worked by hand; whole numbers without a point."""
    found = printed(score, denominator, decimals)

    assert found == number
    assert isinstance(found, int) == (number == int(number))


def test_many_scores_are_printed_as_each_alone() -> None:
    """By the same arithmetic on arrays."""
    scores = np.arange(-50, 51)

    steps = printed_steps(scores, 8, 1)

    assert steps.tolist() == [printed_steps(int(score), 8, 1) for score in scores]


@pytest.mark.parametrize(
    ("cut", "denominator", "lowest"), [("4", 1, 4), ("0.67", 3, 3), ("-0.5", 3, -1)]
)
def test_a_cut_becomes_the_lowest_integer_score_that_is_not_below_it(
    cut: str, denominator: int, lowest: int
) -> None:
    """0.67 of thirds is 2.01, so three thirds; -0.5 of thirds is -1.5, so minus one third."""
    assert cut_at(Decimal(cut), denominator) == lowest


def test_steps_become_the_number_they_make() -> None:
    """In units of the last printed decimal."""
    assert from_steps(863, 2) == 8.63
    assert str(from_steps(800, 2)) == "8"
