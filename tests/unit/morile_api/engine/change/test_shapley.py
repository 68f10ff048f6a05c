"""Shapley values by their definition."""

from math import factorial

import numpy as np
import pytest

from morile_api.engine.change.shapley import shapley


def of_one_game(*worths: int) -> tuple[list[int], int]:
    values, over = shapley(np.array(worths)[:, np.newaxis])
    return values[:, 0].tolist(), over


def test_one_part_adds_all_there_is() -> None:
    """From 3 to 10 it is 7, over 1!."""
    assert of_one_game(3, 10) == ([7], 1)


def test_two_parts_that_only_add_get_what_they_bring() -> None:
    """Worths 0, a = 5, b = 2, both 7: over 2! that is 10 and 4."""
    assert of_one_game(0, 5, 2, 7) == ([10, 4], 2)


def test_of_a_product_each_part_gets_the_mean_over_both_orders() -> None:
    """2 x 3 becomes 5 x 5. First: 15 - 6 = 9, last: 25 - 10 = 15; the other 10 - 6 and 25 - 15."""
    assert of_one_game(6, 15, 10, 25) == ([9 + 15, 4 + 10], 2)


def test_a_glove_game_of_three_comes_out_as_in_the_textbook() -> None:
    """One left glove (bit 0) and two right: a pair is worth 1; the values are 4/6, 1/6, 1/6."""
    assert of_one_game(0, 0, 0, 1, 0, 1, 0, 1) == ([4, 1, 1], 6)


def test_every_game_is_worked_out_by_itself() -> None:
    """The columns of a batch are the games."""
    values, over = shapley(np.array([[0, 6], [5, 15], [2, 10], [7, 25]]))

    assert (values.tolist(), over) == ([[10, 24], [4, 14]], 2)


@pytest.mark.parametrize("worth", [2**61, 2**70])
def test_worths_near_the_end_of_64_bits_stay_exact(worth: int) -> None:
    """Twelve parts, and everything hangs on the last of them to come: each gets a twelfth."""
    worths = np.zeros((1 << 12, 1), dtype=object)
    worths[-1] = worth

    values, over = shapley(worths)

    assert over == factorial(12)
    assert values[:, 0].tolist() == [worth * factorial(11)] * 12
