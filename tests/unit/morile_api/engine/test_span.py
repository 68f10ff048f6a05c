"""The lowest and highest over every completion."""

from tests.builders import a_criterion, a_matrix, a_node, a_scale, assess_one

SCALES = [a_scale("s", {"a": -1, "b": 0, "c": 2})]


def test_a_criterion_that_lowers_a_node_is_tried_at_its_other_end() -> None:
    """3 x (x) - (y): lowest with y at its highest, 3 x -1 - 2 = -5; highest 3 x 2 + 1 = 7."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="s"), a_criterion("y", scale="s")],
        scales=SCALES,
        nodes=[a_node("n", "weighted_sum", ["x", "y"], weights=[3, -1])],
        monotone=False,
    )

    result = assess_one(matrix, x="unknown", y="unknown")

    assert (result["range"]["lowest"], result["range"]["highest"]) == (-5, 7)


def test_a_criterion_that_may_do_either_is_tried_at_every_level() -> None:
    """x squared as a product of two sums of x: lowest in the middle of the scale, not at an end."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="s")],
        scales=SCALES,
        nodes=[
            a_node("one", "sum", ["x"]),
            a_node("two", "sum", ["x"]),
            a_node("squared", "product", ["one", "two"]),
        ],
        monotone=False,
    )

    result = assess_one(matrix, x="unknown")
    narrowed = assess_one(matrix, x=["a", "c"])

    assert (result["range"]["lowest"], result["range"]["highest"]) == (0, 4)
    assert (narrowed["range"]["lowest"], narrowed["range"]["highest"]) == (1, 4)


def test_score_and_band_have_their_ends_at_different_completions() -> None:
    """The band is read from another node, which falls where the score rises."""
    matrix = a_matrix(
        criteria=[a_criterion("x", scale="s")],
        scales=SCALES,
        nodes=[
            a_node("up", "sum", ["x"]),
            a_node("down", "weighted_sum", ["x"], weights=[-1], bands={"p3": -2, "p2": 0, "p1": 1}),
        ],
        score="up",
        band="down",
        monotone=False,
    )

    result = assess_one(matrix, x=["b", "c"])

    assert result["range"] == {"bands": ["p3", "p2"], "highest": 2, "lowest": 0}
