"""Vectors and digests of columns."""

from morile_api.engine.columns.lines import digests, vectors
from tests.builders import a_desk, a_matrix, a_request, by_vector
from tests.columns import a_scorer, columns_of

ROWS = [
    {"physical_harm": "severe|none", "community_harm": "moderate~low"},
    {"physical_harm": "awful", "community_harm": "none"},
]
SCORER = a_scorer(a_matrix())


def test_a_vector_is_the_canonical_line_also_beside_a_row_at_fault() -> None:
    """Levels in the order of their scale."""
    line = vectors(SCORER.lexicon, columns_of(SCORER, ROWS))[0]

    assert line == "example@1.0.0/PH:none|severe/CO:moderate~low"


def test_a_digest_is_that_of_the_single_assessment() -> None:
    """So a receiver of one row can check it by itself."""
    columns = columns_of(SCORER, ROWS)
    line = vectors(SCORER.lexicon, columns)[0]

    (alone,) = a_desk().results(a_request(by_vector(line)))

    assert digests(SCORER, columns)[0] == alone["digest"]
