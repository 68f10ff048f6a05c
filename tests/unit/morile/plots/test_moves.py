"""Moves: ranks under two definitions, bands that are crossed said in words."""

import pytest

from morile.plots import movement
from tests.drawings import THEMATIC, engine, of_the_sample, texts, threats


def test_who_crosses_a_band_comes_first_and_says_so() -> None:
    answer = engine().replay(threats(), "thematic@1.1.0", THEMATIC)
    picture = movement(answer, most=answer.summary.crossed or 0)

    assert texts(picture).count("(another band)") == answer.summary.crossed
    assert f"{answer.summary.moved} of 60 threats move." in picture.alt


def test_the_title_says_the_standing_of_both_definitions() -> None:
    title = of_the_sample("movement").title

    assert "thematic@1.0.0 (illustrative figures) to thematic@1.1.0 (draft figures)" in title


def test_nothing_with_two_ranks_is_nothing_to_draw() -> None:
    submission = {
        "ref": "A",
        "organisation": "NCA",
        "threat_type": "fraud",
        "levels": {"outcome": "unknown"},
    }
    answer = engine().replay([submission], "disruption@1.0.0", "disruption@1.0.0")

    with pytest.raises(ValueError, match="single score"):
        movement(answer)
