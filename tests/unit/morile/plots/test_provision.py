"""Provision: every answer of every unit in words."""

import pandas as pd
import pytest

from morile import frames
from morile.plots import coverage
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessments, engine, of_the_sample, texts, threats


def test_every_cell_says_its_level_and_what_is_open_says_so() -> None:
    """Seven cells are absent, and the key names the level once more."""
    picture = of_the_sample("coverage")

    assert "SYN-UNIT-A, 12.06 most: " in picture.alt
    assert "Digital laboratory ? unknown" in picture.alt
    assert "some forces or all forces" in texts(picture)
    assert texts(picture).splitlines().count("absent") == 7 + 1


def test_only_so_many_units_fit_beside_each_other() -> None:
    with pytest.raises(ValueError, match="1 to 16"):
        coverage(assessments(), engine().matrix(THEMATIC))


def test_any_matrix_will_do() -> None:
    some: list[Assessed] = list(assessments()[:2])

    assert "Physical harm" in coverage(some, engine().matrix(THEMATIC)).alt


def test_a_frame_gives_the_same_picture_where_it_holds_the_vectors() -> None:
    columns = {"ref": ["A", "B"], "impact": ["2", "1|3"], "likelihood": ["3", "unknown"]}
    grid, document = "priority-grid-4x4@1.0.0", engine().matrix("priority-grid-4x4@1.0.0")
    scored = frames.score(pd.DataFrame(columns), grid, add=["vector"])

    picture = coverage(scored, document)

    assert "A, 6: Impact 2, Likelihood 3" in picture.alt
    assert "Impact 1 or 3, Likelihood ? unknown" in picture.alt


def test_what_holds_no_answers_says_what_would() -> None:
    with pytest.raises(ValueError, match=r"add=\['vector'\]"):
        coverage(engine().priorities(threats()[:2], THEMATIC), engine().matrix(THEMATIC))
