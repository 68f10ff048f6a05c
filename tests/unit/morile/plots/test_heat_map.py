"""The heat map: threats at their harm and likelihood, numbered by how serious they are."""

from typing import Any

import pytest
from matplotlib.colors import to_hex

from morile.plots import heat
from morile.plots.look import look_of
from morile_api.language.assessment import Assessed
from tests.drawings import THEMATIC, assessed, engine, of_the_sample, texts


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


def test_each_band_of_the_ground_has_the_pattern_that_the_band_has_everywhere() -> None:
    """A colour alone says nothing on a grey print."""
    every: list[Any] = list(of_the_sample("heat").axes[0].collections)
    ground = [each for each in every if getattr(each, "filled", False)]
    bands = ["low", "moderate", "high", "very_high"]

    assert [each.hatches for each in ground] == [[look_of(it, bands).pattern] for it in bands]
    assert [to_hex(each.get_edgecolor()[0]) for each in ground] == [
        look_of(it, bands).ink.lower() for it in bands
    ]


def test_every_number_stands_whole_inside_the_picture_and_hangs_on_its_dot() -> None:
    """Of the sample two lie on top of each other at the right, where scores end."""
    picture = of_the_sample("heat")
    axes = picture.axes[0]
    picture.draw_without_rendering()
    every: list[Any] = [each for each in axes.texts if each.get_bbox_patch() is not None]
    numbers = [each for each in every if each.get_text()[0].isdecimal()]

    assert len(numbers) == 19
    for each in numbers:
        ends = each.get_window_extent()
        assert axes.bbox.x0 < ends.x0
        assert ends.x1 < axes.bbox.x1
    aside = [each for each in numbers if each.get_ha() == "left"]
    assert [each.get_text() for each in aside] == ["5", "15"]
    assert all(each.arrow_patch for each in aside)


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
