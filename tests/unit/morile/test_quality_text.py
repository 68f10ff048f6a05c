"""The quality report of a matrix, as text."""

from typing import Any

from morile._quality_text import report
from morile_api.language.quality import CriterionQuality, IdleCriterion, Quality


def a_report(**changes: Any) -> str:
    figures: dict[str, Any] = {
        "distinct_scores": 9,
        "tied": 0.125,
        "most_common": 0.1875,
        "misordered": 0.05,
        "bands": {"low": 0.75, "very_high": 0.25},
        "criteria": [
            CriterionQuality("impact", 0.5, 0.2, 0.8),
            CriterionQuality("volume", 0, 0, 0.01),
        ],
        "idle": [IdleCriterion("volume", ["likelihood"], "moves the score, but no band")],
        "exact": {"misordered": False, "bands": True, "criteria": True},
        "sampled": 0,
        "pairs": 200_000,
        "seed": 1,
    }
    return report(Quality(**(figures | changes)))


def test_scores_ties_order_and_bands_are_said_in_per_cent() -> None:
    said = a_report()

    assert "Distinct scores: 9." in said
    assert "Tied: 12.5 % of pairs have the same score." in said
    assert "Most common score: 18.75 % of submissions have it." in said
    assert (
        "Misordered: 5 % of pairs are ranked against the underlying order (estimated from " in said
    )
    assert "(estimated from 200,000 pairs drawn with seed 1)." in said
    assert "Bands: low 75 %, very high 25 %." in said


def test_a_criterion_that_can_never_change_a_band_is_named_with_the_reason() -> None:
    said = a_report()

    assert "Cannot change the headline band:\n  volume: moves the score, but no band.\n" in said


def test_without_bands_it_is_the_score_that_cannot_be_changed() -> None:
    assert "Cannot change the headline score:" in a_report(bands={})


def test_none_is_named_where_every_criterion_can() -> None:
    assert "annot" not in a_report(idle=[])


def test_a_band_that_is_hardly_ever_reached_is_named() -> None:
    said = a_report(bands={"low": 0.9999, "very_high": 0.0001})

    assert "Bands: low 99.99 %, very high 0.01 % or less." in said
    assert "Hardly ever reached: very high." in said


def test_what_is_not_worked_out_is_said() -> None:
    said = a_report(distinct_scores=None, tied=None, most_common=None, misordered=None, bands={})

    assert "Distinct scores and ties: not worked out" in said
    assert "Misordered: a grid measures nothing" in said
    assert "Bands:" not in said


def test_a_sample_is_called_one_for_each_figure_that_rests_on_it() -> None:
    assert "headline can do, counted over every submission there is:" in a_report()
    exact = {"misordered": False, "bands": False, "criteria": False}
    said = a_report(exact=exact, sampled=1000)
    drawn = "estimated from 1,000 submissions drawn with seed 1"
    assert f"Bands: low 75 %, very high 25 % ({drawn})." in said
    assert f"headline can do, {drawn}:" in said


def test_a_matrix_without_bands_has_dashes() -> None:
    said = a_report(criteria=[CriterionQuality("impact", None, 0.2, 0.8)], bands={}, idle=[])

    assert said.splitlines()[-1].split() == ["impact", "-", "20", "%", "80", "%"]
    assert "never" not in said
