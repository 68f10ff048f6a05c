"""The interval of alpha: which draws, and which of them are its ends."""

from fractions import Fraction

import numpy as np

from morile_api.engine.agreement.bootstrap import (
    Drawn,
    as_they_are,
    drawn_again,
    interval_of,
    times,
)
from morile_api.engine.draws import resamples
from morile_api.language.agreement import Interval
from tests.panels import units
from tests.reference.alpha import alpha, ordinal, pooled
from tests.reference.scorer import rounded

FIRST = [[0, 0], [1, 1], [2, 1], [0, 2], [2, 2], [1]]
SECOND = [[0, 1], [0, 0], [0, 0, 1], [1, 1], [0], [1, 1]]


def test_a_pattern_is_counted_as_often_as_its_threats_are_drawn() -> None:
    """A threat without two answers has none."""
    table = units([0, 0], [1, 1], [0])

    counts = times(table, np.array([[0, 1, 2], [0, 0, 2]]))

    assert counts[table.number[0]].tolist() == [1, 2]
    assert counts[table.number[1]].tolist() == [1, 0]


def test_threats_as_they_are_count_once_each() -> None:
    """0 1 | 1 1: one unlike pair, of three by chance, in units of half ranks squared."""
    found = as_they_are(units([0, 1], [1, 1]), np.arange(2))

    assert Fraction(found.observed, found.expected) == Fraction(1, 3)
    assert found.answers == 4


def test_every_draw_is_alpha_of_the_threats_drawn() -> None:
    """Held against the definition, draw by draw; all questions share their draws."""
    tables = [FIRST, SECOND]
    compared = np.arange(6)

    drawn = drawn_again([units(*each) for each in tables], 2, compared, 100, seed=3)

    rows = [row for block in resamples(3, 6, 100) for row in block.tolist()]
    wanted: list[list[Fraction | None]] = [
        [alpha([table[place] for place in row], ordinal) for row in rows] for table in tables
    ]
    wanted.append([pooled([[table[place] for place in row] for table in tables]) for row in rows])
    for found, exact in zip(drawn, wanted, strict=True):
        known = [rounded(each, 4) for each in exact if each is not None]
        assert found.steps == sorted(known)
        assert found.without == 100 - len(known)


def test_only_the_compared_threats_are_drawn() -> None:
    """The first two of three agree, so every draw of them that varies is 1."""
    drawn = drawn_again([units([0, 0], [1, 1], [0, 1])], 1, np.array([0, 1]), 100, seed=1)

    assert set(drawn[0].steps) == {10_000}
    assert drawn[0].without > 0


def test_the_interval_leaves_out_one_draw_in_forty_at_either_end() -> None:
    """Of 999 draws around 0.5 24: the 25th smallest and the 25th largest are the ends."""
    drawn = Drawn(list(range(4501, 5500)), 0)

    assert interval_of(Fraction(1, 2), drawn) == Interval(0.4525, 0.5475)


def test_of_few_draws_whole_ones_are_left_out() -> None:
    """Of 39 draws none, of 100 two; these have two in the middle, 0.5 and 0.5001: 0.0001 less."""
    few, more = Drawn(list(range(4981, 5020)), 0), Drawn(list(range(4951, 5051)), 0)

    assert interval_of(Fraction(1, 2), few) == Interval(0.4981, 0.5019)
    assert interval_of(Fraction(1, 2), more) == Interval(0.4952, 0.5047)


def test_draws_that_lie_below_alpha_are_moved_up_twice_as_far() -> None:
    """Median 0.45, 0.05 below alpha: moved up by 0.1, from 0.4 and 0.48."""
    drawn = Drawn([4000, 4500, 4800], 0)

    assert interval_of(Fraction(1, 2), drawn) == Interval(0.5, 0.58)


def test_an_interval_always_holds_its_alpha() -> None:
    """Moved from 0.48 and 0.49 by 0.04 it would begin at 0.52."""
    assert interval_of(Fraction(1, 2), Drawn([4800, 4800, 4900], 0)) == Interval(0.5, 0.53)
    assert interval_of(Fraction(1, 2), Drawn([5100, 5300, 5300], 0)) == Interval(0.45, 0.5)


def test_no_interval_passes_one() -> None:
    """Full agreement is as far as it goes."""
    assert interval_of(Fraction(9, 10), Drawn([8000, 8500, 9900], 0)) == Interval(0.9, 1)


def test_up_to_one_draw_in_twenty_may_lack_an_alpha() -> None:
    """With more the rest would speak for themselves only."""
    assert interval_of(Fraction(1, 2), Drawn(list(range(95)), 5)) is not None
    assert interval_of(Fraction(1, 2), Drawn(list(range(94)), 6)) is None
