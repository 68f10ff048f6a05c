"""What the table of results says of a goal."""

import pytest

from benchmarks.results import Line, Part, figure, table, verdict
from benchmarks.timing import Ratio


def a_line(measured: float, goal: float | None = None, at_least: bool = False) -> Line:
    return Line("a work", Ratio(measured, measured, measured), goal, at_least)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (a_line(1.6, goal=1.6), "met"),
        (a_line(2.4, goal=1.6), "missed, 50 % over"),
        (a_line(0.6, goal=0.6, at_least=True), "met"),
        (a_line(0.3, goal=0.6, at_least=True), "missed, 50 % under"),
        (a_line(9.0), ""),
    ],
)
def test_a_missed_goal_says_by_how_much_of_the_goal(line: Line, said: str) -> None:
    """2.4 is half as much again as 1.6; 0.3 is half of 0.6."""
    assert verdict(line) == said


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.0, "1.00"), (9.994, "9.99"), (25.04, "25.0"), (1234.4, "1,234")],
)
def test_a_figure_has_three_digits_or_all_before_the_point(value: float, shown: str) -> None:
    """More would be noise, fewer would hide a goal missed."""
    assert figure(value) == shown


def test_a_table_has_a_row_for_every_line() -> None:
    """With its goal, its median in bold, its quartiles and its verdict."""
    line = Line("scoring", Ratio(2.4, 2.0, 3.0), goal=1.6, beside="5 µs", peak=1234.4)

    rows = table(Part("Heading", "Against the floor.", [line])).splitlines()

    assert rows[0] == "### Heading"
    assert rows[-1] == (
        "| scoring | ≤ 1.6 × | **2.40** × | 2.00 – 3.00 | missed, 50 % over | 1,234 MiB | 5 µs |"
    )
