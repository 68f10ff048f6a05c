"""Each agreed change has the share it deserves, whoever lists the changes in whatever order."""

from fractions import Fraction
from itertools import permutations
from math import factorial
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from morile_api.engine.change.change_share import change_shares
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.language.answer import as_answer
from morile_api.language.matrix import Matrix
from tests.builders import DIGEST, a_threat, assessed
from tests.moderations import a_change, a_moderation, a_panel
from tests.property.strategies import (
    SEEDS,
    Asked,
    Size,
    matrices,
    questions,
    random_levels,
    threats,
)
from tests.reference.scorer import Levels, Reference

FEW = st.builds(Size, st.integers(1, 5), st.integers(2, 4), st.integers(1, 4))
Moves = tuple[Matrix, Asked, dict[str, str]]


@st.composite
def moves(draw: st.DrawFn) -> Moves:
    """A matrix, a threat with open answers, and single levels that some of them are changed to."""
    matrix = draw(matrices())
    threat = draw(threats(matrix, most=1))[0]
    dice = Random(draw(SEEDS))  # noqa: S311
    wanted = random_levels(dice, matrix)
    picked = [key for key in wanted if threat.said[key] != [wanted[key]] and dice.random() < 0.7]
    return matrix, threat, {key: wanted[key] for key in picked}


def changes_of(threat: Asked, to: dict[str, str]) -> list[dict[str, Any]]:
    return [a_change(key, threat.threat["levels"][key], level) for key, level in to.items()]


def by_orders(reference: Reference, before: Levels, after: Levels) -> dict[str, Fraction]:
    """What each change adds when it comes, as the mean over every order of the changes."""
    head = reference.matrix.result.score
    changed = [key for key in before if before[key] != after[key]]
    sums = dict.fromkeys(changed, Fraction(0))
    for order in permutations(changed):
        now = dict(before)
        for key in order:
            old = reference.values(now)[head].score
            now[key] = after[key]
            sums[key] += reference.values(now)[head].score - old
    return {key: total / factorial(len(changed)) for key, total in sums.items()}


@settings(max_examples=150)
@given(matrices(sizes=FEW), SEEDS)
def test_exact_shares_are_the_mean_over_all_orders(matrix: Matrix, seed: int) -> None:
    """Before any rounding, for every operator, against brute force with the plain reference."""
    dice, reference = Random(seed), Reference(matrix)  # noqa: S311
    before, after = random_levels(dice, matrix), random_levels(dice, matrix)
    compiled = compile_matrix(matrix, DIGEST)
    answers = [
        {key: as_answer(said[key], scale) for key, scale in reference.scales.items()}
        for said in (before, after)
    ]

    shares, over = change_shares(compiled, *answers)

    whole = over * compiled.nodes[compiled.score].denominator
    exact = by_orders(reference, before, after)
    assert {key: Fraction(shares.get(key, 0), whole) for key in exact} == exact


@settings(max_examples=100, deadline=None)
@given(moves())
def test_printed_shares_add_up_to_the_printed_difference(move: Moves) -> None:
    """To the last decimal; and there are none where there is no score before or after."""
    matrix, threat, to = move
    unit = 10**matrix.decimals

    answer = a_panel(matrix).answer(
        a_moderation(*changes_of(threat, to), threat=threat.threat, matrix=matrix.id)
    )

    scores = [answer[name]["score"] for name in ("before", "after")]
    shares = [each["share"] for each in answer["shares"]]
    if None in scores:
        assert answer["difference"] is None
        assert shares == [None] * len(to)
    else:
        steps = [round(score * unit) for score in scores]
        assert round(answer["difference"] * unit) == steps[1] - steps[0]
        assert sum(round(share * unit) for share in shares) == steps[1] - steps[0]


@settings(max_examples=60, deadline=None)
@given(moves(), SEEDS)
def test_no_share_depends_on_the_order_of_the_changes(move: Moves, seed: int) -> None:
    """Nor does anything else, but for the order in which the trail has them."""
    matrix, threat, to = move
    panel, listed = a_panel(matrix), changes_of(threat, to)
    shuffled = list(listed)
    Random(seed).shuffle(shuffled)  # noqa: S311

    one, other = (
        panel.answer(a_moderation(*changes, threat=threat.threat, matrix=matrix.id))
        for changes in (listed, shuffled)
    )

    def shares(answer: dict[str, Any]) -> dict[str, Any]:
        return {each["criterion"]: each["share"] for each in answer["shares"]}

    assert shares(one) == shares(other)
    assert (one["before"], one["after"]) == (other["before"], other["after"])
    kept = [each["criterion"] for each in other["trail"]["record"]["changes"]]
    assert kept == [each["criterion"] for each in shuffled]


@settings(max_examples=60, deadline=None)
@given(questions(matrices(), most=1))
def test_no_changes_change_nothing(question: tuple[Matrix, list[Asked]]) -> None:
    """And what comes out is what assessing gives."""
    matrix, (threat,) = question

    answer = a_panel(matrix).answer(a_moderation(threat=threat.threat, matrix=matrix.id))

    assert answer["before"] == answer["after"] == assessed(matrix, threat.threat)[0]
    assert answer["difference"] in (0, None)
    assert not answer["crossed"]


@settings(max_examples=60, deadline=None)
@given(moves())
def test_changes_made_are_what_the_submission_would_have_said(move: Moves) -> None:
    """After is the assessment of the same submission with the agreed answers."""
    matrix, threat, to = move
    agreed = a_threat({**threat.threat["levels"], **to})

    answer = a_panel(matrix).answer(
        a_moderation(*changes_of(threat, to), threat=threat.threat, matrix=matrix.id)
    )

    assert answer["after"] == assessed(matrix, agreed)[0]


@settings(max_examples=60, deadline=None)
@given(moves())
def test_a_trail_can_be_walked_back(move: Moves) -> None:
    """Its answers fit the request they came from: turned round they lead to the first vector."""
    matrix, threat, to = move
    panel = a_panel(matrix)
    answer = panel.answer(
        a_moderation(*changes_of(threat, to), threat=threat.threat, matrix=matrix.id)
    )
    record = answer["trail"]["record"]
    back = [a_change(each["criterion"], each["to"], each["from"]) for each in record["changes"]]
    after = {key: value for key, value in threat.threat.items() if key != "levels"}

    again = panel.answer(
        a_moderation(*back, threat=after | {"vector": record["after"]["vector"]}, matrix=matrix.id)
    )

    assert again["after"]["vector"] == record["before"]["vector"]
    assert again["after"]["digest"] == record["before"]["digest"]
