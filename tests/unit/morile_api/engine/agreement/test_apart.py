"""Standing apart: distances worked by hand, and the rule at its edges."""

from fractions import Fraction

import numpy as np
import pytest

from morile_api.engine.agreement.apart import distances, mean, standings, tail, way
from morile_api.engine.agreement.identity import Identity
from morile_api.language.agreement import CriterionDistance
from tests.panels import THREE_THREATS, a_panel, a_said, said_by

CRITERIA = ["physical_harm", "community_harm"]


def test_a_distance_is_taken_from_the_mean_of_the_others() -> None:
    """Levels 0, 0, 2: the last is 2 above, the others 0 - (0 + 2) / 2 = 1 below."""
    panel = a_panel(said_by({"A": ["PHn"], "B": ["PHn"], "C": ["PHs"]}))

    found = distances(panel.sheet, panel.rater, 3)

    assert [Fraction(total, found.over) for total in found.sums[:, 0].tolist()] == [-1, -1, 2]
    assert found.answers[:, 0].tolist() == [1, 1, 1]
    assert found.sides.tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 1]]


def test_only_answers_that_others_gave_too_are_compared() -> None:
    """On T2 nobody else says a level."""
    panel = a_panel(said_by({"A": ["PHs COn", "PHs"], "B": ["PHn", "PH? COs"]}))

    found = distances(panel.sheet, panel.rater, 2)

    assert found.answers.tolist() == [[1, 0], [1, 0]]
    assert found.sums.tolist() == [[2, 0], [-2, 0]]


def test_a_threat_lies_on_the_side_of_its_distances_added_up() -> None:
    """One step up at one criterion and one down at the other is level."""
    panel = a_panel(said_by({"A": ["PHm COn", "PHs COn"], "B": ["PHn COm", "PHn COm"]}))

    found = distances(panel.sheet, panel.rater, 2)

    assert found.sides.T.tolist() == [[0, 1, 1], [1, 1, 0]]


def test_assessors_of_one_organisation_are_not_each_others_others() -> None:
    """T1: 0 and 2 here, 2 there: here -2 and 0, there 2 - 1 = 1."""
    there = a_said("T1", "C", "PHs", organisation="E23000030")
    panel = a_panel([a_said("T1", "A", "PHn"), a_said("T1", "B", "PHs"), there])

    found = distances(panel.sheet, panel.organisation, 2)

    assert [Fraction(total, found.over) for total in found.sums[:, 0].tolist()] == [-2, 1]
    assert found.answers[:, 0].tolist() == [2, 1]


def test_many_different_numbers_of_assessors_are_added_exactly() -> None:
    """Threats of 2 to 60 assessors: A is 2 above all others on each, over a long denominator."""
    said = []
    for count in range(2, 61):
        ref = f"T{count}"
        said.append(a_said(ref, "A", "PHs"))
        said += [a_said(ref, f"B{number}", "PHn") for number in range(1, count)]
    panel = a_panel(said)

    found = distances(panel.sheet, panel.rater, len(panel.raters))

    assert found.over > 2**63
    assert Fraction(int(found.sums[0, 0]), found.over) == 2 * 59
    # B1 is below on every threat, by 2 / (count - 1).
    below = sum(Fraction(2, count - 1) for count in range(2, 61))
    assert Fraction(int(found.sums[1, 0]), found.over) == -below


def test_a_standing_says_how_far_and_on_how_many_threats() -> None:
    """A is one step below on T2, one above on T3, and the same on T1."""
    panel = a_panel(THREE_THREATS)

    first = standings(panel.sheet, panel.rater, panel.raters, CRITERIA)[0]

    assert (first.assessor, first.submissions, first.answers, first.threats) == ("A", 3, 6, 3)
    assert (first.below, first.level, first.above) == (1, 1, 1)
    assert first.mean_steps == 0
    assert first.criteria == (
        CriterionDistance("physical_harm", 3, -0.333),
        CriterionDistance("community_harm", 3, 0.333),
    )
    assert first.stands_apart is None


def test_nobody_is_compared_alone() -> None:
    """There is a standing, with nothing in it."""
    panel = a_panel(said_by({"A": ["PHs COn"]}))

    only = standings(panel.sheet, panel.rater, panel.raters, CRITERIA)[0]

    assert (only.answers, only.threats, only.mean_steps, only.stands_apart) == (0, 0, None, None)
    assert only.criteria == ()


def test_somebody_always_higher_stands_apart_and_so_does_the_other_the_other_way() -> None:
    """Of two who differ nobody can say which is right. 2 * 2 / 2**7 = 1/32 is under 1/20."""
    panel = a_panel(said_by({"A": ["PHm"] * 7, "B": ["PHn"] * 7}))

    first, second = standings(panel.sheet, panel.rater, panel.raters, CRITERIA)

    assert (first.mean_steps, first.stands_apart) == (1, "higher")
    assert (second.mean_steps, second.stands_apart) == (-1, "lower")


@pytest.mark.parametrize(
    ("throws", "heads", "ways"),
    [(0, 0, 1), (6, 6, 1), (6, 5, 7), (6, 0, 64), (10, 8, 56), (5, 3, 16)],
)
def test_the_chance_of_so_many_heads_counts_the_ways(throws: int, heads: int, ways: int) -> None:
    """Of six throws five or more: 6 + 1 ways of 64. Of ten eight or more: 45 + 10 + 1."""
    assert tail(throws, heads) == Fraction(ways, 2**throws)


@pytest.mark.parametrize(
    ("total", "count", "above", "below", "tests", "expected"),
    [
        (1, 4, 6, 0, 1, "higher"),  # a quarter step; 2 / 64 = 0.031
        (-1, 4, 0, 6, 1, "lower"),
        (1, 4, 0, 6, 1, None),  # higher on average, lower on every threat
        (24, 100, 60, 0, 1, None),  # 0.24 of a step is too little
        (2, 4, 5, 0, 1, None),  # 2 / 32 = 0.0625 may be chance
        (2, 4, 6, 0, 2, None),  # and so may 0.031 when two are compared
        (2, 4, 7, 0, 2, "higher"),  # 2 * 2 / 128 = 0.031
        (2, 4, 9, 1, 2, "higher"),  # 2 * 2 * 11 / 1024 = 0.043
        (2, 4, 8, 2, 1, None),  # 2 * 56 / 1024 = 0.109
        (0, 0, 0, 0, 1, None),
    ],
)
def test_the_rule_wants_both_distance_and_one_sidedness(
    total: int, count: int, above: int, below: int, tests: int, expected: str | None
) -> None:
    """At least a quarter step, and at most 5 per cent shared out over those compared."""
    assert way(total, count, above, below, tests) == expected


def test_a_mean_is_printed_with_three_decimals_or_not_at_all() -> None:
    """Half away from nought: 5 / 2000 is 0.003."""
    assert mean(-5, 2000) == -0.003
    assert mean(0, 0) is None


def test_an_empty_sheet_has_no_distances() -> None:
    """A request of references alone."""
    sheet = a_panel([a_said("T1", "A", "PHn", reference=True)]).sheet

    assert standings(sheet, np.zeros(0, dtype=np.intp), list[Identity](), CRITERIA) == []
