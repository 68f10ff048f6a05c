"""The wording of a matrix."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.matrix import Matrix
from morile_api.web.pages.wording import Wording, wording_of
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

TWO_BANDS = {"low": 0, "high": 4}


def words_of(matrix: Matrix) -> Wording:
    return wording_of(compile_matrix(matrix, DIGEST))


def test_bands_carry_their_place_and_their_word() -> None:
    words = words_of(a_matrix(band="harm"))

    low, high = words.headline(("low", "high"))
    assert (low.title, low.place, low.of, low.shade) == ("Low", 1, 2, 0)
    assert (high.title, high.place, high.of, high.shade) == ("High", 2, 2, 5)


def test_what_is_no_part_of_the_headline_has_no_shade_of_seriousness() -> None:
    """A confidence of high beside a threat of high would look like a second threat."""
    nodes = [
        a_node("sure", "sum", ["two"], bands=TWO_BANDS),
        a_node("harm", "sum", ["one"], bands=TWO_BANDS),
    ]
    criteria = [a_criterion("one"), a_criterion("two")]

    words = words_of(a_matrix(criteria, nodes, beside=["sure"]))

    assert words.bands["harm"]["low"].shade == 0
    assert {each.shade for each in words.bands["sure"].values()} == {None}


def test_what_the_headline_is_worked_out_from_has_its_shades() -> None:
    """A threat's harm is part of how serious it is."""
    nodes = [
        a_node("harm", "sum", ["one"], bands=TWO_BANDS),
        a_node("risk", "sum", ["harm"], bands=TWO_BANDS),
    ]

    words = words_of(a_matrix([a_criterion("one")], nodes))

    assert [each.shade for each in words.bands["harm"].values()] == [0, 5]


def test_levels_of_a_grid_are_its_bands() -> None:
    grid = a_node("harm", "grid", ["one"], gives="impact", cells=["none", "severe"])
    scale = a_scale(points={"none": 0, "severe": 8})
    matrix = a_matrix([a_criterion("one")], [grid], [scale], band="harm")

    assert [each.title for each in words_of(matrix).headline(("none", "severe"))] == [
        *("None", "Severe")
    ]


def test_a_matrix_without_bands_has_no_headline_band() -> None:
    words = words_of(a_matrix([a_criterion("one")], [a_node("harm", "sum", ["one"])]))

    assert (words.headline(("low",)), words.band(words.banded, None)) == ([], None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("unknown", "Not known"),
        ("none|severe", "None or severe"),
        ("severe~low", "Severe (confidence low)"),
    ],
)
def test_an_answer_is_said_in_words(said: str, words: str) -> None:
    assert words_of(a_matrix()).answer(said) == words


def test_every_score_of_a_draft_says_that_it_is_one() -> None:
    assert "draft" in words_of(a_matrix()).standing
