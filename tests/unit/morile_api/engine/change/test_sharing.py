"""A printed difference shared out."""

from morile_api.engine.change.sharing import shared_out


def test_shares_are_rounded_so_that_they_add_up() -> None:
    """7 / 3 each is 2 and a third: 2 + 2 + 2 is one short, and the first by name gets it."""
    assert shared_out({"b": 7, "c": 7, "a": 7}, 3, 7, 0) == {"a": 3, "b": 2, "c": 2}


def test_what_did_nothing_gets_nothing_of_the_rounding() -> None:
    """From 0.5, printed 1, to 1.5, printed 2: of 1 exactly, b did all and a did nothing."""
    assert shared_out({"a": 0, "b": 2}, 2, 1, 0) == {"a": 0, "b": 1}


def test_the_order_in_which_shares_come_does_not_matter() -> None:
    """Only their names break a tie."""
    one = shared_out({"a": 1, "b": 1}, 2, 1, 0)

    assert one == shared_out({"b": 1, "a": 1}, 2, 1, 0) == {"a": 1, "b": 0}


def test_shares_that_lower_a_score_are_negative() -> None:
    """-2.5 and -0.5 are -3 in all."""
    assert shared_out({"a": -5, "b": -1}, 2, -3, 0) == {"a": -2, "b": -1}


def test_shares_have_the_decimals_that_are_printed() -> None:
    """1/3 and 2/3 of a whole of 1 with two decimals."""
    assert shared_out({"a": 1, "b": 2}, 3, 100, 2) == {"a": 0.33, "b": 0.67}
