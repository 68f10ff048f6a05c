"""Lines, and giving from them once."""

from sys import maxsize

from morile_api.engine.priorities.desk import Desk, Line

A, B = "A", "B"


def test_a_line_waits_with_those_that_have_nothing_and_fit() -> None:
    """The third costs 4 where 3 are left: it is 1 short."""
    line = Line([[0, 1, 2]], 3)

    assert line.waiting({1: None}, [3, 1, 4]) == [0]
    assert line.short == 1


def test_a_line_remembers_the_smallest_want() -> None:
    """9 and then 5 where 3 are left."""
    line = Line([[0], [1]], 3)

    line.waiting({}, [9, 5])
    line.at = 1
    line.waiting({}, [9, 5])

    assert line.short == 2


def test_a_desk_says_what_came_too_late_and_for_whom() -> None:
    """B releases 2 of its 5 after the first, which costs 6, was passed over for want of 1."""
    desk = Desk([[0], [1], [2]], [6, 4, 3], [A, A, B], 10, {B: 5})

    desk.give(on_top=True)

    assert (desk.late, desk.needed) == (2, 1)


def test_what_is_released_before_the_overall_line_begins_is_not_late() -> None:
    """Where parts are a floor they are given first."""
    desk = Desk([[0], [1], [2]], [6, 4, 3], [A, A, B], 10, {B: 5})

    desk.give(on_top=False)

    assert desk.given == {2: B, 0: None}
    assert (desk.late, desk.needed) == (0, 3)


def test_of_slots_nothing_is_ever_passed_over() -> None:
    """Every threat costs one, so what comes late comes to those next in line all the same."""
    desk = Desk([[0], [1], [2]], [1] * 3, [A, A, B], 3, {B: 2})

    desk.give(on_top=True)

    assert (desk.late, desk.needed) == (1, maxsize)
