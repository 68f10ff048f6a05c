"""Distributions as they are printed."""

from fractions import Fraction

import pytest

from morile_api.engine.coding import code_many, code_one
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import Spread
from morile_api.engine.prospects import (
    Speller,
    band_weights,
    chance,
    likelihoods,
    probabilities,
    quantile,
)
from morile_api.engine.score import MANY, ONE, score
from morile_api.engine.scorer import scorer_of
from morile_api.language.prospects import Distribution
from tests.builders import DIGEST, a_matrix

EXAMPLE = scorer_of(compile_matrix(a_matrix(), DIGEST))


def printed(*rows: tuple[str, ...]) -> list[Distribution]:
    """Of threats that answer so, worked out together."""
    coded = code_many(EXAMPLE.lexicon, rows)
    scores = score(EXAMPLE.matrix, coded.headline, MANY)
    likely = likelihoods(EXAMPLE.matrix, EXAMPLE.odds, coded, scores, MANY)
    speller = Speller(EXAMPLE.matrix)
    return [
        speller.distribution(each, said)
        for each, said in zip(likely, coded.all_said(), strict=True)
        if each is not None
    ]


def test_printed_probabilities_add_up_to_exactly_one() -> None:
    """Three thirds of four decimals leave a ten thousandth over, which the first of them gets."""
    found = probabilities([1, 1, 1])
    assert found == [0.3334, 0.3333, 0.3333]
    assert sum(Fraction(str(each)) for each in found) == 1


def test_what_is_possible_is_never_printed_as_nought() -> None:
    """Two bands of one in a million have a ten thousandth each, which the largest gives."""
    found = probabilities([999_998, 1, 1, 0])
    assert found == [0.9998, 0.0001, 0.0001, 0]


@pytest.mark.parametrize(
    ("weight", "printed"), [(0, 0), (1, 0.0001), (500_000, 0.5), (999_999, 0.9999), (1_000_000, 1)]
)
def test_a_chance_is_nought_or_one_only_where_there_is_no_other(
    weight: int, printed: float
) -> None:
    """In a million."""
    assert chance(weight, 1_000_000) == printed


def test_a_quantile_is_a_score_that_can_be_had() -> None:
    """Of 2, 3, 4 with weights 1, 2, 1 a quarter lies at 2 and three quarters at or below 3."""
    spread = Spread((2, 3, 4), (1, 2, 1))
    assert [quantile(spread, each) for each in (5, 25, 26, 75, 76, 95)] == [2, 2, 3, 3, 4, 4]


def test_an_unknown_answer_is_shown_with_its_bands_and_what_was_assumed() -> None:
    """Physical harm unknown, community none: 0, 2.5 and 8; the last is high; mean 10.5 / 3."""
    [found] = printed(("unknown", "none"))
    assert found.band_probabilities == {"low": 0.6667, "high": 0.3333}
    assert found.mean == 3.5
    assert found.quantiles == {"5": 0, "25": 0, "50": 2.5, "75": 8, "95": 8}
    assert found.priors == {"physical_harm": {"none": 0.3334, "moderate": 0.3333, "severe": 0.3333}}


def test_threats_worked_out_together_have_each_its_own() -> None:
    """Severe and none is 8 for certain; the two unknown ones are alike."""
    rows = [("severe", "none"), ("unknown", "none"), ("none", "none"), ("unknown", "none")]
    found = printed(*rows)
    assert found == [printed(row)[0] for row in rows]
    assert found[0].band_probabilities == {"high": 1}
    assert found[0].priors == {}
    assert found[1] == found[3]


def test_one_threat_by_itself_is_as_certain_as_in_a_batch() -> None:
    coded = code_one(EXAMPLE.lexicon, ("severe", "none"))
    scores = score(EXAMPLE.matrix, coded.headline, ONE)
    [likely] = likelihoods(EXAMPLE.matrix, EXAMPLE.odds, coded, scores, ONE)
    assert likely is not None
    assert likely.scores.weights == (1,)
    assert band_weights(EXAMPLE.matrix, likely.bands) == {1: 1}
