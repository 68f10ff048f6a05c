"""Distributions and open questions as they are printed."""

from fractions import Fraction

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.distribution import Spread, odds_of
from morile_api.engine.lexicon import meaning
from morile_api.engine.prospects import distribution, open_questions, probabilities, quantile
from tests.builders import DIGEST, a_matrix

EXAMPLE = compile_matrix(a_matrix(), DIGEST)


def said(*answers: object) -> list[object]:
    return [meaning(EXAMPLE, place, each) for place, each in enumerate(answers)]


def test_printed_probabilities_add_up_to_exactly_one() -> None:
    """Three thirds of six decimals leave a millionth over, which the first of them gets."""
    found = probabilities([1, 1, 1])
    assert found == [0.333334, 0.333333, 0.333333]
    assert sum(Fraction(str(each)) for each in found) == 1


def test_a_quantile_is_a_score_that_can_be_had() -> None:
    """Of 2, 3, 4 with weights 1, 2, 1 a quarter lies at 2 and three quarters at or below 3."""
    spread = Spread((2, 3, 4), (1, 2, 1))
    assert [quantile(spread, each) for each in (5, 25, 26, 75, 76, 95)] == [2, 2, 3, 3, 4, 4]


def test_an_unknown_answer_is_shown_with_its_bands_and_what_was_assumed() -> None:
    """Physical harm unknown, community none: 0, 2.5 and 8; the last is high; mean 10.5 / 3."""
    found = distribution(EXAMPLE, odds_of(EXAMPLE), said("unknown", "none"))  # type: ignore[arg-type]
    assert found is not None
    assert found.band_probabilities == {"low": 0.666667, "high": 0.333333}
    assert found.mean == 3.5
    assert found.quantiles == {"5": 0, "25": 0, "50": 2.5, "75": 8, "95": 8}
    assert found.priors == {
        "physical_harm": {"none": 0.333334, "moderate": 0.333333, "severe": 0.333333}
    }


def test_the_question_that_could_change_the_band_comes_first() -> None:
    """Both unknown, neither stands in for: closing physical harm narrows 0-10 to a width of 2."""
    first, second = open_questions(EXAMPLE, said("unknown", "unknown"))  # type: ignore[arg-type]
    assert (first.criterion, first.narrows_by) == ("physical_harm", 8)
    assert (second.criterion, second.narrows_by) == ("community_harm", 2)
    # Without a headline band there is none that could change.
    assert first.band_changes is None
    # Severe and anything is 8 to 10.
    assert [each.lowest for each in first.outcomes] == [0, 2.5, 8]
    assert [each.bands for each in first.outcomes] == [("low",), ("low", "high"), ("high",)]


def test_the_chance_that_the_band_changes_is_counted_over_the_levels() -> None:
    """Physical harm moderate or severe, community harm none, moderate the headline: 1 in 2."""
    scale = EXAMPLE.definition.scales[0]
    assert [level.key for level in scale.levels] == ["none", "moderate", "severe"]
    [only] = open_questions(EXAMPLE, said("none", ("moderate", "severe")))  # type: ignore[arg-type]
    assert only.answered == "moderate|severe"
    assert only.band_changes is None
