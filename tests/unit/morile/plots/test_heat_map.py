"""The heat map: threats at their harm and likelihood, numbered by how serious they are."""

import pytest

from morile.plots import heat
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessed, engine, texts


def _at(
    ref: str, harm: float | None, likelihood: float | None, score: float | None = 100
) -> Assessed:
    return assessed(ref, score, nodes={"harm": harm, "likelihood": likelihood})


def test_threats_at_one_place_share_a_mark_with_both_numbers() -> None:
    picture = heat(
        [_at("A", 10, 10), _at("B", 10, 10), _at("C", 30, 12, 360)], engine().matrix(THEMATIC)
    )

    written = texts(picture).splitlines()
    assert "2, 3" in written
    assert "1 C" in written
    assert "1 C at 30 and 12" in picture.alt


def test_what_has_no_single_place_is_counted() -> None:
    picture = heat([_at("A", 10, 10), _at("B", None, 10, None)], engine().matrix(THEMATIC))

    assert "Not shown, because gaps leave no single place: 1." in texts(picture)


def test_the_ground_says_its_bands_in_words_where_the_score_is_the_product() -> None:
    """The lines lie where harm times likelihood is a cut: 10 x 10 is on that of moderate."""
    picture = heat([_at("A", 10, 10)], engine().matrix(THEMATIC))

    assert {"low", "moderate", "high", "very high"} <= {*texts(picture).splitlines()}


def test_other_nodes_have_no_ground() -> None:
    """Organisational position is no part of the risk."""
    beside = assessed("A", 100, nodes={"harm": 10, "organisational_position": 7})
    picture = heat([beside], engine().matrix(THEMATIC), across="organisational_position")

    assert "very high" not in texts(picture).splitlines()
    assert "Organisational position" in picture.alt


def test_a_node_that_the_matrix_lacks_is_answered_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="choose from harm, likelihood"):
        heat([_at("A", 1, 1)], engine().matrix(THEMATIC), up="impact")


def test_without_nodes_there_is_no_place_to_draw_anything() -> None:
    with pytest.raises(ValueError, match="add="):
        heat([assessed()], engine().matrix(THEMATIC))
