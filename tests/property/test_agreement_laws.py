"""What must hold for agreement, whoever says what."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from morile_api.engine.agreement.alpha import (
    Difference,
    disagreements,
    interval,
    nominal,
    ordinal,
    ratio,
)
from morile_api.engine.agreement.alpha import alpha as engine_alpha
from morile_api.engine.agreement.bootstrap import times
from morile_api.engine.draws import places
from morile_api.language.agreement import AgreementAnswer
from tests.builders import a_matrix
from tests.panels import a_said, agreed, units
from tests.reference import alpha as reference
from tests.reference.scorer import Reference, as_printed

SCORER = Reference(a_matrix())

tables = st.lists(st.lists(st.integers(0, 4), max_size=5), min_size=1, max_size=8)
answers = st.sampled_from(["n", "m", "s", "?", "nm", ""])

METRICS: list[tuple[Difference, reference.Metric]] = [
    (nominal, reference.nominal),
    (ordinal, reference.ordinal),
    (interval, reference.interval),
    (ratio, reference.ratio),
]


@given(tables, st.sampled_from(METRICS))
def test_alpha_is_what_its_definition_says(
    table: list[list[int]], metric: tuple[Difference, reference.Metric]
) -> None:
    """Pair by pair in fractions, and in whole numbers by patterns, the same."""
    mine, theirs = metric
    found = units(*table)
    each_once = times(found, np.arange(len(table))[np.newaxis])

    assert engine_alpha(disagreements(found, each_once, mine)[0]) == reference.alpha(table, theirs)


@given(st.integers(1, 2**32), st.integers(0, 2**64 - 1))
def test_a_draw_is_one_of_the_places(below: int, word: int) -> None:
    """Or it is passed over."""
    assert all(0 <= place < below for place in places(np.array([word], dtype=np.uint64), below))


@st.composite
def panels(draw: st.DrawFn, answer: st.SearchStrategy[str] = answers) -> list[dict[str, Any]]:
    """One to six threats, each by up to four assessors of two organisations."""
    said = []
    for number in range(draw(st.integers(1, 6))):
        for assessor in draw(st.permutations("ABCD"))[: draw(st.integers(0, 4))]:
            keys = [("PH", draw(answer)), ("CO", draw(answer))]
            text = " ".join(code + key for code, key in keys if key)
            home = "E23000029" if assessor in "AB" else "E23000030"
            said.append(a_said(f"T{number}", assessor, text, organisation=home))
    return said or [a_said("T0", "A", "PHn")]


def figures(answer: AgreementAnswer) -> Any:
    """What does not depend on the order of the request."""
    standings = {(each.organisation, each.assessor): each for each in answer.standings}
    threats = {each.ref: each for each in answer.threats}
    criteria = [
        (each.agreement.alpha, each.agreement.pairs, each.answers) for each in answer.criteria
    ]
    band = None if answer.band is None else answer.band.alpha
    return answer.overall.alpha, band, criteria, standings, threats, set(answer.discuss_first)


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_the_submissions_changes_no_figure(
    said: list[dict[str, Any]], dice: Any
) -> None:
    """But for the draws, which go by the order of the threats."""
    shuffled = list(said)
    dice.shuffle(shuffled)

    assert figures(agreed(shuffled)) == figures(agreed(said))


@given(panels())
def test_new_codes_for_the_assessors_change_nothing_but_the_codes(
    said: list[dict[str, Any]],
) -> None:
    """Nobody is judged by name."""
    renamed = [{**each, "assessor": f"Z{each['assessor']}"} for each in said]

    one, other = agreed(said), agreed(renamed)

    assert (one.overall, one.band, one.criteria, one.threats) == (
        other.overall,
        other.band,
        other.criteria,
        other.threats,
    )
    assert [each.mean_steps for each in one.standings] == [
        each.mean_steps for each in other.standings
    ]


@given(panels())
def test_a_threat_that_one_assessor_saw_changes_no_agreement(said: list[dict[str, Any]]) -> None:
    """It has nothing to agree with."""
    one, more = agreed(said), agreed([*said, a_said("alone", "A", "PHs COs")])

    assert (one.overall, one.band, one.threats) == (more.overall, more.band, more.threats)
    assert set(one.discuss_first) == set(more.discuss_first)


@given(panels(), st.integers(2, 2**53 - 1))
def test_the_seed_moves_intervals_and_nothing_else(said: list[dict[str, Any]], seed: int) -> None:
    """Alpha itself is not drawn."""
    assert figures(agreed(said, seed=seed, draws=100)) == figures(agreed(said, draws=100))


@given(panels())
def test_the_same_request_gives_the_same_answer(said: list[dict[str, Any]]) -> None:
    """Intervals included."""
    assert agreed(said, draws=100) == agreed(said, draws=100)


@given(st.lists(st.tuples(st.sampled_from("nms"), st.sampled_from("nms")), min_size=1, max_size=6))
def test_where_all_say_the_same_alpha_is_one_or_undefined(levels: list[tuple[str, str]]) -> None:
    """One where levels vary from threat to threat, undefined where they do not; nobody is apart."""
    said = [
        a_said(f"T{number}", assessor, f"PH{one} CO{other}")
        for number, (one, other) in enumerate(levels)
        for assessor in "ABC"
    ]

    answer = agreed(said, draws=100)

    varies = len({one for one, _ in levels}) > 1 or len({other for _, other in levels}) > 1
    assert answer.overall.alpha == (1 if varies else None)
    assert answer.overall.percentage == 100
    assert all(each.mean_steps == 0 for each in answer.standings)
    assert all(each.band_changes == 0 for each in answer.discuss_first)
    assert all(each.criteria == () for each in answer.threats)


@given(st.lists(st.sampled_from("nms"), min_size=1, max_size=8), st.data())
def test_of_two_assessors_one_is_as_far_above_as_the_other_is_below(
    first: Sequence[str], data: st.DataObject
) -> None:
    """Each is the other's others."""
    size = len(first)
    second = data.draw(st.lists(st.sampled_from("nms"), min_size=size, max_size=size))
    said = [
        a_said(f"T{number}", who, f"PH{key}")
        for who, row in (("A", first), ("B", second))
        for number, key in enumerate(row)
    ]

    one, other = agreed(said, draws=100).standings

    assert one.mean_steps == -(other.mean_steps or 0)
    assert (one.above, one.below) == (other.below, other.above)


@given(panels(st.sampled_from("nms")))
def test_swaps_change_what_scoring_the_swapped_submission_changes(
    said: list[dict[str, Any]],
) -> None:
    """Every pair of assessors of a threat, one by one, through the reference scorer."""
    found = {each.criterion: each for each in agreed(said, draws=100).discuss_first}

    for criterion, one in found.items():
        pairs = [pair for pair in permutations(said, 2) if pair[0]["ref"] == pair[1]["ref"]]
        moves = [(first["ref"], *_swapped(first, second, criterion)) for first, second in pairs]
        assert one.swaps == len(moves)
        assert one.band_changes == sum(changed for _, changed, _ in moves)
        assert one.threats == len({ref for ref, changed, _ in moves if changed})
        mean = sum((move for *_, move in moves), Fraction(0)) / max(len(moves), 1)
        assert one.mean_score_change == (as_printed(mean, 3) if moves else None)


def _swapped(
    first: dict[str, Any], second: dict[str, Any], criterion: str
) -> tuple[bool, Fraction]:
    """Whether the first's band changes with the second's level, and how far the score moves."""
    levels = first["levels"]
    before = SCORER.values(levels)["harm"]
    after = SCORER.values({**levels, criterion: second["levels"][criterion]})["harm"]
    return before.step != after.step, abs(after.score - before.score)
