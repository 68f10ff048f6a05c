"""Exact distributions of a node's score."""

from morile_api.engine.coding import code_many
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import Spread, odds_of, spread_of_node, spreads, ways_to
from morile_api.engine.lexicon import lexicon_of, meaning
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


def test_a_batch_has_each_threat_s_own_distribution() -> None:
    """Threats that answer alike share the work, not the result of others."""
    definition = a_matrix(PAIR, [a_node("total", "sum", ["first", "second"])], [STEPS])
    matrix = compile_matrix(definition, DIGEST)
    rows = [("low", "low"), ("low", ("low", "high")), ("low", "low")]
    coded = code_many(lexicon_of(matrix), rows)
    certain, open_ended = Spread((2,), (1,)), Spread((2, 4), (1, 1))
    found = spreads(matrix, odds_of(matrix), matrix.score, coded, len(rows))
    assert found == [certain, open_ended, certain]


def test_ways_are_counted_through_every_node_between() -> None:
    """First reaches the product by itself and through the sum."""
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["first", "both"]),
    ]
    matrix = compile_matrix(a_matrix(PAIR, nodes, [STEPS]), DIGEST)
    assert ways_to(matrix, matrix.score) == {0: 2, 1: 1, 2: 1, 3: 1}


def test_what_would_be_too_large_is_not_worked_out() -> None:
    """Nine criteria of three levels counted twice are 19,683 cases; only the range is given."""
    many = [a_criterion(f"c{place}", f"C{place}", "steps") for place in range(9)]
    names = [each.key for each in many]
    nodes = [a_node("once", "sum", names), a_node("total", "product", ["once", *names])]
    matrix = compile_matrix(a_matrix(many, nodes, [STEPS]), DIGEST)
    assert odds_of(matrix).fixed == {}
    answers = [meaning(matrix, place, "unknown") for place in range(9)]
    assert spread_of_node(matrix, odds_of(matrix), matrix.score, answers) is None


def test_threats_that_share_a_part_only_share_the_work_on_that_part() -> None:
    """A sum below a product: each threat of the batch has what it has alone."""
    criteria = [*PAIR, a_criterion("third", "C", "steps")]
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["both", "third"]),
    ]
    definition = a_matrix(criteria, nodes, [STEPS])
    matrix = compile_matrix(definition, DIGEST)
    rows = [
        ("unknown", "low", "high"),
        ("unknown", "low", ("low", "middle")),
        (("low", "high"), "low", "high"),
        ("low", "unknown", "high"),
        ("unknown", "low", "high"),
    ]

    coded = code_many(lexicon_of(matrix), rows)
    found = spreads(matrix, odds_of(matrix), matrix.score, coded, len(rows))

    assert found == [spread(definition, *row) for row in rows]
    assert found[1] == Spread((2, 3, 4, 6, 8), (1, 1, 2, 1, 1))


def test_a_batch_holds_fixed_what_is_counted_twice() -> None:
    """First times (first plus second), second high, as for one threat alone."""
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["first", "both"]),
    ]
    matrix = compile_matrix(a_matrix(PAIR, nodes, [STEPS]), DIGEST)

    coded = code_many(lexicon_of(matrix), [("unknown", "high")] * 2)

    expected = Spread((4, 10, 18), (1, 1, 1))
    assert spreads(matrix, odds_of(matrix), matrix.score, coded, 2) == [expected] * 2
