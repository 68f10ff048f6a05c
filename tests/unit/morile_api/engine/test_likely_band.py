"""The most likely band where the headline has none."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import odds_of
from morile_api.engine.lexicon import meaning
from morile_api.engine.likely_band import LikelyBand
from tests.builders import DIGEST, a_criterion, a_matrix, a_node

MATRIX = compile_matrix(a_matrix(), DIGEST)


def likely(*said: object) -> LikelyBand:
    answers = [meaning(MATRIX, place, each) for place, each in enumerate(said)]
    return LikelyBand(MATRIX, odds_of(MATRIX), answers)


def test_the_weight_of_the_levels_that_change_it_is_counted() -> None:
    """Physical harm 0, 2.5 or 8, high from 4: low two to one, and high only if it is severe."""
    found = likely("unknown", "none")
    assert found.now == 0
    assert found.changes(0) == 1


def test_of_equally_likely_bands_the_highest_counts() -> None:
    """None or severe: 0 or 8."""
    found = likely(("none", "severe"), "none")
    assert found.now == 1
    assert found.changes(0) == 1


def test_a_criterion_beside_the_headline_changes_nothing() -> None:
    criteria = [a_criterion("physical_harm"), a_criterion("community_harm")]
    nodes = [
        a_node("beside", "sum", ["community_harm"]),
        a_node("harm", "sum", ["physical_harm"], bands={"low": 0, "high": 4}),
    ]
    matrix = compile_matrix(a_matrix(criteria, nodes, beside=["beside"]), DIGEST)
    answers = [meaning(matrix, place, "unknown") for place in range(2)]
    assert LikelyBand(matrix, odds_of(matrix), answers).changes(1) == 0


def test_when_the_steps_are_spent_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both unknown take nine steps; nothing is left to close one of them."""
    monkeypatch.setattr("morile_api.engine.likely_band.MOST_STEPS", 9)
    found = likely("unknown", "unknown")
    assert (found.now, found.too_much) == (0, False)
    assert found.changes(0) is None
    assert found.too_much
