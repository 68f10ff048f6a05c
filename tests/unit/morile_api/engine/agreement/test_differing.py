"""How far the assessors of one threat are apart."""

from morile_api.engine.agreement.differing import spreads
from morile_api.language.agreement import BandSpread, LevelSpread, ScoreSpread
from tests.builders import a_matrix, a_node
from tests.panels import THREE_THREATS, a_panel, a_scorer, agreed_with, said_by

MATRIX = a_scorer().matrix


def test_a_threat_shows_the_criteria_on_which_its_assessors_differ() -> None:
    """T2: moderate and severe physical harm, scores 2.5 and 8, bands low and high."""
    first, second, third = spreads(MATRIX, a_panel(THREE_THREATS))

    assert first.criteria == ()
    assert second.criteria == (LevelSpread("physical_harm", "moderate", "severe", 1),)
    assert second.score == ScoreSpread(2.5, 8, 2)
    assert second.band == BandSpread("low", "high", 1)
    assert third.criteria == (LevelSpread("community_harm", "moderate", "severe", 1),)
    assert third.score == ScoreSpread(8.63, 10, 2)
    assert third.band == BandSpread("high", "high", 0)


def test_criteria_stand_in_the_matrix_s_order() -> None:
    """Whoever compares two threats finds them in the same places."""
    only = spreads(MATRIX, a_panel(said_by({"A": ["COn PHn"], "B": ["COs PHs"]})))[0]

    assert [each.criterion for each in only.criteria] == ["physical_harm", "community_harm"]
    assert [each.steps for each in only.criteria] == [2, 2]


def test_scores_are_those_of_submissions_that_have_one() -> None:
    """B left community harm out, and the matrix has no stand-in."""
    only = spreads(MATRIX, a_panel(said_by({"A": ["PHn COn"], "B": ["PHs"]})))[0]

    assert only.submissions == 2
    assert only.score == ScoreSpread(0, 0, 1)
    assert only.criteria == (LevelSpread("physical_harm", "none", "severe", 2),)


def test_without_any_score_there_is_neither_score_nor_band() -> None:
    """Null says so."""
    only = spreads(MATRIX, a_panel(said_by({"A": ["PHn"], "B": ["PHs"]})))[0]

    assert (only.score, only.band) == (None, None)


def test_a_threat_with_one_submission_is_left_out() -> None:
    """There is nothing to compare."""
    panel = a_panel(said_by({"A": ["PHn", "PHn"], "B": ["", "PHn"]}))

    assert [each.ref for each in spreads(MATRIX, panel)] == ["T2"]


def test_a_matrix_without_bands_gives_none() -> None:
    """And still the scores."""
    plain = a_matrix(nodes=[a_node("harm", "sum", ["physical_harm", "community_harm"])])

    only = agreed_with(plain, said_by({"A": ["PHn COn"], "B": ["PHs COn"]})).threats[0]

    assert (only.score, only.band) == (ScoreSpread(0, 8, 2), None)
