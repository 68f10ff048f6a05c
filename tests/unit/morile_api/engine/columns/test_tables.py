"""A matrix worked out for the answers at hand; every way of combining is in tests/property."""

import numpy as np

from morile_api.engine.columns.groups import Group, places
from morile_api.engine.columns.tables import headline, levels_at, lowest, steps, steps_to, work_out
from morile_api.engine.columns.understood import understood
from tests.builders import a_matrix, shipped_catalogue
from tests.columns import a_scorer

SCORER = a_scorer(a_matrix())
ANSWERS = [
    understood(SCORER.lexicon, criterion, ["none", "severe", "moderate|severe"])
    for criterion in (0, 1)
]


def test_only_what_a_node_rests_on_is_worked_out() -> None:
    """The risk of the thematic matrix is harm times likelihood; the rest stands beside it."""
    matrix = shipped_catalogue().scorers["thematic@1.0.0"].matrix
    keys = [matrix.nodes[number].key for number in steps_to(matrix, [matrix.score])]

    assert keys == ["harm", "likelihood", "risk"]


def test_an_answer_counts_at_the_end_that_is_asked_for() -> None:
    """Moderate or severe is moderate at its lowest; without a stand-in the headline counts none."""
    assert levels_at(ANSWERS[0], lowest).tolist() == [0, 2, 1, 0]
    assert levels_at(ANSWERS[0], headline).tolist() == [0, 2, 0, 0]


def test_scores_and_bands_are_looked_up() -> None:
    """Severe 8 and a quarter of severe 2 make 10, over 8 exact eighths; none makes 0."""
    groups: list[Group] = []
    plan = steps(SCORER.matrix, ANSWERS, headline, [0], groups)
    rows = [np.array([1, 0]), np.array([1, 0])]

    worked = work_out(plan, [places(groups[0], rows)])

    denominator = SCORER.matrix.nodes[0].denominator
    assert worked.values[0].tolist() == [10 * denominator, 0]
    assert worked.bands[0].tolist() == [1, 0]
