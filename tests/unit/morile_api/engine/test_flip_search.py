"""The search for the nearest flips of one threat."""

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.flip_search import searched
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

STEPS = a_scale("steps", {"a": 0, "b": 1, "c": 2})


def test_every_smallest_change_is_found_earlier_criteria_first() -> None:
    """Nought and nought to two: two steps of the first, one of each, two of the second."""
    pair = [a_criterion("first", "A", "steps"), a_criterion("second", "B", "steps")]
    node = a_node("total", "sum", ["first", "second"], bands={"low": 0, "high": 2})
    matrix = compile_matrix(a_matrix(pair, [node], [STEPS]), DIGEST)

    assert searched(matrix, [0, 0], True, 5) == (2, [(2, 0), (1, 1), (0, 2)])
    assert searched(matrix, [0, 0], True, 2) == (2, [(2, 0), (1, 1)])
    # From four the way down is three steps: 2 + 2 to 0 + 1 or 1 + 0.
    assert searched(matrix, [2, 2], False, 5) == (3, [(0, 1), (1, 0)])


def test_beyond_the_last_band_there_is_nothing_to_find() -> None:
    matrix = compile_matrix(a_matrix(), DIGEST)

    assert searched(matrix, [2, 2], True, 5) is None
    assert searched(matrix, [0, 0], False, 5) is None


def test_a_product_that_stays_at_nought_cannot_be_raised_by_its_other_input_alone() -> None:
    """0 x 2: the first must rise for anything to change; 1 x 2 is two."""
    pair = [a_criterion("first", "A", "steps"), a_criterion("second", "B", "steps")]
    node = a_node("total", "product", ["first", "second"], bands={"low": 0, "high": 2})
    matrix = compile_matrix(a_matrix(pair, [node], [STEPS]), DIGEST)

    assert searched(matrix, [0, 2], True, 5) == (1, [(1, 2)])
