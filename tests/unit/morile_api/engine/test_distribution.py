"""Exact distributions of a node's score."""

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import (
    Spread,
    Steps,
    odds_of,
    spread_of_node,
    ways_to,
)
from morile_api.engine.lexicon import meaning
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

STEPS = a_scale("steps", {"low": 1, "middle": 2, "high": 3})
PAIR = [a_criterion("first", "A", "steps"), a_criterion("second", "B", "steps")]


def spread(definition: Matrix, *said: object) -> Spread | None:
    """Of the headline, for one threat that answers so."""
    matrix = compile_matrix(definition, DIGEST)
    answers = [meaning(matrix, place, each) for place, each in enumerate(said)]
    return spread_of_node(matrix, odds_of(matrix), matrix.score, answers)


def test_two_unknown_answers_add_up_like_two_dice() -> None:
    """Two dice of three sides: 2 to 6 in 1, 2, 3, 2, 1 of nine ways."""
    definition = a_matrix(PAIR, [a_node("total", "sum", ["first", "second"])], [STEPS])
    expected = Spread((2, 3, 4, 5, 6), (1, 2, 3, 2, 1))
    assert spread(definition, "unknown", "unknown") == expected


def test_a_criterion_counted_twice_is_the_same_both_times() -> None:
    """First times (first plus second), second high: 1 x 4, 2 x 5, 3 x 6; never 1 x 6."""
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["first", "both"]),
    ]
    definition = a_matrix(PAIR, nodes, [STEPS])
    assert spread(definition, "unknown", "high") == Spread((4, 10, 18), (1, 1, 1))


def test_a_grid_gathers_the_cells_of_one_level() -> None:
    """Low only where both are low: one way of nine."""
    cells = [["low", "high", "high"], ["high"] * 3, ["high"] * 3]
    node = a_node("cell", "grid", ["first", "second"], gives="steps", cells=cells)
    found = spread(a_matrix(PAIR, [node], [STEPS]), "unknown", "unknown")
    assert found == Spread((1, 3), (1, 8))


def test_ways_are_counted_through_every_node_between() -> None:
    """First reaches the product by itself and through the sum."""
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["first", "both"]),
    ]
    matrix = compile_matrix(a_matrix(PAIR, nodes, [STEPS]), DIGEST)
    assert ways_to(matrix, matrix.score) == {0: 2, 1: 1, 2: 1, 3: 1}


def test_what_would_be_too_much_is_not_worked_out_unless_the_answers_are_known() -> None:
    """Nine criteria of three levels counted twice are 19,683 cases; known ones are one case."""
    many = [a_criterion(f"c{place}", f"C{place}", "steps") for place in range(9)]
    names = [each.key for each in many]
    nodes = [a_node("once", "sum", names), a_node("total", "product", ["once", *names])]
    definition = a_matrix(many, nodes, [STEPS])

    assert spread(definition, *["unknown"] * 9) is None
    # 9 x 3 times 3 to the 9th.
    assert spread(definition, *["high"] * 9) == Spread((27 * 3**9,), (1,))


def a_long_sum() -> Matrix:
    """Twenty criteria of five levels, of 100 + i points a level: sums from 0 to 8,760."""
    scales = [
        a_scale(f"s{i}", {f"l{level}": level * (100 + i) for level in range(5)}) for i in range(20)
    ]
    many = [a_criterion(f"c{i}", f"C{i}", f"s{i}") for i in range(20)]
    node = a_node("total", "sum", [each.key for each in many])
    return a_matrix(many, [node], scales)


def test_a_long_sum_has_a_distribution_though_its_completions_cannot_be_counted() -> None:
    """5 to the 20 are a hundred million million; the sums are a few thousand."""
    found = spread(a_long_sum(), *["unknown"] * 20)

    assert found is not None
    assert sum(found.weights) == 5**20
    assert (found.values[0], found.values[-1]) == (0, 8760)
    # One way to the least, and one to the next: only the first criterion has a step of 100.
    assert (found.values[1], found.weights[:2]) == (100, (1, 1))


def test_steps_are_counted_and_what_takes_more_is_not_worked_out() -> None:
    """Nine pairs of values for two criteria of three levels."""
    definition = a_matrix(PAIR, [a_node("total", "sum", ["first", "second"])], [STEPS])
    matrix = compile_matrix(definition, DIGEST)
    said = [meaning(matrix, place, "unknown") for place in range(2)]

    def found(most: int) -> Spread | None:
        return spread_of_node(matrix, odds_of(matrix), matrix.score, said, Steps(most))

    assert found(8) is None
    assert found(9) is not None


def test_points_too_far_apart_to_meet_are_given_up_in_time() -> None:
    """Doubling points never give one sum twice: 2 to the 40 of them."""
    scales = [a_scale(f"s{i}", {"no": 0, "yes": 2**i}) for i in range(40)]
    many = [a_criterion(f"c{i}", f"C{i}", f"s{i}") for i in range(40)]
    node = a_node("total", "sum", [each.key for each in many])
    definition = a_matrix(many, [node], scales)

    assert spread(definition, *["unknown"] * 40) is None
    # Three left open are eight sums.
    some = spread(definition, *["unknown"] * 3, *["no"] * 37)
    assert some == Spread(tuple(range(8)), (1,) * 8)
