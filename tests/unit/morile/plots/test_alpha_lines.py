"""Alpha lines: each criterion with its figure, its reading and, where there is none, the reason."""

from morile.plots import agreement
from tests.drawings import THEMATIC, engine, of_the_sample, texts

GRID = "priority-grid-4x4@1.0.0"


def _said(ref: str, assessor: str, impact: str, likelihood: str) -> dict[str, object]:
    levels = {"impact": impact, "likelihood": likelihood}
    return {
        "ref": ref,
        "organisation": "NCA",
        "threat_type": "fraud",
        "assessor": assessor,
        "levels": levels,
    }


def test_full_agreement_is_reliable_and_no_variation_has_no_figure() -> None:
    """Both name 1 and 2 alike for impact; likelihood is 1 throughout."""
    panel = [_said(ref, who, level, "1") for ref, level in (("A", "1"), ("B", "2")) for who in "XY"]

    picture = agreement(engine().agreement(panel, GRID))

    assert "impact: 1 reliable, 100 % the same" in picture.alt
    assert "likelihood: no alpha, every answer is the same level" in picture.alt
    assert "no alpha: every answer is the same level" in texts(picture)


def test_readings_have_marks_of_different_shape() -> None:
    """So that they hold without colour."""
    axes = of_the_sample("agreement").axes[0]
    marks = {line.get_marker() for line in axes.lines}

    assert {"o", "D", "s"} <= marks
    assert THEMATIC in of_the_sample("agreement").title
