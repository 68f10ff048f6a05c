"""What is worked out once for a matrix."""

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import scorer_of
from tests.builders import DIGEST, a_matrix


def test_a_scorer_names_the_definition_it_scores_with() -> None:
    """Every answer repeats this, so that it can be reproduced."""
    scorer = scorer_of(compile_matrix(a_matrix(), DIGEST))
    assert (scorer.mark.id, scorer.mark.version) == ("example", "1.0.0")
    assert (scorer.mark.status, scorer.mark.digest) == ("draft", DIGEST)
