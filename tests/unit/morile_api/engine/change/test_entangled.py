"""Which criteria bear on one another."""

import pytest

from morile_api.engine.change.entangled import entangled
from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, shipped_catalogue
from tests.moderations import combined


@pytest.mark.parametrize("combine", ["sum", "mean"])
def test_criteria_that_are_added_up_do_not_bear_on_one_another(combine: str) -> None:
    """What one adds does not depend on the others."""
    matrix = compile_matrix(combined(combine, {"no": 0, "yes": 1}), DIGEST)

    assert entangled(matrix) == [frozenset({0}), frozenset({1})]


@pytest.mark.parametrize("combine", ["product", "max", "min"])
def test_criteria_that_meet_in_anything_else_do(combine: str) -> None:
    """There the worth of one depends on the level of the other."""
    matrix = compile_matrix(combined(combine, {"no": 0, "yes": 1}), DIGEST)

    assert entangled(matrix) == [frozenset({0, 1})]


def test_groups_join_only_where_they_meet() -> None:
    """The larger of a and b, plus c: a and b are a group, c is one of its own."""
    criteria = [a_criterion(name, name.upper()) for name in "abc"]
    nodes = [a_node("worst", "max", ["a", "b"]), a_node("total", "sum", ["worst", "c"])]

    matrix = compile_matrix(a_matrix(criteria, nodes), DIGEST)

    assert entangled(matrix) == [frozenset({0, 1}), frozenset({2})]


def test_criteria_beside_the_headline_are_in_no_group() -> None:
    """They add nothing to the score, whatever they do to their own node."""
    criteria = [a_criterion(name, name.upper()) for name in "abc"]
    nodes = [a_node("position", "product", ["b", "c"]), a_node("harm", "sum", ["a"])]

    matrix = compile_matrix(a_matrix(criteria, nodes, score="harm", beside=["position"]), DIGEST)

    assert entangled(matrix) == [frozenset({0})]


def test_every_shipped_matrix_takes_any_number_of_changes_at_once() -> None:
    """No more than twelve of its criteria bear on one another."""
    for scorer in shipped_catalogue().scorers.values():
        assert max(map(len, entangled(scorer.matrix))) <= 12, scorer.matrix.id
