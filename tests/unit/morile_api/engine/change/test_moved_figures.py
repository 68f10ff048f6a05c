"""Which of the changed figures of a piece the answers of a submission rest on."""

from typing import Any

from morile_api.engine.change.moved_figures import moved_figures
from morile_api.engine.change.parts import parts_of
from morile_api.language.matrix import Matrix
from tests.builders import a_node
from tests.replays import a_version

ONE = a_version("1.0.0")
POINTS = "/scales/impact/levels/{}/points"


def rested_on(after: Matrix, row: list[Any], before: Matrix = ONE) -> list[list[str]]:
    parts = parts_of(before, after)
    return [
        [each.where for each in figures(0)]
        for figures in moved_figures(before, after, parts, [row])
    ]


def test_of_points_only_the_levels_that_were_chosen_count() -> None:
    assert rested_on(a_version(moderate=3), ["moderate", "none"]) == [[POINTS.format("moderate")]]
    assert rested_on(a_version(moderate=3), ["severe", "none"]) == [[]]


def test_a_level_counts_whichever_criterion_has_it() -> None:
    assert rested_on(a_version(moderate=3), ["none", "moderate"]) == [[POINTS.format("moderate")]]


def test_an_unknown_answer_counts_as_the_stand_ins_of_both_versions() -> None:
    """Before no level stands in; after it is moderate, whose points have changed as well."""
    after = a_version(moderate=3, stand_in="moderate")

    [points, stand_in] = rested_on(after, ["unknown", "none"])

    assert points == [POINTS.format("moderate")]
    assert stand_in == ["/scales/impact/unknown_counts_as"]


def test_of_several_levels_the_one_that_counts_is_meant() -> None:
    """The stand-in is none, so of moderate and severe the nearer, moderate, counts."""
    before = a_version("1.0.0", stand_in="none")
    after = a_version(moderate=3, stand_in="none")

    assert rested_on(after, [("moderate", "severe"), "none"], before) == [
        [POINTS.format("moderate")]
    ]


def test_weights_and_bands_are_taken_whole() -> None:
    [bands, weights] = rested_on(a_version(cut=5, weight="0.5"), ["none", "none"])

    assert bands == ["/nodes/harm/bands/high/from"]
    assert all(each.startswith("/nodes/harm/weights") for each in weights)
    assert weights


def test_a_new_structure_is_everything_that_is_not_wording() -> None:
    node = a_node("harm", "sum", ["physical_harm", "community_harm"], bands={"low": 0, "high": 4})

    [structure] = rested_on(a_version(nodes=[node]), ["none", "none"])

    assert "/nodes/harm/combine" in structure
