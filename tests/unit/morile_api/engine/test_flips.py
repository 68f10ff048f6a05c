"""The nearest flips."""

from typing import Any, Literal

import numpy as np
import pytest

from morile_api.engine import flips as engine
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.flips import no_headline
from morile_api.engine.lexicon import meaning
from morile_api.engine.scorer import scorer_of
from morile_api.language.matrix import Matrix
from morile_api.language.prospects import Flips, LevelChange
from tests.builders import (
    DIGEST,
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_request,
    a_scale,
    a_threat,
    only_assessed,
)

EXAMPLE = a_matrix()
"""Physical harm at 0, 2.5, 8 plus a quarter of community harm; high from 4."""


def flips(
    definition: Matrix, codes: list[int], direction: Literal["up", "down"], most: int
) -> Flips:
    """Of one threat whose answers are the levels of these numbers."""
    [found] = batch(definition, [codes], direction, most)
    return found


def batch(
    definition: Matrix, rows: list[list[int]], direction: Literal["up", "down"], most: int
) -> list[Flips]:
    scorer = scorer_of(compile_matrix(definition, DIGEST))
    matrix = scorer.matrix
    said = [
        [meaning(matrix, place, matrix.scales[place][code]) for place, code in enumerate(codes)]
        for codes in rows
    ]
    return engine.flips(scorer, np.array(rows).T, said, direction, most)


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
    both = flips(equal, [0, 0], "up", 1)
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
    found = flips(definition, [2, 2], "up", 5)
    assert [each.changes for each in found.flips] == [
        (LevelChange("control", "severe", "moderate"),)
    ]


def test_a_matrix_for_which_the_search_would_not_be_exact_says_so() -> None:
    """A criterion counted twice, and a matrix without bands."""
    nodes = [
        a_node("both", "sum", ["physical_harm", "community_harm"]),
        a_node("total", "product", ["physical_harm", "both"], bands={"low": 0, "high": 9}),
    ]
    twice = flips(a_matrix(nodes=nodes), [0, 0], "up", 5)
    assert (twice.steps, twice.reason) == (None, "the matrix counts a criterion by two ways")
    assert not twice.complete
    bare = a_matrix(nodes=[a_node("total", "sum", ["physical_harm", "community_harm"])])
    none = flips(bare, [0, 0], "up", 5)
    # There are no flips, and none of them is left out.
    assert (none.flips, none.complete, none.reason) == ((), True, "the matrix has no bands")


def test_twenty_criteria_of_five_levels_stay_within_bounds() -> None:
    """1.5 million choices of ten steps among twenty; the search must not try them one by one."""
    scale = a_scale("five", {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4})
    many = [a_criterion(f"c{place}", f"C{place}", "five") for place in range(20)]
    node = a_node("total", "sum", [each.key for each in many], bands={"low": 0, "high": 40})
    found = flips(a_matrix(many, [node], [scale]), [0] * 20, "up", 20)
    assert (found.steps, len(found.flips), found.complete) == (40, 20, False)


def test_a_batch_has_each_threat_s_own_flips() -> None:
    """From 2.5 severe physical harm is high; from 0 it is too, two steps away; 10 is the end."""
    found = batch(EXAMPLE, [[1, 0], [0, 0], [1, 0], [2, 2]], "up", 5)
    assert [each.steps for each in found] == [1, 2, 1, None]
    assert found[0] == found[2] == flips(EXAMPLE, [1, 0], "up", 5)


def test_what_takes_too_long_to_try_is_searched_and_gives_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Down from 10: two steps off physical harm, or one off each; nothing else in two."""
    tried = flips(EXAMPLE, [2, 2], "down", 5)
    monkeypatch.setattr(engine, "MOST_TRIED", 0)
    assert flips(EXAMPLE, [2, 2], "down", 5) == tried
    assert tried.steps == 2
    assert len(flips(EXAMPLE, [2, 2], "down", 1).flips) == 1


def test_a_score_that_rests_on_more_than_the_band_is_each_threat_s_own() -> None:
    """The band is that of physical harm, the score has community harm as well: 8 and 16."""
    nodes = [
        a_node("band_of", "sum", ["physical_harm"], bands={"low": 0, "high": 8}),
        a_node("total", "sum", ["physical_harm", "community_harm"]),
    ]
    found = batch(a_matrix(nodes=nodes, score="total", band="band_of"), [[1, 0], [1, 2]], "up", 5)
    assert [each.flips[0].score for each in found] == [8, 16]


def results(definition: Matrix, levels: dict[str, Any]) -> dict[str, Any]:
    request = a_request(a_threat(levels=levels), flips=1)
    [result] = a_desk(definition).results(request)
    return only_assessed(result)


def test_an_unknown_answer_is_called_so_with_what_it_counts_as() -> None:
    """Nobody said moderate; the steps start from it all the same."""
    scale = a_scale(unknown_counts_as="moderate")
    found = results(
        a_matrix(scales=[scale]), {"physical_harm": "unknown", "community_harm": "none"}
    )
    [flip] = found["flips"][0]["flips"]
    assert flip["changes"] == [
        {
            "criterion": "physical_harm",
            "from": "unknown",
            "to": "severe",
            "counts_as": "moderate",
        }
    ]


def test_a_threat_without_a_headline_band_is_told_why_it_has_no_flips() -> None:
    """There is no stand-in for unknown, so there is no band to start from."""
    found = results(a_matrix(), {"physical_harm": "unknown", "community_harm": "none"})
    reason = "it has no headline band: an answer is open for which no level counts"
    assert [each["reason"] for each in found["flips"]] == [reason, reason]


def test_where_there_are_no_bands_that_is_the_reason() -> None:
    """Even if there is no headline score either."""
    bare = a_matrix(nodes=[a_node("total", "sum", ["physical_harm", "community_harm"])])
    up, down = no_headline(compile_matrix(bare, DIGEST))
    assert up.reason == down.reason == "the matrix has no bands"
