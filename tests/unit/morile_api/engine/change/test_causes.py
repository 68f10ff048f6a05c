"""What made a headline move; every figure worked by hand.

The first version is 1 x physical + 0.25 x community harm, with points 0, 2.5 and 8 and high from 4.
"""

from typing import Any

from msgspec.structs import replace

from morile_api.engine.change.causes import MOST_SHARED, causes, trials
from morile_api.language.matrix import Matrix
from morile_api.language.replay import Alone, Cause, Effect
from tests.builders import a_criterion, a_matrix, a_node, a_scale
from tests.replays import a_version

ONE = a_version("1.0.0")


def of_rows(after: Matrix, *rows: list[Any], before: Matrix = ONE) -> Any:
    """Causes and effects; the figures a cause consists of have tests of their own."""
    tried = trials(before, after, rows, rows)
    if tried is None:
        raise ValueError("no mixture")
    found, effects = causes(tried)
    return [tuple(replace(cause, figures=()) for cause in mine) for mine in found], effects


def test_a_cause_names_the_changed_figures_it_consists_of() -> None:
    """Only moderate has other points; only who is moderate somewhere rests on it."""
    tried = trials(ONE, a_version(moderate=3), *[[["moderate", "none"]]] * 2)
    assert tried is not None

    [[cause]] = causes(tried)[0]

    assert [each.where for each in cause.figures] == ["/scales/impact/levels/moderate/points"]


def test_a_single_change_did_it_all() -> None:
    """2.5 + 2 = 4.5 was high and is below the new cut of 5."""
    found, effects = of_rows(a_version(cut=5), ["moderate", "severe"])

    assert found == [
        (Cause("bands of harm", 0, Alone(4.5, "low"), crosses_alone=True, needed=True),)
    ]
    assert effects == (Effect("bands of harm", moves_alone=1, crosses_alone=1, needed=1),)


def test_two_changes_may_only_together_cross_a_band() -> None:
    """4.5; with moderate at 2.2 it is 4.2, with weight 0.2 it is 4.1, with both 3.8.

    Points: (4.2 - 4.5 + 3.8 - 4.1) / 2 = -0.3; weights: (4.1 - 4.5 + 3.8 - 4.2) / 2 = -0.4.
    """
    found, effects = of_rows(a_version(moderate="2.2", weight="0.2"), ["moderate", "severe"])

    assert found == [
        (
            Cause("points of impact", -0.3, Alone(4.2, "high"), crosses_alone=False, needed=True),
            Cause("weights of harm", -0.4, Alone(4.1, "high"), crosses_alone=False, needed=True),
        )
    ]
    assert [each.crosses_alone for each in effects] == [0, 0]


def test_a_change_may_undo_what_another_alone_would_do() -> None:
    """The cut of 5 alone makes 4.5 low; the weight of 0.5 makes it 6.5, so it stays high."""
    found, _ = of_rows(a_version(cut=5, weight="0.5"), ["moderate", "severe"])

    assert found == [
        (
            Cause("bands of harm", 0, Alone(4.5, "low"), crosses_alone=True, needed=False),
            Cause("weights of harm", 2, Alone(6.5, "high"), crosses_alone=False, needed=False),
        )
    ]


def test_changes_that_did_nothing_to_a_submission_are_left_out_of_it() -> None:
    """They count in the effect of none."""
    found, effects = of_rows(a_version(moderate=3), ["severe", "none"], ["moderate", "none"])

    assert found[0] == ()
    assert found[1][0].share == 0.5
    assert effects == (Effect("points of impact", moves_alone=1, crosses_alone=0, needed=0),)


def test_equal_versions_have_no_causes() -> None:
    """And no effects."""
    assert of_rows(a_version(), ["severe", "none"]) == ([()], ())


def test_a_new_structure_is_one_change() -> None:
    """The sum of both, 8 + 8 = 16, in the place of 8 + 2 = 10."""
    node = a_node("harm", "sum", ["physical_harm", "community_harm"], bands={"low": 0, "high": 4})

    found, _ = of_rows(a_version(nodes=[node]), ["severe", "severe"])

    assert found == [(Cause("structure", 6, Alone(16, "high"), crosses_alone=False, needed=False),)]


def test_without_a_score_before_there_is_nothing_to_share() -> None:
    """Unknown got a stand-in: from no headline to 2.5, which is low."""
    found, effects = of_rows(a_version(stand_in="moderate"), ["unknown", "none"])

    assert found == [
        (
            Cause(
                "stand-in for unknown of impact",
                None,
                Alone(2.5, "low"),
                crosses_alone=True,
                needed=True,
            ),
        )
    ]
    assert effects[0].moves_alone == 1


def test_many_changes_are_swapped_one_by_one_without_shares() -> None:
    """Nine scales of one criterion each go from 0, 1 to 0, 2: from 9 to 18, each alone to 10."""

    def a_sum(points: int, version: str) -> Matrix:
        names = "abcdefghi"
        criteria = [a_criterion(name, name.upper(), f"scale_{name}") for name in names]
        scales = [a_scale(f"scale_{name}", {"no": 0, "yes": points}) for name in names]
        node = a_node("total", "sum", list(names), bands={"low": 0, "high": 12})
        return a_matrix(criteria, [node], scales, version=version)

    found, effects = of_rows(a_sum(2, "1.1.0"), ["yes"] * 9, before=a_sum(1, "1.0.0"))

    assert len(effects) == 9 > MOST_SHARED
    assert [cause.share for cause in found[0]] == [None] * 9
    assert {cause.alone for cause in found[0]} == {Alone(10, "low")}
    assert not any(cause.crosses_alone or cause.needed for cause in found[0])


def test_scores_are_printed_with_the_decimals_of_the_more_precise_version() -> None:
    """8 + 0.625 = 8.625 was printed as 9; 8 + 1.25 = 9.25."""
    coarse = replace(ONE, decimals=0)

    found, _ = of_rows(a_version(weight="0.5"), ["severe", "moderate"], before=coarse)

    assert found[0][0].alone == Alone(9.25, "high")
    assert found[0][0].share == 0.62


def test_mixtures_that_64_bits_cannot_hold_leave_no_causes() -> None:
    """Each version is sound; the points of one with the weights of the other are not."""
    large = {"none": 0, "moderate": 1, "severe": 10**8}

    def a_pair(points: dict[str, int], weights: list[int], version: str) -> Matrix:
        node = a_node("harm", "weighted_sum", ["physical_harm", "community_harm"], weights=weights)
        square = a_node("risk", "product", ["harm", "other"])
        other = a_node("other", "weighted_sum", ["community_harm"], weights=[weights[0]])
        nodes = [node, other, square]
        return a_matrix(nodes=nodes, scales=[a_scale(points=points)], version=version, decimals=0)

    before = a_pair(large, [1, 1], "1.0.0")
    after = a_pair({"none": 0, "moderate": 1, "severe": 2}, [10**7, 10**7], "1.1.0")

    assert trials(before, after, [["severe", "severe"]], [["severe", "severe"]]) is None
