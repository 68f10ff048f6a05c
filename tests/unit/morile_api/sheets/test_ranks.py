"""Ranks: equal scores share one."""

from morile_api.sheets.ranks import ranks_of


def test_equal_scores_share_the_rank_of_the_first_and_the_next_is_counted_on() -> None:
    assert ranks_of([5, 9, 5, 1]) == [2, 1, 2, 4]


def test_without_a_score_there_is_no_rank() -> None:
    assert ranks_of([None, 3]) == [None, 1]
