"""The chance of the top k, by hand and against every outcome."""

import numpy as np
import pytest

from morile_api.engine.distribution import Spread
from morile_api.engine.priorities import top_chance
from morile_api.engine.priorities.top_chance import points_of, steps_of, top_chances
from tests.reference.ranks import at_most, in_top

COIN, MIDDLE = Spread((1, 9), (1, 1)), Spread((5,), (1,))


def chances(spreads: list[Spread], top: int) -> list[tuple[float, float]]:
    found = top_chances(spreads, [1] * len(spreads), top)
    assert found is not None
    return [(each.clear, each.with_ties) for each in found]


def test_a_coin_against_a_certain_score_is_first_half_of_the_time() -> None:
    """A is 1 or 9, B is 5; there are no ties, so both chances are one."""
    assert chances([COIN, MIDDLE], 1) == [(0.5, 0.5), (0.5, 0.5)]


def test_of_two_coins_both_may_be_first() -> None:
    """Each is alone at 9 with 1/4; it is not below the other with 3/4."""
    assert chances([COIN, COIN], 1) == [(0.25, 0.75), (0.25, 0.75)]


def test_certain_scores_only_shift_k() -> None:
    """Two threats are surely above: of three places one is left, and the coin is first for it
    half of the time."""
    above = [Spread((20,), (1,)), Spread((21,), (1,))]

    assert chances([*above, COIN, MIDDLE], 3)[2:] == [(0.5, 0.5), (0.5, 0.5)]


def test_a_tie_across_the_cut_is_certain_only_with_the_tie_in_favour() -> None:
    """Three of one score for two places: nobody is clear of the tie, everybody may be in."""
    assert chances([MIDDLE] * 3, 2) == [(0, 1)] * 3


def test_as_many_places_as_threats_take_everybody() -> None:
    """And more places than threats do no harm."""
    for top in (2, 3, 1000):
        assert chances([COIN, MIDDLE], top) == [(1, 1), (1, 1)]


def test_a_last_bit_of_the_mean_puts_nobody_out() -> None:
    """1/2 + 1/3 + 1/6 may add up to more than 1 in floats; three threats have four places."""
    threats = [Spread((1,), (1,)), Spread((2,), (1,)), Spread((0, 1, 2), (2, 3, 1))]

    assert chances(threats, 4) == [(1, 1)] * 3


def test_threats_of_one_distribution_are_counted_not_listed() -> None:
    """A coin and 30 of another distribution, given once with how often it occurs or 30 times."""
    other = Spread((0, 5, 10), (3, 2, 1))
    counted = top_chances([COIN, other], [1, 30], 4)
    listed = top_chances([COIN] + [other] * 30, [1] * 31, 4)

    assert counted is not None
    assert listed is not None
    assert counted == listed[:2]


def test_chances_are_those_over_every_outcome() -> None:
    """Four threats, ties among them, all 36 outcomes for every k."""
    threats = [
        Spread((1, 5), (1, 1)),
        Spread((5, 7), (2, 1)),
        Spread((1, 5, 7), (1, 1, 4)),
        Spread((0, 1, 7), (1, 2, 3)),
    ]
    for top in (1, 2, 3, 4):
        wanted = [tuple(map(float, each)) for each in in_top(threats, top)]

        for found, exact in zip(chances(threats, top), wanted, strict=True):
            assert found == pytest.approx(exact, abs=1e-15)


def random_threats(count: int, seed: int) -> list[Spread]:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        values = sorted(rng.choice(300, size=int(rng.integers(1, 7)), replace=False).tolist())
        found.append(Spread(tuple(values), tuple(rng.integers(1, 9, len(values)).tolist())))
    return found


def test_four_hundred_threats_agree_with_one_factor_at_a_time() -> None:
    """Enough that cells beyond reach are cut off, and sums are worked out near k only."""
    threats = random_threats(400, 11)

    def above(number: int, score: int) -> list[float]:
        others = (each for place, each in enumerate(threats) if place != number)
        return [
            sum(w for v, w in zip(each.values, each.weights, strict=True) if v > score)
            / sum(each.weights)
            for each in others
        ]

    for top in (5, 200, 390):
        found = chances(threats, top)
        for number in range(0, 400, 37):
            mine = threats[number]
            with_ties = clear = 0.0
            for value, weight in zip(mine.values, mine.weights, strict=True):
                share = weight / sum(mine.weights)
                with_ties += share * at_most(above(number, value), top - 1)
                clear += share * at_most(above(number, value - 1), top - 1)
            assert found[number] == pytest.approx((clear, with_ties), abs=1e-12)


def test_without_ties_the_chances_add_up_to_k() -> None:
    """There are k places, and somebody is in each of them."""
    threats = [
        Spread(tuple(1000 * value + number for value in each.values), each.weights)
        for number, each in enumerate(random_threats(300, 5))
    ]

    found = chances(threats, 40)

    assert sum(clear for clear, _ in found) == pytest.approx(40, abs=1e-10)
    assert max(abs(with_ties - clear) for clear, with_ties in found) < 1e-13


def test_too_much_work_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than a sample, or a request that takes minutes."""
    assert top_chances([COIN, MIDDLE], [50, 50], 3) is not None
    monkeypatch.setattr(top_chance, "MOST_WORK", 10)
    assert top_chances([COIN, MIDDLE], [50, 50], 3) is None
    monkeypatch.setattr(top_chance, "MOST_POINTS", 2)
    assert top_chances([COIN, MIDDLE], [1, 1], 3) is None


def test_points_count_how_many_scores_are_above() -> None:
    """Scores 9, 5 and 1: the coin's are the first and the third."""
    points = points_of([COIN, MIDDLE], [1, 4])

    assert points.step.tolist() == [0, 2, 1]
    assert points.before.tolist() == [0, 0.5, 0]
    assert points.after.tolist() == [0.5, 1, 1]
    assert points.last.tolist() == [0, 1, 1]
    assert points.times.tolist() == [1, 1, 4]


def test_half_a_step_is_rounded_up_whatever_the_last_bit_says() -> None:
    """1/32 is 0.03125; at four decimals that is 0.0313 from either side of it."""
    assert [steps_of(chance, 4) for chance in (1 / 32, np.nextafter(1 / 32, 0))] == [313, 313]
    assert [steps_of(chance, 4) for chance in (0.0, 1.0, 0.03124)] == [0, 10_000, 312]
