"""What is said of an alpha: its figure, its interval, its reading, and why one is missing."""

from fractions import Fraction

import pytest

from morile_api.engine.agreement.bootstrap import Drawn
from morile_api.engine.agreement.reliability import reading, reliabilities, reliability
from morile_api.language.agreement import Interval
from tests.panels import THREE_THREATS, a_panel, a_scorer, said_by, units

MATRIX = a_scorer().matrix


def test_every_question_of_three_threats_has_its_alpha() -> None:
    """Worked by hand, ranks doubled.

    Physical harm 0 0 | 1 2 | 2 2: ranks 2, 5, 9; 1 - 5 * 16 / (2*9 + 6*49 + 3*16) = 7/9.
    Community harm 0 0 | 0 0 | 2 1: ranks 4, 9, 11; 1 - 5 * 4 / (4*25 + 4*49 + 4) = 14/15.
    Bands 0 0 | 0 1 | 1 1: ranks 3, 9; 1 - 5 * 36 / (9 * 36) = 4/9.
    Both criteria: 1 - 5 * (16 + 4) / (360 + 300) = 28/33.
    """
    found = reliabilities(MATRIX, a_panel(THREE_THREATS), 1000, 1)

    assert [each.alpha for each in found.criteria] == [0.7778, 0.9333]
    assert found.band is not None
    assert found.band.alpha == 0.4444
    assert found.overall.alpha == 0.8485


def test_plain_agreement_is_the_share_of_pairs_that_name_the_same_level() -> None:
    """Three assessors of T1 are three pairs, two of T2 one; one pair of the four is equal."""
    found = reliability(Fraction(0), [units([0, 0, 1], [1, 2], [1])], None)

    assert (found.pairs, found.same, found.percentage, found.threats) == (4, 1, 25, 2)


def test_overall_the_pairs_of_all_criteria_are_counted() -> None:
    """And every threat that any of them compares."""
    found = reliability(Fraction(0), [units([0, 0], [1]), units([1, 2], [1, 1])], None)

    assert (found.pairs, found.same, found.percentage, found.threats) == (3, 2, 66.7, 2)


def test_fewer_than_five_threats_have_no_interval() -> None:
    """The alpha stands, and the answer says why its interval does not."""
    found = reliabilities(MATRIX, a_panel(THREE_THREATS), 1000, 1).overall

    assert (found.interval, found.no_interval) == (None, "few-threats")


def test_five_threats_have_one() -> None:
    """Five that vary nearly always."""
    said = said_by(
        {"A": ["PHn", "PHm", "PHs", "PHn", "PHs"], "B": ["PHn", "PHm", "PHs", "PHm", "PHs"]}
    )

    found = reliabilities(MATRIX, a_panel(said), 1000, 1).criteria[0]

    assert found.interval is not None
    assert found.alpha is not None
    assert found.interval.lowest <= found.alpha <= found.interval.highest
    assert found.no_interval is None


def test_no_variation_is_no_alpha_and_says_so() -> None:
    """Never 1."""
    said = said_by({"A": ["PHm"] * 6, "B": ["PHm"] * 6})

    found = reliabilities(MATRIX, a_panel(said), 1000, 1)

    for each in (found.criteria[0], found.overall):
        assert (each.alpha, each.undefined, each.reading) == (None, "no-variation", None)
        assert (each.interval, each.no_interval, each.draws_without_alpha) == (
            None,
            "no-alpha",
            1000,
        )
        assert each.percentage == 100


def test_no_pair_is_no_alpha_and_says_so() -> None:
    """Community harm was answered by one assessor only."""
    found = reliabilities(MATRIX, a_panel(said_by({"A": ["PHm COn"], "B": ["PHm"]})), 1000, 1)

    community = found.criteria[1]
    assert (community.alpha, community.undefined) == (None, "no-pairs")
    assert (community.pairs, community.percentage, community.threats) == (0, None, 0)


def test_draws_that_seldom_vary_make_an_interval_unstable() -> None:
    """One threat in six differs: it is in 1 - (5/6)**6, some two thirds, of the draws."""
    said = said_by({"A": ["PHn"] * 5 + ["PHs"], "B": ["PHn"] * 6})

    found = reliabilities(MATRIX, a_panel(said), 1000, 1).criteria[0]

    assert found.alpha is not None
    assert (found.interval, found.no_interval) == (None, "unstable")
    assert 250 < found.draws_without_alpha < 420


def test_an_interval_counts_the_draws_it_passed_over() -> None:
    """Up to one in twenty."""
    found = reliability(Fraction(1, 2), [units([0, 1])], Drawn([5000] * 96, 4))

    assert (found.interval, found.draws_without_alpha) == (Interval(0.5, 0.5), 4)


@pytest.mark.parametrize(
    ("alpha", "expected"),
    [
        (Fraction(1), "reliable"),
        (Fraction(8, 10), "reliable"),
        (Fraction(79_999, 100_000), "tentative"),
        (Fraction(667, 1000), "tentative"),
        (Fraction(66_699, 100_000), "unreliable"),
        (Fraction(-1, 2), "unreliable"),
    ],
)
def test_the_reading_follows_the_exact_alpha(alpha: Fraction, expected: str) -> None:
    """0.79999 is printed as 0.8 and is not yet 0.8."""
    assert reading(alpha) == expected
