"""Whole slots by largest remainder."""

from fractions import Fraction

from morile_api.engine.priorities.largest_remainder import Apportioned, apportion, shares_of

IN_ORDER = [0, 1, 2, 3, 4, 5]


def shares(total: int, *weights: int) -> list[Fraction]:
    return shares_of([Fraction(each) for each in weights], Fraction(total))


def test_whole_shares_need_no_remainder() -> None:
    """Six slots by weights 3, 2 and 1."""
    assert apportion(shares(6, 3, 2, 1), IN_ORDER[:3]) == Apportioned(
        [3, 2, 1], [False] * 3, left=0, contested=False
    )


def test_the_largest_remainder_has_the_slot_that_is_left() -> None:
    """Five slots by 3, 2 and 1 are 2.5, 1.67 and 0.83: two are left, for 0.83 and 0.67."""
    assert apportion(shares(5, 3, 2, 1), IN_ORDER[:3]) == Apportioned(
        [2, 2, 1], [False, True, True], left=0, contested=False
    )


def test_of_equal_remainders_the_preferred_is_served_first() -> None:
    """Four slots among six alike are 0.67 each; two must go without, and it is said which."""
    found = apportion(shares(4, *[1] * 6), [5, 4, 3, 2, 1, 0])

    raised = [False, False, True, True, True, True]
    assert found == Apportioned([0, 0, 1, 1, 1, 1], raised, left=0, contested=True)


def test_where_no_preference_decides_nobody_has_the_slot() -> None:
    """There is never a silent tie-break, here neither."""
    nobody = Apportioned([0] * 6, [False] * 6, left=4, contested=True)

    assert apportion(shares(4, *[1] * 6), [0] * 6) == nobody


def test_a_smaller_remainder_does_not_overtake_those_that_are_undecided() -> None:
    """Five by 5, 3 and 3 are 2.27, 1.36 and 1.36: two claim the slot that is left, and neither
    has it; nor has the first."""
    found = apportion(shares(5, 5, 3, 3), [0] * 3)

    assert found == Apportioned([2, 1, 1], [False] * 3, left=1, contested=True)


def test_nothing_reserved_gives_nothing() -> None:
    """A share of nought is a share."""
    nothing = Apportioned([0, 0], [False, False], left=0, contested=False)

    assert apportion(shares(0, 1, 2), IN_ORDER[:2]) == nothing


def test_equal_remainders_that_are_all_served_contest_nothing() -> None:
    """Two slots by 3, 3 and 2 are 0.75, 0.75 and 0.5: one each for the two that are level."""
    found = apportion(shares(2, 3, 3, 2), [0] * 3)

    assert found == Apportioned([1, 1, 0], [True, True, False], left=0, contested=False)
