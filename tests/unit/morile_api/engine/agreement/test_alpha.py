"""Alpha from small tables worked by hand; the published table is in tests/golden."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from morile_api.engine.agreement.alpha import (
    Difference,
    Units,
    alpha,
    disagreements,
    interval,
    nominal,
    ordinal,
    pairs_of,
    pooled,
    ratio,
    units_of,
)
from morile_api.engine.agreement.bootstrap import as_they_are
from tests.panels import units


def alpha_of(*threats: Sequence[int], difference: Difference = ordinal) -> Fraction | None:
    table = units(*threats)
    size = len(table.patterns)
    once = np.bincount(table.number, minlength=size + 1)[:size, np.newaxis]
    return alpha(disagreements(table, once, difference)[0])


def all_once(table: Units) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.arange(len(table.number))


def test_two_levels_agreed_on_in_one_threat_of_two_are_no_better_than_chance() -> None:
    """One of 2 threats disagrees; of 4 answers 1 is low and 3 high: 1 - 3 * 1 / (1 * 3) = 0."""
    assert alpha_of([0, 1], [1, 1]) == 0


def test_three_levels_differ_by_the_answers_between_them() -> None:
    """Answers 0 0 | 1 1 | 2 2 | 0 1: of the levels 3, 3, 2; middle ranks 1.5, 4.5, 7.

    Observed 3**2; expected 9 * 3**2 + 6 * 5.5**2 + 6 * 2.5**2 = 300; 1 - 7 * 9 / 300 = 0.79.
    """
    assert alpha_of([0, 0], [1, 1], [2, 2], [0, 1]) == Fraction(79, 100)


def test_three_assessors_of_one_threat_count_half_a_pair_each() -> None:
    """0 0 1 | 1 1: pairs of unlike answers 2, over 3 - 1 = 1; of the levels 2 and 3.

    1 - (5 - 1) * 1 / (2 * 3) = 1/3.
    """
    assert alpha_of([0, 0, 1], [1, 1], difference=nominal) == Fraction(1, 3)


def test_interval_and_ratio_use_the_values_themselves() -> None:
    """1 3 | 3 3: observed 4 and (2/4)**2; expected 3 times as much; both 1 - 3 / 3 = 0."""
    assert alpha_of([1, 3], [3, 3], difference=interval) == 0
    assert alpha_of([1, 3], [3, 3], difference=ratio) == 0


def test_full_agreement_on_levels_that_vary_is_one() -> None:
    """There is nothing observed to take off."""
    assert alpha_of([0, 0], [2, 2, 2]) == 1


def test_answers_that_never_vary_have_no_alpha() -> None:
    """Nothing could have differed, so nothing was shown: not one, not nought."""
    assert alpha_of([1, 1], [1, 1, 1]) is None


def test_without_two_answers_on_a_threat_there_is_no_alpha() -> None:
    """Nothing can be paired."""
    assert alpha_of([0], [2], []) is None


def test_a_threat_with_one_answer_is_left_out() -> None:
    """Its level is not among those that could have been met by chance either."""
    assert alpha_of([0, 0], [1, 1], [2, 2], [0, 1], [2], [0]) == Fraction(79, 100)


def test_an_answer_that_names_no_level_is_left_out() -> None:
    """Minus one stands for it."""
    answers = np.array([0, -1, 1, 1, 1])
    table = units_of(2, np.array([0, 0, 0, 1, 1]), answers)

    assert alpha(as_they_are(table, all_once(table))) == 0


def test_equal_threats_share_a_pattern() -> None:
    """So the work grows with what differs, not with the threats."""
    table = units([0, 2], [2, 0], [1, 1], [0])

    assert sorted(table.patterns.tolist()) == [[0, 2, 0], [1, 0, 1]]
    assert table.number[0] == table.number[1] != table.number[2]
    assert table.number[3] == len(table.patterns)


def test_many_levels_and_answers_still_give_every_pattern_its_own_number() -> None:
    """Forty levels of up to three answers do not fit in one 64-bit code."""
    rows = [[level, level, level] for level in range(40)] + [[0, 39], [0, 38], [0, 39]]

    table = units(*rows)

    assert len(table.patterns) == 42
    assert table.number[40] == table.number[42] != table.number[41]


def test_sums_too_long_for_64_bits_are_exact_too() -> None:
    """100,000 answers on two threats: 0 1 in halves on one, all 1 on the other.

    Of the levels a = 25,000 and b = 75,000 among n; unlike pairs a * a over 50,000 - 1:
    1 - (n - 1) * a * a / (49,999 * a * b).
    """
    half, whole = 25_000, 50_000
    threat = np.repeat([0, 1], whole)
    levels = np.concatenate((np.repeat([0, 1], half), np.ones(whole, dtype=np.int64)))
    table = units_of(2, threat, levels)

    found = alpha(as_they_are(table, all_once(table)))

    assert found == 1 - Fraction(99_999 * half, 49_999 * 75_000)


def test_criteria_are_pooled_by_their_answers_and_how_far_these_vary() -> None:
    """Two criteria of two threats by two assessors: observed and expected are added up.

    0 1 | 1 1 (ranks 0.5 and 2.5: observed 4, expected 12) and 0 0 | 1 1 (ranks 1 and 3: 0 and 16):
    1 - 3 * (4 + 0) / (12 + 16) = 4/7.
    """
    tables = [units([0, 1], [1, 1]), units([0, 0], [1, 1])]

    assert pooled([as_they_are(table, all_once(table)) for table in tables]) == Fraction(4, 7)


def test_criteria_that_do_not_vary_are_left_out_of_the_pool() -> None:
    """And where none does there is no overall alpha."""
    varied, same = units([0, 1], [1, 1]), units([2, 2], [2, 2])
    found = [as_they_are(table, all_once(table)) for table in (varied, same)]

    assert pooled(found) == alpha(found[0])
    assert pooled(found[1:]) is None


@pytest.mark.parametrize("levels", [0, 1, 2, 4])
def test_pairs_are_all_lower_and_higher_levels(levels: int) -> None:
    """n (n - 1) / 2 of them."""
    low, high = pairs_of(levels)

    assert len(low) == levels * (levels - 1) // 2
    assert (low < high).all()
