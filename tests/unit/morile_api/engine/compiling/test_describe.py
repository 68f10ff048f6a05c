"""What a compiled matrix is said to be."""

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.compiling.describe import document_of, mark_of, nodes_of, summary_of
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, shipped_catalogue

COMPILED = compile_matrix(a_matrix(), DIGEST)


def test_a_node_is_described_by_its_ends_bands_criteria_and_distinct_scores() -> None:
    """0 to 8 + 0.25 x 8 = 10; of nine sums none falls on another, so nine are distinct."""
    (node,) = nodes_of(COMPILED)

    assert (node.key, node.lowest, node.highest) == ("harm", 0, 10)
    assert node.bands == ["low", "high"]
    assert node.criteria == ["physical_harm", "community_harm"]
    assert node.distinct_scores == 9


def test_criteria_that_cannot_move_a_node_are_not_among_its_criteria() -> None:
    """A grid whose cells are the same along an axis does not depend on it."""
    matrix = a_matrix(
        criteria=[a_criterion("moves", "M"), a_criterion("idles", "I")],
        nodes=[
            a_node(
                "n",
                "grid",
                ["moves", "idles"],
                gives="impact",
                cells=[["none"] * 3, ["moderate"] * 3, ["severe"] * 3],
            )
        ],
        scales=[a_scale()],
    )

    (node,) = nodes_of(compile_matrix(matrix, DIGEST))

    assert node.criteria == ["moves"]
    assert node.distinct_scores == 3


def test_sleipnir_has_759_distinct_scores() -> None:
    """As published: 0 to 760 without 755 and 759."""
    scorer = shipped_catalogue().scorers["sleipnir@1.0.0"]
    score = scorer.matrix.definition.result.score

    (node,) = [each for each in nodes_of(scorer.matrix) if each.key == score]

    assert (node.lowest, node.highest, node.distinct_scores) == (0, 760, 759)


def test_every_description_names_the_same_matrix() -> None:
    """In an answer, in the list and as a whole."""
    for described in (mark_of(COMPILED), summary_of(COMPILED), document_of(COMPILED)):
        assert (described.id, described.version) == ("example", "1.0.0")
        assert (described.status, described.digest) == ("draft", DIGEST)
    assert document_of(COMPILED).definition == a_matrix()
