"""Sides: how often each assessor stands below, level with and above the others."""

import pytest

from morile.plots import disagreement
from tests.drawings import bars, engine, texts

GRID = "priority-grid-4x4@1.0.0"


def _said(ref: str, assessor: str, impact: str) -> dict[str, object]:
    levels = {"impact": impact, "likelihood": "1"}
    return {
        "ref": ref,
        "organisation": "NCA",
        "threat_type": "fraud",
        "assessor": assessor,
        "levels": levels,
    }


def test_who_is_higher_on_one_threat_and_level_on_the_other_stands_half_and_half() -> None:
    panel = [_said("A", "X", "3"), _said("A", "Y", "1"), _said("B", "X", "2"), _said("B", "Y", "2")]

    picture = disagreement(engine().agreement(panel, GRID))

    assert "NCA, X: of 2 threats 0 lower, 1 the same, 1 higher" in picture.alt
    assert "NCA, Y: of 2 threats 1 lower, 1 the same, 0 higher" in picture.alt
    assert [bar.get_width() for bar in bars(picture)] == [50, 50, 50, 50]
    assert "Stands apart:" in texts(picture)


def test_one_assessor_alone_cannot_disagree() -> None:
    answer = engine().agreement([_said("A", "X", "3")], GRID)

    with pytest.raises(ValueError, match="nobody"):
        disagreement(answer)
