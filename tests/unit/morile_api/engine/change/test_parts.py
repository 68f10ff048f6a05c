"""What changed between two versions, in pieces that can be swapped."""

from decimal import Decimal

from msgspec.structs import replace

from morile_api.engine.change.parts import STRUCTURE, parts_of, swapped
from morile_api.language.matrix import Matrix
from tests.builders import a_criterion, a_matrix, a_node, a_scale
from tests.replays import a_version

ONE = a_version("1.0.0")


def names(after: Matrix, before: Matrix = ONE) -> list[str]:
    return [part.name for part in parts_of(before, after)]


def everything(after: Matrix) -> frozenset[int]:
    return frozenset(range(len(parts_of(ONE, after))))


def test_figures_are_pieces_of_their_own() -> None:
    """Each named as people read it, in alphabetical order."""
    after = a_version(weight="0.5", cut=5, moderate=3, stand_in="moderate")

    assert names(after) == [
        "bands of harm",
        "points of impact",
        "stand-in for unknown of impact",
        "weights of harm",
    ]


def test_a_criterions_own_stand_in_is_a_piece() -> None:
    """It comes before that of its scale."""
    criteria = [a_criterion("physical_harm", unknown_counts_as="severe"), ONE.criteria[1]]

    assert names(replace(ONE, criteria=criteria)) == ["own stand-in for unknown of physical_harm"]


def test_cells_are_a_piece_where_their_axes_are_the_same() -> None:
    """Else there is no cell for every step."""

    def a_grid(cells: list[list[str]], **bands: int) -> Matrix:
        nodes = [
            a_node("harm", "sum", ["physical_harm"], bands=bands),
            a_node("priority", "grid", ["harm", "community_harm"], gives="order", cells=cells),
        ]
        scales = [a_scale(), a_scale("order", {"p2": 1, "p1": 2})]
        return a_matrix(nodes=nodes, scales=scales, score="priority")

    before = a_grid([["p2", "p2", "p1"], ["p2", "p1", "p1"]], low=0, high=4)
    same = a_grid([["p2", "p1", "p1"], ["p2", "p1", "p1"]], low=0, high=5)
    finer = a_grid([["p2", "p2", "p1"]] * 3, low=0, mid=2, high=4)

    assert names(same, before) == ["bands of harm", "cells of priority"]
    assert names(finer, before) == [STRUCTURE]


def test_everything_else_that_can_matter_is_one_piece() -> None:
    """Criteria, levels, and how nodes hang together."""
    criteria = [*ONE.criteria, a_criterion("third_harm", "TH")]
    node = replace(ONE.nodes[0], combine="sum", weights=None)

    assert names(replace(ONE, criteria=criteria, nodes=[node])) == [STRUCTURE]


def test_what_moves_no_headline_is_no_piece() -> None:
    """Wording, printing, chances, and where a criterion stands."""
    after = replace(
        ONE,
        title="Another",
        decimals=0,
        fresh_days=30,
        criteria=[replace(ONE.criteria[1], code="CM", section="other"), ONE.criteria[0]],
        scales=[replace(ONE.scales[0], prior=[Decimal(1)] * 3)],
    )

    assert names(after) == []


def test_with_nothing_swapped_it_is_the_earlier_version_and_with_all_the_later() -> None:
    """Figures and structure alike."""
    criteria = [a_criterion("physical_harm"), a_criterion("third_harm", "TH")]
    node = replace(a_version(cut=6).nodes[0], of=["physical_harm", "third_harm"])
    after = a_version("2.0.0", moderate=3, criteria=criteria, nodes=[node])
    parts = parts_of(ONE, after)

    assert [part.name for part in parts] == ["bands of harm", "points of impact", STRUCTURE]
    assert swapped(ONE, after, parts, frozenset()) == ONE
    assert replace(swapped(ONE, after, parts, everything(after)), version="2.0.0") == after


def test_one_piece_swapped_leaves_the_others() -> None:
    """The later cut with the earlier points."""
    after = a_version(cut=5, moderate=3)
    parts = parts_of(ONE, after)

    mixed = swapped(ONE, after, parts, frozenset([0]))

    assert replace(mixed, version="1.1.0") == a_version(cut=5)


def test_a_mixture_prints_as_many_decimals_as_the_more_precise_version() -> None:
    """So no move is lost in the printing."""
    after = replace(a_version(cut=5), decimals=4)

    assert swapped(ONE, after, parts_of(ONE, after), frozenset()).decimals == 4
