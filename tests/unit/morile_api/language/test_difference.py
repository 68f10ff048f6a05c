"""What changed between two definitions, and which step of the version that asks for."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from morile_api.language.difference import Changed, difference, step_between
from morile_api.language.matrix import Matrix, Result, Source, Spread
from tests.builders import a_criterion, a_matrix, a_node, a_scale
from tests.replays import a_version

ONE = a_version("1.0.0")


def changes(after: Matrix, before: Matrix = ONE) -> list[tuple[str, str, Any, Any, str]]:
    return [
        (each.where, each.kind, each.before, each.after, each.requires)
        for each in difference(before, after).changes
    ]


def a_grid(cells: list[list[str]], version: str = "1.0.0", cut: int = 4) -> Matrix:
    nodes = [
        a_node("harm", "sum", ["physical_harm"], bands={"low": 0, "high": cut}),
        a_node("priority", "grid", ["harm", "community_harm"], gives="order", cells=cells),
    ]
    scales = [a_scale(), a_scale("order", {"p2": 1, "p1": 2})]
    return a_matrix(nodes=nodes, scales=scales, score="priority", version=version)


CELLS = [["p2", "p2", "p1"], ["p2", "p1", "p1"]]


def test_a_definition_does_not_differ_from_itself() -> None:
    """So there is nothing to release."""
    found = difference(ONE, a_version("1.0.1"))

    assert (found.changes, found.requires, found.stated, found.right) == ((), None, "patch", False)


def test_changed_points_have_their_place_and_both_figures() -> None:
    """Scores move: a minor step."""
    assert changes(a_version(moderate="3.5")) == [
        ("/scales/impact/levels/moderate/points", "changed", 2.5, 3.5, "minor")
    ]


def test_changed_weights_are_named_by_what_they_weigh() -> None:
    """Not by their number in a list."""
    assert changes(a_version(weight=1)) == [
        ("/nodes/harm/weights/community_harm", "changed", 0.25, 1, "minor")
    ]


def test_changed_cuts_are_named_by_their_band() -> None:
    """Bands move: a minor step."""
    assert changes(a_version(cut=5)) == [("/nodes/harm/bands/high/from", "changed", 4, 5, "minor")]


def test_figures_that_are_written_otherwise_are_the_same() -> None:
    """1.0 is 1."""
    scale = a_scale(points={"none": Decimal("0.00"), "moderate": "2.50", "severe": "8.0"})

    assert changes(replace(ONE, scales=[scale])) == []


def test_changed_cells_are_named_by_the_steps_of_their_axes() -> None:
    """The band of harm first, then the level of community harm."""
    after = a_grid([["p2", "p1", "p1"], ["p2", "p1", "p1"]])

    assert changes(after, a_grid(CELLS)) == [
        ("/nodes/priority/cells/low/moderate", "changed", "p2", "p1", "minor")
    ]


def test_a_band_that_was_added_is_listed_with_its_cut() -> None:
    """And so is one that was taken out."""
    node = replace(ONE.nodes[0], bands=a_node("x", "sum", [], bands={"low": 0, "top": 6}).bands)

    assert changes(replace(ONE, nodes=[node])) == [
        ("/nodes/harm/bands/high", "removed", 4, None, "minor"),
        ("/nodes/harm/bands/top", "added", None, 6, "minor"),
    ]


def test_a_level_that_was_added_leaves_old_submissions_fitting() -> None:
    """Ranges of unknown answers move: a minor step."""
    scale = a_scale(points={"none": 0, "minor": 1, "moderate": "2.5", "severe": 8})

    assert changes(replace(ONE, scales=[scale])) == [
        ("/scales/impact/levels/minor", "added", None, 1, "minor")
    ]


def test_a_level_that_was_taken_out_is_a_major_step() -> None:
    """An old submission may say it."""
    scale = a_scale(points={"none": 0, "severe": 8})

    assert changes(replace(ONE, scales=[scale])) == [
        ("/scales/impact/levels/moderate", "removed", 2.5, None, "major")
    ]


def test_a_level_that_nobody_answers_with_may_be_taken_out_in_a_minor_step() -> None:
    """What a grid gives stands in no submission."""
    before = a_grid([["p3", "p2", "p1"], ["p2", "p1", "p1"]])
    before = replace(before, scales=[a_scale(), a_scale("order", {"p3": 0, "p2": 1, "p1": 2})])

    assert changes(a_grid(CELLS), before) == [
        ("/scales/order/levels/p3", "removed", 0, None, "minor"),
        ("/nodes/priority/cells/low/none", "changed", "p3", "p2", "minor"),
    ]


def test_a_renamed_criterion_is_one_removed_and_one_added() -> None:
    """That two keys mean the same is never guessed."""
    criteria = [a_criterion("physical_harm"), a_criterion("public_harm", "CO")]
    node = replace(ONE.nodes[0], of=["physical_harm", "public_harm"])

    found = difference(ONE, replace(ONE, criteria=criteria, nodes=[node], version="2.0.0"))

    assert [(each.where, each.kind) for each in found.changes] == [
        ("/criteria/community_harm", "removed"),
        ("/criteria/public_harm", "added"),
        ("/nodes/harm/of", "changed"),
    ]
    assert (found.requires, found.right) == ("major", True)


def test_another_code_is_a_major_step() -> None:
    """Old vectors no longer fit."""
    criteria = [a_criterion("physical_harm", "PX"), a_criterion("community_harm")]

    assert changes(replace(ONE, criteria=criteria)) == [
        ("/criteria/physical_harm/code", "changed", "PH", "PX", "major")
    ]


@pytest.mark.parametrize(("lost", "step"), [("none", "minor"), ("nil", "major")])
def test_another_scale_is_a_major_step_only_if_it_lacks_a_level(lost: str, step: str) -> None:
    """Where it has them all old submissions fit."""
    scales = [a_scale(), a_scale("harm_scale", {lost: 0, "moderate": 1, "severe": 2, "worse": 3})]
    criteria = [a_criterion("physical_harm", scale="harm_scale"), a_criterion("community_harm")]

    assert changes(replace(ONE, criteria=criteria, scales=scales)) == [
        ("/scales/harm_scale", "added", None, None, "minor"),
        ("/criteria/physical_harm/scale", "changed", "impact", "harm_scale", step),
    ]


def test_what_it_applies_to_is_a_major_step() -> None:
    """Old submissions are about something else."""
    assert changes(replace(ONE, applies_to="group"))[0][4] == "major"


def test_wording_is_a_patch() -> None:
    """Titles, questions, meanings, guidance, sources and the status move no score."""
    level = replace(ONE.scales[0].levels[0], means="Nobody was hurt.")
    after = replace(
        ONE,
        title="The example",
        status="authorised",
        sources=[Source("Made up again", "this test")],
        scales=[replace(ONE.scales[0], levels=[level, *ONE.scales[0].levels[1:]], source="Here.")],
        criteria=[replace(ONE.criteria[0], asks="How badly?", guidance="Ask."), ONE.criteria[1]],
        version="1.0.1",
    )

    found = difference(ONE, after)

    assert {each.requires for each in found.changes} == {"patch"}
    assert Changed("/title", "changed", "An example", "The example", "patch") in found.changes
    assert Changed("/sources", "changed", ["Made up"], ["Made up again"], "patch") in found.changes
    assert found.right


def test_the_order_of_scales_and_nodes_is_a_patch_and_that_of_criteria_is_not() -> None:
    """The canonical vector goes by the order of the criteria."""
    grid = a_grid(CELLS)
    turned = replace(grid, scales=grid.scales[::-1], criteria=grid.criteria[::-1])

    assert changes(turned, grid) == [
        ("/scales", "reordered", ["impact", "order"], ["order", "impact"], "patch"),
        (
            "/criteria",
            "reordered",
            ["physical_harm", "community_harm"],
            ["community_harm", "physical_harm"],
            "minor",
        ),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"decimals": 1},
        {"result": Result("harm")},
        {"spread": Spread(low=[Decimal(1), Decimal(2), Decimal(1)])},
        {"fresh_days": 365},
    ],
)
def test_whatever_is_no_wording_is_a_minor_step(more: dict[str, Any]) -> None:
    """Members that are not known to move nothing may move something."""
    assert {each[4] for each in changes(replace(ONE, **more))} == {"minor"}


def test_a_stand_in_for_unknown_is_a_minor_step() -> None:
    """Headlines of open answers move."""
    assert changes(a_version(stand_in="moderate")) == [
        ("/scales/impact/unknown_counts_as", "changed", None, "moderate", "minor")
    ]


def test_the_largest_step_of_all_changes_is_required() -> None:
    """Points and a new criterion together are a major step."""
    criteria = [*ONE.criteria, a_criterion("third_harm", "TH")]
    after = a_version("1.1.0", moderate=3, criteria=criteria)

    found = difference(ONE, after)

    assert (found.requires, found.stated, found.right) == ("major", "minor", False)


def test_a_larger_step_than_required_is_not_right_either() -> None:
    """It would tell everybody that old submissions no longer fit."""
    found = difference(ONE, a_version("2.0.0", cut=5))

    assert (found.requires, found.stated, found.right) == ("minor", "major", False)


def test_different_matrices_have_changes_and_no_step() -> None:
    """No version of one follows from a version of the other."""
    found = difference(ONE, a_version(cut=5, name="other"))

    assert [each.where for each in found.changes] == ["/nodes/harm/bands/high/from"]
    assert (found.requires, found.stated, found.right) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("1.0.0", "1.0.1", "patch"),
        ("1.0.9", "1.1.0", "minor"),
        ("1.9.9", "2.0.0", "major"),
        ("1.9.0", "1.10.0", "minor"),
        ("1.0.0", "1.2.5", "minor"),
        ("1.0.0", "1.0.0", None),
        ("1.1.0", "1.0.9", None),
    ],
)
def test_the_step_is_that_of_the_first_number_that_differs(
    before: str, after: str, step: str | None
) -> None:
    """Numbers, not texts: 1.10 comes after 1.9."""
    assert step_between(before, after) == step
