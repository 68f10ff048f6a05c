"""From one period to the next."""

from morile_api.engine.agreement.drift import drift
from morile_api.language.agreement import CriterionDistance
from tests.panels import a_panel, a_said

CRITERIA = ["physical_harm", "community_harm"]
SAID = [
    a_said("T1", "A", "PHn COn", period="2025"),
    a_said("T2", "A", "PHs COn", period="2025"),
    a_said("T3", "A", "PHm COn", period="2025"),
    a_said("T1", "A", "PHs COn", period="2026"),
    a_said("T2", "B", "PHm COm", period="2026"),
    a_said("T4", "A", "PHs COn", period="2026"),
    a_said("T1", "A", "PHs", period="2027"),
]


def test_each_period_is_compared_with_the_next_on_the_threats_of_both() -> None:
    """2025 to 2026: T1 rises by 2 steps (0 low, 8 high), T2 by -1 and 1 (8 high, 3.125 low)."""
    first, _ = drift(a_panel(SAID, "periods"), CRITERIA)

    assert (first.earlier, first.later, first.threats) == ("2025", "2026", 2)
    assert (first.answers, first.raised, first.same, first.lowered) == (4, 2, 1, 1)
    assert first.mean_steps == 0.5
    assert (first.bands_raised, first.bands_same, first.bands_lowered) == (1, 0, 1)
    assert first.criteria == (
        CriterionDistance("physical_harm", 2, 0.5),
        CriterionDistance("community_harm", 2, 0.5),
    )


def test_what_is_missing_or_has_no_band_is_not_compared() -> None:
    """2026 to 2027: only physical harm of T1, and no band."""
    _, second = drift(a_panel(SAID, "periods"), CRITERIA)

    assert (second.threats, second.answers, second.same) == (1, 1, 1)
    assert (second.bands_raised, second.bands_same, second.bands_lowered) == (0, 0, 0)
    assert second.criteria == (CriterionDistance("physical_harm", 1, 0),)


def test_a_threat_that_skips_a_period_is_in_neither_comparison() -> None:
    """From 2025 to 2027 is not from one period to the next when there is a 2026."""
    said = [a_said("T1", "A", "PHn", period=year) for year in ("2025", "2027")]
    said.append(a_said("T2", "A", "PHn", period="2026"))

    assert [each.threats for each in drift(a_panel(said, "periods"), CRITERIA)] == [0, 0]


def test_one_period_alone_does_not_drift() -> None:
    """Nor does none."""
    assert drift(a_panel(SAID[:3], "periods"), CRITERIA) == []
    assert drift(a_panel([a_said("T1", "A", "PHn", reference=True)], "periods"), CRITERIA) == []
