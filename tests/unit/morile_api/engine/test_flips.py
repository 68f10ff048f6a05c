"""The nearest flips."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.flips import flips
from morile_api.language.prospects import LevelChange
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

EXAMPLE = compile_matrix(a_matrix(), DIGEST)
"""Physical harm at 0, 2.5, 8 plus a quarter of community harm; high from 4."""


def test_one_step_up_is_found_where_one_step_is_enough() -> None:
    """Moderate and none is 2.5; severe and none is 8, which is high; 2.5 + 8/4 = 4.5 takes two."""
    found = flips(EXAMPLE, [1, 0], "up", 5)
    assert (found.steps, found.complete) == (1, True)
    assert [each.changes for each in found.flips] == [
        (LevelChange("physical_harm", "moderate", "severe"),)
    ]
    assert (found.flips[0].score, found.flips[0].band) == (8, "high")


def test_all_the_smallest_flips_are_listed_and_more_are_owned_up_to() -> None:
    """From 0 two steps are needed: only physical harm to severe gets there in two."""
    found = flips(EXAMPLE, [0, 0], "up", 5)
    assert found.steps == 2
    assert len(found.flips) == 1
    equal = a_matrix(
        [a_criterion("first", "A"), a_criterion("second", "B")],
        [a_node("total", "sum", ["first", "second"], bands={"low": 0, "high": 8})],
    )
    both = flips(compile_matrix(equal, DIGEST), [0, 0], "up", 1)
    assert (both.steps, len(both.flips), both.complete) == (2, 1, False)


def test_down_looks_for_the_smallest_change_below_the_cut() -> None:
    """Severe twice is 10; one step off physical harm is 4.5, still high; two steps are not."""
    found = flips(EXAMPLE, [2, 2], "down", 5)
    assert found.steps == 2
    assert [each.score for each in found.flips] == [2, 3.13]


@pytest.mark.parametrize(("direction", "end"), [("up", "highest"), ("down", "lowest")])
def test_the_last_band_has_no_flip_beyond_it(direction: str, end: str) -> None:
    """The reason says so, so that nobody takes it for a fault."""
    codes = [2, 2] if direction == "up" else [0, 0]
    found = flips(EXAMPLE, codes, direction, 5)  # type: ignore[arg-type]
    assert (found.steps, found.reason) == (None, f"it is in the {end} band")


def test_a_falling_input_is_lowered_to_raise_the_band() -> None:
    """Harm less control: taking control from severe to moderate raises 8 - 8 to 5.5."""
    definition = a_matrix(
        [a_criterion("harm_done", "A"), a_criterion("control", "B")],
        [
            a_node(
                "left",
                "weighted_sum",
                ["harm_done", "control"],
                weights=[1, -1],
                bands={"low": -8, "high": 4},
            )
        ],
        monotone=False,
    )
    found = flips(compile_matrix(definition, DIGEST), [2, 2], "up", 5)
    assert [each.changes for each in found.flips] == [
        (LevelChange("control", "severe", "moderate"),)
    ]


def test_a_matrix_for_which_the_search_would_not_be_exact_says_so() -> None:
    """A criterion counted twice, and a matrix without bands."""
    nodes = [
        a_node("both", "sum", ["physical_harm", "community_harm"]),
        a_node("total", "product", ["physical_harm", "both"], bands={"low": 0, "high": 9}),
    ]
    twice = flips(compile_matrix(a_matrix(nodes=nodes), DIGEST), [0, 0], "up", 5)
    assert (twice.steps, twice.reason) == (None, "the matrix counts a criterion by two ways")
    bare = a_matrix(nodes=[a_node("total", "sum", ["physical_harm", "community_harm"])])
    assert flips(compile_matrix(bare, DIGEST), [0, 0], "up", 5).reason == "the matrix has no bands"


def test_twenty_criteria_of_five_levels_stay_within_bounds() -> None:
    """1.5 million choices of ten steps among twenty; the search must not try them one by one."""
    scale = a_scale("five", {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4})
    many = [a_criterion(f"c{place}", f"C{place}", "five") for place in range(20)]
    node = a_node("total", "sum", [each.key for each in many], bands={"low": 0, "high": 40})
    found = flips(compile_matrix(a_matrix(many, [node], [scale]), DIGEST), [0] * 20, "up", 20)
    assert (found.steps, len(found.flips), found.complete) == (40, 20, False)
