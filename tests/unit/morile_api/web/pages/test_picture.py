"""The picture of a score: places on a line of a thousand."""

from decimal import Decimal

from morile_api.language.about import CompiledNode
from morile_api.language.assessment import Range
from morile_api.web.pages.picture import Axis, axis_of
from morile_api.web.pages.wording import BandWord
from tests.builders import a_node

LOW = BandWord("low", "Low", None, 0, 1, 2)
HIGH = BandWord("high", "High", None, 5, 2, 2)


def axis() -> Axis:
    node = a_node("harm", "sum", ["a"], bands={"low": 0, "high": 5})
    return axis_of(
        node, CompiledNode("harm", 0, 20, ["low", "high"], ["a"]), {"low": LOW, "high": HIGH}
    )


def test_a_score_and_its_range_stand_where_they_belong() -> None:
    """From 0 to 20: 10 is the middle, and 5 a quarter of the way."""
    picture = axis().picture(10, Range((), 20, 5))

    assert (picture.score, picture.lowest, picture.highest) == (500, 250, 1000)


def test_bands_fill_the_line_from_cut_to_cut() -> None:
    picture = axis().picture(None, Range((), 20, 0))

    assert [(each.at, each.wide, each.band.key) for each in picture.bands] == [
        (0, 250, "low"),
        (250, 750, "high"),
    ]
    assert picture.score is None


def test_a_band_that_only_the_highest_score_has_is_still_seen() -> None:
    line = Axis(0, 14, ((Decimal(0), LOW), (Decimal(14), HIGH)))

    assert [each.band.key for each in line.picture(0, Range((), 14, 0)).bands] == ["low", "high"]


def test_negative_scores_have_their_place() -> None:
    line = Axis(-1, 3, ())

    assert [line.place(-1), line.place(0), line.place(3)] == [0, 250, 1000]


def test_a_matrix_with_one_score_only_is_drawn_too() -> None:
    assert Axis(2, 2, ((Decimal(0), LOW),)).place(2) == 0
