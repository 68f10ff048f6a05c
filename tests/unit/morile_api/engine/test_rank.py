"""Ranks, and the best and worst they could be."""

import numpy as np

from morile_api.engine.rank import best_and_worst, percentiles, ranks


def an_array(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def test_equal_scores_share_the_rank_of_the_first_of_them() -> None:
    """1, 2, 2, 4: nobody is third, and each knows how many it ties with."""
    rank, tied = ranks(an_array(5, 9, 5, 1))

    assert rank.tolist() == [2, 1, 2, 4]
    assert tied.tolist() == [2, 1, 2, 1]


def test_nobody_ranked_gives_nothing() -> None:
    """A request whose threats all lack a headline score is no mistake."""
    rank, tied = ranks(an_array())

    assert rank.tolist() == tied.tolist() == []


def test_a_threat_is_best_at_its_highest_with_the_others_at_their_lowest() -> None:
    """A 2 to 6, B 4, C 5: at 6 A is first; at 2 both are above it; B can be second or third."""
    best, worst = best_and_worst(an_array(2, 4, 5), an_array(6, 4, 5))

    assert best.tolist() == [1, 2, 1]
    assert worst.tolist() == [3, 3, 2]


def test_a_tie_at_the_ends_costs_no_rank() -> None:
    """A 2 to 5 and B 5: at its best A ties with B, and both are first."""
    best, worst = best_and_worst(an_array(2, 5), an_array(5, 5))

    assert best.tolist() == [1, 1]
    assert worst.tolist() == [2, 1]


def test_a_threat_in_the_middle_of_its_equals_has_half_of_them_below() -> None:
    """Of 1, 2, 2, 3 a score of 2 has one below and half of two beside it: 2 of 4."""
    assert percentiles([2, 0, 9], [3, 2, 1, 2]) == [(4, 8), (0, 8), (8, 8)]


def test_a_printed_decimal_equals_the_same_decimal_of_the_reference() -> None:
    """0.3 is 0.3, although neither is a float exactly."""
    assert percentiles([0.3], [0.1 + 0.2 - 2**-54, 0.3]) == [(2, 4)]
