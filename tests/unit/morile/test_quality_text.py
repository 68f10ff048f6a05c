"""The quality report of a matrix, as text."""

from typing import Any

from morile._quality_text import report
from morile_api.language.quality import CriterionQuality, Quality


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
        "exact": True,
        "sampled": 200_000,
        "seed": 1,
    }
    return report(Quality(**(figures | changes)))


def test_scores_ties_order_and_bands_are_said_in_per_cent() -> None:
    said = a_report()

    assert "Distinct scores: 9." in said
    assert "Tied: 12.5 % of pairs have the same score." in said
    assert "Most common score: 18.75 % of submissions have it." in said
    assert "Misordered: 5 % of pairs are ranked against the underlying order (from 200,000" in said
    assert "Bands: low 75 %, very high 25 %." in said


def test_a_criterion_that_can_never_change_a_band_is_named_plainly() -> None:
    assert "Can never change a band: volume." in a_report()


def test_none_is_named_where_every_criterion_can() -> None:
    assert "never" not in a_report(criteria=[CriterionQuality("impact", 0.5, 0.2, 0.8)])


def test_what_is_not_worked_out_is_said() -> None:
    said = a_report(distinct_scores=None, tied=None, most_common=None, misordered=None, bands={})

    assert "Distinct scores and ties: not worked out" in said
    assert "Misordered: a grid measures nothing" in said
    assert "Bands:" not in said


def test_a_sample_is_called_one() -> None:
    assert "counted over every submission there is" in a_report()
    assert "estimated from a fixed sample of 1,000 submissions" in a_report(
        exact=False, sampled=1000
    )


def test_a_matrix_without_bands_has_dashes() -> None:
    said = a_report(criteria=[CriterionQuality("impact", None, 0.2, 0.8)])

    assert said.splitlines()[-1].split() == ["impact", "-", "20", "%", "80", "%"]
    assert "never" not in said
