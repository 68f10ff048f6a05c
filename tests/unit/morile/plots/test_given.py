"""Given: what cannot be drawn says what can, and how to come by it."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from morile import plots
from morile.plots.given import WAYS
from morile_api.language.about import MatrixDocument
from tests.drawings import THEMATIC, assessments, engine, threats

Draw = Callable[..., plots.Picture]


def document(name: str = THEMATIC) -> MatrixDocument:
    return engine().matrix(name)


@pytest.mark.parametrize(
    ("draw", "way"),
    [
        (plots.agreement, "morile.frames.agreement"),
        (plots.disagreement, "morile.frames.agreement"),
        (plots.stability, "morile.frames.priorities"),
        (plots.movement, "morile.frames.replay"),
        (lambda it: plots.moderated(it, document()), "client's moderate"),
        (lambda it: plots.waterfall(it, document()), "explain=True"),
    ],
)
@pytest.mark.parametrize("given", [pd.DataFrame({"ref": ["A"]}), assessments(), None])
def test_what_is_no_answer_of_the_verb_is_told_the_way(draw: Draw, way: str, given: Any) -> None:
    """A frame has no contributions and no second assessor in a row."""
    with pytest.raises(ValueError, match=way):
        draw(given)


def test_every_way_names_what_to_call() -> None:
    for verb, way in WAYS.items():
        assert f"any client's {verb}" in way


def test_a_moderation_is_not_drawn_with_another_matrix() -> None:
    submission = {**threats()[0]}
    answer = engine().moderate(submission, [], THEMATIC)

    assert THEMATIC in plots.moderated(answer, document()).title
    with pytest.raises(ValueError, match=r"not of thematic@1\.1\.0"):
        plots.moderated(answer, document("thematic@1.1.0"))


def test_one_assessment_is_not_drawn_with_another_matrix() -> None:
    """Its vector says which matrix it is of."""
    with pytest.raises(ValueError, match="not of sleipnir"):
        plots.waterfall(assessments()[0], document("sleipnir@1.0.0"))
