"""Criteria looked up together."""

import numpy as np

from morile_api.engine.columns.groups import Group, combined, grouped, places


def test_as_many_criteria_are_put_together_as_a_table_holds() -> None:
    """Of 90 answers each two make 8,100 cells, three would make 729,000."""
    known: list[Group] = []

    assert grouped([0, 1, 2], [90, 90, 90], known) == [0, 1]
    assert [group.criteria for group in known] == [(0, 1), (2,)]


def test_a_group_that_fits_is_used_again() -> None:
    """And only what it lacks gets another."""
    known = [Group((1, 2), (5, 5)), Group((0, 3), (5, 5))]

    assert grouped([0, 1, 2], [5, 5, 5, 5], known) == [0, 2]
    assert known[2] == Group((0,), (5,))


def test_a_row_finds_its_combination_in_the_table() -> None:
    """Two answers worth 0 and 10, three worth 1, 2 and 3: 10 + 3 in one look-up."""
    group = Group((0, 1), (2, 3))
    table = combined([np.array([0, 10]), np.array([1, 2, 3])], np.add)

    at = places(group, [np.array([1, 0], dtype=np.int8), np.array([2, 1], dtype=np.int32)])

    assert table[at].tolist() == [13, 2]


def test_more_combinations_than_16_bits_hold_are_told_apart() -> None:
    """One criterion may have more different answers than fit; the last is still the last."""
    group = Group((0,), (70_000,))

    assert places(group, [np.array([69_999])]).tolist() == [69_999]
