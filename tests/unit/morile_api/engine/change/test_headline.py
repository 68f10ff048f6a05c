"""Headlines of many rows of answers."""

from morile_api.engine.change.headline import Headlines, coded_rows, headlines
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale


def of_rows(matrix: Matrix, *rows: list[object]) -> Headlines:
    compiled = compile_matrix(matrix, DIGEST)
    return headlines(compiled, coded_rows(compiled, rows))


def test_scores_are_exact_over_their_denominator() -> None:
    """2.5 + 0.25 x 8 = 4.5; halves times quarters are eighths: 36 of them."""
    found = of_rows(a_matrix(), ["moderate", "severe"], ["none", "none"])

    assert (found.values.tolist(), found.below) == ([36, 0], 8)
    assert found.scored.tolist() == [True, True]
    assert found.bands() == ["high", "low"]


def test_where_no_level_counts_there_is_no_headline() -> None:
    """And where one stands in there is: unknown counts as moderate."""
    counted = a_matrix(scales=[a_scale(unknown_counts_as="moderate")])

    assert of_rows(a_matrix(), ["unknown", "none"]).scored.tolist() == [False]
    assert of_rows(a_matrix(), ["unknown", "none"]).bands() == [None]
    assert of_rows(counted, ["unknown", "none"]).values.tolist() == [20]


def test_a_gap_beside_the_headline_does_not_take_it_away() -> None:
    """It does not move the score."""
    criteria = [a_criterion("physical_harm"), a_criterion("capacity")]
    nodes = [a_node("position", "sum", ["capacity"]), a_node("harm", "sum", ["physical_harm"])]
    matrix = a_matrix(criteria, nodes, score="harm", beside=["position"])

    assert of_rows(matrix, ["severe", "unknown"]).scored.tolist() == [True]


def test_a_matrix_without_bands_gives_none() -> None:
    """Where a method publishes none."""
    matrix = a_matrix(nodes=[a_node("harm", "sum", ["physical_harm", "community_harm"])])

    assert of_rows(matrix, ["severe", "none"]).bands() == [None]
