"""Places: the ranks that gaps leave, as in the answer."""

from morile.plots import stability
from tests.drawings import THEMATIC, engine, lines, texts, threats

GRID = "priority-grid-4x4@1.0.0"


def _threat(ref: str, impact: str) -> dict[str, object]:
    levels = {"impact": impact, "likelihood": "2"}
    return {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "levels": levels}


def test_a_line_reaches_from_the_best_rank_to_the_worst() -> None:
    """A is 4; B is 2, 4, 6 or 8 and has no score of its own; C is 8."""
    answer = engine().priorities(
        [_threat("A", "2"), _threat("B", "unknown"), _threat("C", "4")], GRID
    )

    picture = stability(answer)

    assert "1 C: best 1, worst 1" in picture.alt
    assert "2 A: best 2, worst 3" in picture.alt
    assert "– B: best 1, worst 3" in picture.alt
    assert [1, 3] in lines(picture)


def test_what_is_not_shown_is_counted() -> None:
    picture = stability(engine().priorities(threats(), THEMATIC), most=10)

    assert "50 less serious not shown." in texts(picture)
    assert texts(picture).count("OFFICIAL-SENSITIVE") == 2
