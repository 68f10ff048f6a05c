"""Printed shares that still add up."""

import numpy as np
import pytest

from morile_api.engine.apportion import apportioned
from morile_api.engine.score import MANY, ONE
from tests.builders import a_criterion, a_matrix, a_node, a_scale, assess_one

# Shares over 3 and 4, whole in hundredths, and what is printed: all worked by hand.
CASES = [
    ([1, 1, 1], 3, 100, [34, 33, 33]),
    ([2, 1, 0], 3, 100, [67, 33, 0]),
    ([1, 2, 1], 4, 100, [25, 50, 25]),
    ([-1, -1, 5], 3, 100, [-33, -33, 166]),
    ([0, 0, 0], 3, 0, [0, 0, 0]),
]


@pytest.mark.parametrize(("shares", "over", "whole", "steps"), CASES)
def test_every_share_is_rounded_down_and_the_largest_remainders_get_what_is_missing(
    shares: list[int], over: int, whole: int, steps: list[int]
) -> None:
    """Of equal remainders the earlier; -33.3, -33.3 and 166.7 go down to -34, -34 and 166."""
    assert apportioned(shares, over, whole, 100, ONE) == steps


def test_many_threats_are_apportioned_as_each_alone() -> None:
    """Columns of shares, each over its own denominator."""
    columns = [np.array(each) for each in zip(*[case[0] for case in CASES], strict=True)]
    over, whole = (np.array([case[at] for case in CASES]) for at in (1, 2))

    steps = apportioned(columns, over, whole, 100, MANY)

    assert [list(row) for row in zip(*steps, strict=True)] == [case[3] for case in CASES]


def test_numbers_longer_than_64_bits_are_apportioned_alike() -> None:
    """Thirds and a nothing, over an int that no array of numbers holds."""
    large = 10**30
    columns = [np.array([large * share], dtype=object) for share in (1, 1, 1, 0)]
    whole = np.array([100], dtype=object)

    steps = apportioned(columns, 3 * large, whole, 100, MANY)

    assert [list(each) for each in steps] == [[34], [33], [33], [0]]


def test_a_share_of_nothing_is_printed_as_nothing_where_rounding_pulls_apart() -> None:
    """From -0.5 to 0.5 is exactly 1, but -0.5 is printed -1 and 0.5 is printed 1: two to give out.

    Both belong to the criterion that was raised: the other stands at its lowest level.
    """
    matrix = a_matrix(
        criteria=[a_criterion("asleep", scale="step"), a_criterion("raised", scale="half")],
        scales=[
            a_scale("step", {"off": 0, "on": 1}),
            a_scale("half", {"low": "-0.5", "up": "0.5"}),
        ],
        nodes=[a_node("n", "sum", ["asleep", "raised"])],
        decimals=0,
    )

    result = assess_one(matrix, explain=True, asleep="off", raised="up")

    assert result["score"] == 1
    assert [line["adds"] for line in result["contributions"]] == [0, 2]
