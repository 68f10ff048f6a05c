"""Expected ranks, worked by hand and against every outcome."""

from fractions import Fraction

from morile_api.engine.distribution import Spread
from morile_api.engine.priorities import expected_rank
from morile_api.engine.priorities.expected_rank import counted, expected_ranks
from tests.reference.ranks import every_outcome, mid_ranks


def test_two_certain_threats_of_one_score_are_one_and_a_halfth_each() -> None:
    """Ties share the middle of their ranks."""
    same = Spread((4,), (1,))

    assert expected_ranks({same: 2}) == {same: Fraction(3, 2)}


def test_a_coin_against_a_certain_score_in_between() -> None:
    """A is 1 or 9 evenly, B is 5: either is first half of the time."""
    coin, middle = Spread((1, 9), (1, 1)), Spread((5,), (1,))

    assert expected_ranks({coin: 1, middle: 1}) == {coin: Fraction(3, 2), middle: Fraction(3, 2)}


def test_weights_need_not_add_up_to_the_same() -> None:
    """A is 9 in one of three cases, else 1; B 5: A is first with 1/3, so 5/3rd on the mean."""
    rare, middle = Spread((1, 9), (2, 1)), Spread((5,), (1,))

    assert expected_ranks({rare: 1, middle: 1}) == {rare: Fraction(5, 3), middle: Fraction(4, 3)}


def test_expected_ranks_are_the_mean_over_every_outcome() -> None:
    """Three threats, ties among them: all twelve outcomes, one by one."""
    threats = [Spread((1, 5), (1, 1)), Spread((5, 7), (2, 1)), Spread((1, 5, 7), (1, 1, 1))]
    means = [Fraction(0)] * 3
    for chance, scores in every_outcome(threats):
        for number, rank in enumerate(mid_ranks(scores)):
            means[number] += chance * rank

    found = expected_ranks(counted(threats))

    assert found is not None
    assert [found[each] for each in threats] == means


def test_distributions_are_counted_in_an_order_of_their_own() -> None:
    """So that what is worked out does not depend on the order of the threats, in no bit."""
    low, high = Spread((1,), (1,)), Spread((2,), (1,))

    assert list(counted([high, low, high]).items()) == [(low, 1), (high, 2)]


def test_too_many_possible_scores_are_not_worked_out(monkeypatch: object) -> None:
    """The limit keeps one request from taking minutes."""
    spread = Spread(tuple(range(expected_rank.MOST_POINTS + 1)), (1,))

    assert expected_ranks({spread: 1}) is None


def test_denominators_that_have_nothing_in_common_are_not_worked_out() -> None:
    """Each of these sums of weights is a power of another prime; their product is enormous."""
    primes = (3, 5, 7, 11, 13)
    spreads = {Spread((0, 1), (1, prime**3000 - 1)): 1 for prime in primes}

    assert expected_ranks(spreads) is None
