"""The distributions of a batch, where threats share the work that is alike."""

from typing import Any

import pytest

from morile_api.engine import distribution
from morile_api.engine import spreads as module
from morile_api.engine.coding import code_many
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import Spread, odds_of, spread_of_node
from morile_api.engine.lexicon import lexicon_of
from morile_api.engine.spreads import spreads
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

STEPS = a_scale("steps", {"low": 1, "middle": 2, "high": 3})
PAIR = [a_criterion("first", "A", "steps"), a_criterion("second", "B", "steps")]
SUM = a_matrix(PAIR, [a_node("total", "sum", ["first", "second"])], [STEPS])
CERTAIN, OPEN = Spread((2,), (1,)), Spread((2, 4), (1, 1))


def found(definition: Matrix, rows: list[Any], of: list[int]) -> list[Spread | None]:
    matrix = compile_matrix(definition, DIGEST)
    coded = code_many(lexicon_of(matrix), rows)
    return spreads(matrix, odds_of(matrix), matrix.score, coded, of)


def test_each_threat_has_its_own_distribution_in_the_order_asked_for() -> None:
    """Low and low is 2; low, and low or high, is 2 or 4."""
    rows = [("low", "low"), ("low", ("low", "high")), ("low", "low")]

    assert found(SUM, rows, [0, 1, 2]) == [CERTAIN, OPEN, CERTAIN]
    assert found(SUM, rows, [1]) == [OPEN]


def test_answers_that_come_to_the_same_are_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Low or high with low, and low with low or high: three kinds of answers, two of sums.

    So the product above is worked out for two, though three pairs of answers were given.
    """
    nodes = [a_node("both", "sum", ["first", "second"]), a_node("total", "product", ["both"])]
    worked = []

    def counted(*given: Any) -> Any:
        worked.append(given[1].key)
        return distribution.combined(*given)

    monkeypatch.setattr(module, "combined", counted)
    rows = [("low", "low"), ("low", ("low", "high")), (("low", "high"), "low"), ("low", "low")]

    assert found(a_matrix(PAIR, nodes, [STEPS]), rows, [0, 1, 2, 3]) == [
        CERTAIN,
        OPEN,
        OPEN,
        CERTAIN,
    ]
    assert (worked.count("both"), worked.count("total")) == (3, 2)


def test_what_is_counted_twice_is_worked_out_threat_by_threat() -> None:
    """First times (first plus second), second high: 1 x 4, 2 x 5, 3 x 6."""
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["first", "both"]),
    ]

    assert found(a_matrix(PAIR, nodes, [STEPS]), [("unknown", "high")], [0]) == [
        Spread((4, 10, 18), (1, 1, 1))
    ]


@pytest.mark.parametrize("most", [1, 26, 27, 53, 54, 10_000])
def test_what_is_too_much_for_one_threat_is_too_much_for_it_in_a_batch(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Whoever else is in it, and however much of the work they share."""
    for each in (distribution, module):
        monkeypatch.setattr(each, "MOST_STEPS", most)
    names = [f"c{number}" for number in range(6)]
    criteria = [a_criterion(name, name.upper(), "steps") for name in names]
    nodes = [
        a_node("left", "sum", names[:3]),
        a_node("right", "sum", names[3:]),
        a_node("total", "product", ["left", "right"]),
    ]
    matrix: CompiledMatrix = compile_matrix(a_matrix(criteria, nodes, [STEPS]), DIGEST)
    rows = [["unknown"] * 6, ["low"] * 6, ["unknown"] * 3 + ["low"] * 3]
    coded = code_many(lexicon_of(matrix), rows)
    odds = odds_of(matrix)

    together = spreads(matrix, odds, matrix.score, coded, [0, 1, 2])

    assert together == [
        spread_of_node(matrix, odds, matrix.score, coded.said(row)) for row in range(3)
    ]
