"""Provision: every answer of every unit in words."""

import pytest

from morile.plots import coverage
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessments, engine, of_the_sample, texts


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
