"""Held to the reference."""

from morile_api.engine.agreement.calibration import calibration
from morile_api.language.agreement import Closeness
from tests.panels import a_panel, a_said, said_by

CRITERIA = ["physical_harm", "community_harm"]
REFERENCES = [
    a_said("T1", "panel", "PHm COn", reference=True),
    a_said("T2", "panel", "PHn COs", reference=True),
]
SAID = said_by({"A": ["PHm COn", "PHs COs"], "B": ["PHn COm", "PH? COm", "PHs COs"]})


def test_without_a_reference_there_is_no_calibration() -> None:
    """The others on the same threat are no yardstick."""
    assert calibration(a_panel(SAID), CRITERIA) is None


def test_everyone_is_held_to_the_reference_of_the_same_threat() -> None:
    """A: 0, 0 | +2, 0 steps. B: -1, +1 | (unknown) -1. T3 has no reference."""
    found = calibration(a_panel([*SAID, *REFERENCES]), CRITERIA)

    assert found is not None
    assert found.threats == 2
    first, second = found.compared
    assert (first.assessor, second.assessor) == ("A", "B")
    assert first.closeness == Closeness(4, 3, 3, 75, 0.5, 0.5)
    assert second.closeness == Closeness(3, 0, 3, 0, -0.333, 1)
    assert found.overall.closeness == Closeness(7, 3, 6, 42.9, 0.143, 0.714)


def test_each_criterion_is_held_to_the_reference_too() -> None:
    """Physical harm: 0, +2, -1. Community harm: 0, 0, +1, -1."""
    found = calibration(a_panel([*SAID, *REFERENCES]), CRITERIA)

    assert found is not None
    physical, community = found.criteria
    assert physical.criterion == "physical_harm"
    assert physical.closeness == Closeness(3, 1, 2, 33.3, 0.333, 1)
    assert community.closeness == Closeness(4, 2, 4, 50, 0, 0.5)


def test_bands_are_compared_where_both_have_one() -> None:
    """References: 2.5 low and 2 low. A: 2.5 low, 10 high. B: 0.625 low, and none."""
    found = calibration(a_panel([*SAID, *REFERENCES]), CRITERIA)

    assert found is not None
    assert [(each.bands, each.same_bands) for each in found.compared] == [(2, 1), (1, 1)]
    assert (found.overall.bands, found.overall.same_bands) == (3, 2)


def test_whoever_answered_no_threat_with_a_reference_is_left_out() -> None:
    """There is nothing to say of C."""
    found = calibration(a_panel([*SAID, *REFERENCES, a_said("T3", "C", "PHn")]), CRITERIA)

    assert found is not None
    assert [each.assessor for each in found.compared] == ["A", "B"]


def test_references_alone_are_a_calibration_of_nobody() -> None:
    """No answers, so no means."""
    found = calibration(a_panel(REFERENCES), CRITERIA)

    assert found is not None
    assert (found.threats, found.compared) == (0, [])
    assert found.overall.closeness == Closeness(0, 0, 0, None, None, None)
