"""The quality report, held against the published figures of risk matrices."""

import pytest

from morile_api.engine.appraisal import quality as engine
from morile_api.engine.appraisal.quality import quality
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.quality import IdleCriterion
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

PUBLISHED = {
    # Points per axis: distinct scores, pairs tied, pairs the wrong way round (of 40 million).
    (1, 2, 3): (6, 15 / 81, 0.058),
    (1, 2, 3, 4): (9, 32 / 256, 0.051),
    (1, 2, 3, 4, 5): (14, 49 / 625, 0.050),
    (0, 1, 2, 3, 4): (10, 113 / 625, 0.025),
    (0, 2, 4, 8, 16): (8, 125 / 625, 0.022),
}
"""Two axes multiplied, equal-width bins, independent uniform inputs, after Cox 2008."""


@pytest.mark.parametrize("points", PUBLISHED)
def test_the_known_figures_of_products_of_two_axes_come_out(points: tuple[int, ...]) -> None:
    """Doubling scales give fewer scores and more ties than 1 to 5; the report must show it."""
    distinct, tied, wrong = PUBLISHED[points]
    scale = a_scale("steps", {f"l{place}": worth for place, worth in enumerate(points)})
    axes = [a_criterion("impact", "A", "steps"), a_criterion("likelihood", "B", "steps")]
    node = a_node("risk", "product", ["impact", "likelihood"])
    found = quality(compile_matrix(a_matrix(axes, [node], [scale]), DIGEST))
    assert found.distinct_scores == distinct
    assert found.tied == round(tied, 4)
    assert found.misordered is not None
    # A million pairs: two standard errors of a share of five per cent are 0.0005, and so is the
    # rounding to three decimals.
    assert abs(found.misordered - wrong) <= 0.001
    assert found.misordered == round(found.misordered, 3)
    assert found.exact["misordered"] is False


def test_a_criterion_that_cannot_change_a_band_is_shown_as_one_that_never_does() -> None:
    """2 x 8 plus a thousandth of anything is below and above 4 alike: only the first decides."""
    node = a_node(
        "total",
        "weighted_sum",
        ["physical_harm", "community_harm"],
        weights=[1, "0.001"],
        bands={"low": 0, "high": 4},
    )
    found = quality(compile_matrix(a_matrix(nodes=[node]), DIGEST))
    physical, community = found.criteria
    # Of the six ordered pairs of 0, 2.5 and 8 four are in different bands.
    assert physical.band_changes == 0.6667
    assert community.band_changes == 0
    reason = "moves the score, but never into another band"
    assert found.idle == [IdleCriterion("community_harm", ["total"], reason)]


def test_a_criterion_beside_the_headline_is_listed_with_the_node_it_feeds() -> None:
    """An assessor who answers it must know that it moves nothing that threats are ranked by."""
    nodes = [
        a_node("position", "sum", ["community_harm"]),
        a_node("harm", "sum", ["physical_harm"], bands={"low": 0, "high": 4}),
    ]
    found = quality(compile_matrix(a_matrix(nodes=nodes, beside=["position"]), DIGEST))
    assert [each.criterion for each in found.criteria] == ["physical_harm"]
    reason = "feeds position, beside the headline"
    assert found.idle == [IdleCriterion("community_harm", ["position"], reason)]


def test_bands_are_counted_over_every_submission_there_is() -> None:
    """0, 2.5 and 8 plus a quarter of the same: 2.5 + 2 = 4.5 is the fourth high one of nine."""
    found = quality(compile_matrix(a_matrix(), DIGEST))
    assert found.exact == {
        "distinct_scores": True,
        "tied": True,
        "most_common": True,
        "misordered": False,
        "bands": True,
        "criteria": True,
    }
    assert found.bands == {"low": 0.5556, "high": 0.4444}
    assert found.sampled == 0


def test_bands_are_exact_where_submissions_are_too_many_to_be_counted() -> None:
    """Twenty coins: all twenty heads in one submission of a million, some head in all others."""
    scale = a_scale("coin", {"tail": 0, "head": 1})
    criteria = [a_criterion(f"c{place}", f"C{place}", "coin") for place in range(20)]
    names = [each.key for each in criteria]
    node = a_node("heads", "sum", names, bands={"none": 0, "some": 1, "all": 20})
    found = quality(compile_matrix(a_matrix(criteria, [node], [scale]), DIGEST))
    assert found.exact["bands"]
    assert not found.exact["criteria"]
    # One in 1,048,576 is possible, so it is printed as the smallest share there is.
    assert found.bands == {"none": 0.0001, "some": 0.9998, "all": 0.0001}


def test_what_a_criterion_can_move_is_a_share_of_the_whole_range() -> None:
    """In a product of 1 to 4 an axis moves 3 of 15 at the least and 12 of 15 at the most."""
    scale = a_scale("steps", {"a": 1, "b": 2, "c": 3, "d": 4})
    axes = [a_criterion("impact", "A", "steps"), a_criterion("likelihood", "B", "steps")]
    node = a_node("risk", "product", ["impact", "likelihood"])
    first, _ = quality(compile_matrix(a_matrix(axes, [node], [scale]), DIGEST)).criteria
    assert (first.moves_at_least, first.moves_at_most) == (0.2, 0.8)


def test_a_lookup_has_no_underlying_order_to_be_held_against() -> None:
    """What a grid's author means by its cells is not measured on any axis."""
    cells = [["none", "moderate", "severe"]] * 3
    node = a_node("cell", "grid", ["physical_harm", "community_harm"], gives="impact", cells=cells)
    found = quality(compile_matrix(a_matrix(nodes=[node]), DIGEST))
    assert found.misordered is None
    assert found.pairs == 0
    assert "misordered" not in found.exact
    assert found.distinct_scores == 3


def test_a_matrix_too_large_for_the_whole_sample_gets_a_smaller_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two criteria tried, two columns and two inputs: eight values a submission."""
    monkeypatch.setattr(engine, "MOST_WORK", 80)
    scale = a_scale("steps", {f"l{place}": place for place in range(4)})
    axes = [a_criterion("impact", "A", "steps"), a_criterion("likelihood", "B", "steps")]
    node = a_node("risk", "product", ["impact", "likelihood"])
    found = quality(compile_matrix(a_matrix(axes, [node], [scale]), DIGEST))
    assert not found.exact["criteria"]
    assert (found.sampled, found.pairs) == (10, 10)


def test_nodes_that_rest_on_one_another_by_many_ways_are_worked_out_once() -> None:
    """Forty layers of two have 2 to the 40 ways from top to bottom."""
    layers = [[a_node(name, "max", ["physical_harm"]) for name in ("a0", "b0")]]
    for number in range(1, 40):
        below = [f"a{number - 1}", f"b{number - 1}"]
        layers.append([a_node(f"{name}{number}", "max", below) for name in "ab"])
    top = a_node("top", "max", ["a39", "b39"])
    nodes = [*(node for layer in layers for node in layer), top]
    found = quality(compile_matrix(a_matrix([a_criterion("physical_harm")], nodes), DIGEST))
    assert found.distinct_scores == 3


def test_a_very_large_matrix_is_reported_from_a_small_sample() -> None:
    """64 criteria of 63 levels in 120 sums of them all: a stranger may send that for checking."""
    scale = a_scale("s", {f"l{place}": place for place in range(63)})
    names = [f"c{place}" for place in range(64)]
    criteria = [a_criterion(name, f"C{place}", "s") for place, name in enumerate(names)]
    nodes = [a_node(f"n{place}", "sum", names) for place in range(120)]
    top = a_node("top", "max", [node.key for node in nodes[:64]], bands={"a": 0, "b": 5})
    beside = [node.key for node in nodes[64:]]
    found = quality(
        compile_matrix(a_matrix(criteria, [*nodes, top], [scale], "top", beside=beside), DIGEST)
    )
    assert not found.exact["criteria"]
    assert found.sampled < 10_000
    assert len(found.criteria) == 64
