"""The waterfall: the worked example of docs/how-a-score-is-made.md, from 0 to 143."""

import msgspec
import pytest
from matplotlib.patches import Rectangle

from morile.plots import waterfall
from tests.drawings import THEMATIC, assessed, assessment, engine, texts


def test_the_steps_lead_from_the_lowest_answers_to_the_score() -> None:
    """75 + 26 + 19 + 15 + 8 = 143, worked out in docs/how-a-score-is-made.md."""
    picture = waterfall(assessment("SYN-2026-0003"), engine().matrix(THEMATIC))
    bars = [each for each in picture.axes[0].patches if isinstance(each, Rectangle)]

    assert [bar.get_width() for bar in bars] == [0, 75, 26, 19, 15, 8, 143]
    assert [bar.get_x() for bar in bars] == [0, 0, 75, 101, 120, 135, 0]


def test_an_open_answer_says_what_it_counts_as_and_has_a_pattern_of_its_own() -> None:
    picture = waterfall(assessment("SYN-2026-0003"), engine().matrix(THEMATIC))
    bars = picture.axes[0].patches

    assert "Psychological harm: unknown\ncounted as moderate" in texts(picture)
    assert bars[4].get_hatch() != bars[1].get_hatch()


def test_without_contributions_it_says_how_to_ask_for_them() -> None:
    plain = msgspec.structs.replace(assessment("SYN-2026-0003"), contributions=None)

    with pytest.raises(ValueError, match="explain=True"):
        waterfall(plain, engine().matrix(THEMATIC))


def test_without_a_single_score_there_is_nothing_to_add_up_to() -> None:
    with pytest.raises(ValueError, match="no single score"):
        waterfall(assessed(score=None), engine().matrix(THEMATIC))
