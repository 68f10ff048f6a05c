"""Swaps worked by hand; tests/property compares them with scoring every swapped submission."""

from morile_api.engine.agreement.swaps import Swapped, discussions, swapped
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import scorer_of
from tests.builders import DIGEST, a_matrix, a_node
from tests.panels import THREE_THREATS, a_panel, a_scorer, agreed_with, said_by

MATRIX = a_scorer().matrix
OVER = MATRIX.nodes[0].denominator
"""Scores are integers over this."""


def test_each_pair_of_assessors_is_swapped_both_ways() -> None:
    """Three threats of two: six swaps. On T2 both change the band and the score by 8 - 2.5."""
    panel = a_panel(THREE_THREATS)

    found = swapped(MATRIX, panel.sheet, 3, 0)

    assert found == Swapped(swaps=6, changes=2, threats=1, score=11 * OVER)


def test_a_swap_within_a_band_changes_the_score_only() -> None:
    """T3: a quarter of 8 - 2.5, both ways."""
    panel = a_panel(THREE_THREATS)

    assert swapped(MATRIX, panel.sheet, 3, 1) == Swapped(6, 0, 0, 11 * OVER // 4)


def test_every_other_assessor_of_a_threat_counts() -> None:
    """0, 2, 2: the first takes over severe twice, each of the others none once: 4 of 6."""
    panel = a_panel(said_by({"A": ["PHn COn"], "B": ["PHs COn"], "C": ["PHs COn"]}))

    assert swapped(MATRIX, panel.sheet, 1, 0) == Swapped(6, 4, 1, 4 * 8 * OVER)


def test_whoever_has_no_band_lends_a_level_but_takes_none() -> None:
    """B has no answer on community harm: only A's band can change."""
    panel = a_panel(said_by({"A": ["PHn COn"], "B": ["PHs"]}))

    assert swapped(MATRIX, panel.sheet, 1, 0) == Swapped(1, 1, 1, 8 * OVER)


def test_an_answer_that_is_not_one_level_takes_no_part() -> None:
    """Neither unknown nor several levels is a level to swap."""
    panel = a_panel(said_by({"A": ["PHn COn", "PHn COn"], "B": ["PH? COn", "PHms COn"]}))

    assert swapped(MATRIX, panel.sheet, 2, 0).swaps == 0


def test_the_criterion_that_changes_most_bands_is_discussed_first() -> None:
    """With its share of all swaps: 2 of 6, on 1 threat; the mean change is 11 / 6 and 2.75 / 6."""
    panel = a_panel(THREE_THREATS)

    first, second = discussions(MATRIX, panel.sheet, 3)

    assert (first.criterion, first.swaps, first.band_changes) == ("physical_harm", 6, 2)
    assert (first.percentage, first.threats, first.mean_score_change) == (33.3, 1, 1.833)
    assert (second.criterion, second.band_changes, second.mean_score_change) == (
        "community_harm",
        0,
        0.458,
    )


def test_a_matrix_without_bands_is_ordered_by_the_score() -> None:
    """There is no band to change, so nothing is said of bands."""
    plain = a_matrix(
        nodes=[a_node("harm", "weighted_sum", ["physical_harm", "community_harm"], [1, 3])]
    )

    first, second = agreed_with(plain, said_by({"A": ["PHn COn"], "B": ["PHs COs"]})).discuss_first

    assert (first.criterion, first.mean_score_change) == ("community_harm", 24)
    assert (first.swaps, first.band_changes, first.percentage, first.threats) == (
        2,
        None,
        None,
        None,
    )
    assert second.mean_score_change == 8


def test_scores_that_add_up_past_64_bits_are_exact() -> None:
    """Four swaps of 10**12 with three decimals, over a denominator of its own."""
    nodes = [a_node("harm", "weighted_sum", ["physical_harm", "community_harm"], ["125e9", "1e-4"])]
    matrix = a_matrix(nodes=nodes, decimals=0)
    compiled = scorer_of(compile_matrix(matrix, DIGEST)).matrix
    said = said_by({"A": ["PHn COn"] * 300, "B": ["PHs COn"] * 300})

    first = agreed_with(matrix, said).discuss_first[0]

    # The largest score is 8 * 125e9 over at least 10**4; 600 of these pass 2**62.
    assert 600 * compiled.nodes[0].highest > 2**62
    assert first.mean_score_change == 10**12


def test_without_pairs_there_is_no_mean() -> None:
    """Nothing over nothing."""
    panel = a_panel(said_by({"A": ["PHn COn"]}))

    only = discussions(MATRIX, panel.sheet, 1)[0]

    assert (only.swaps, only.percentage, only.mean_score_change) == (0, None, None)
