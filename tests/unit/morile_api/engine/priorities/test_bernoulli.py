"""Sums of chances, step by step."""

from itertools import pairwise

import numpy as np
import pytest

from morile_api.engine.priorities.bernoulli import MOST_CELLS, Runs, pieces_of, reach, sums
from tests.reference.ranks import at_most


def some_runs(rows: list[tuple[int, int, float]]) -> Runs:
    first, last, chance = zip(*rows, strict=True) if rows else ((), (), ())
    return Runs(np.array(first, np.int64), np.array(last, np.int64), np.array(chance, float))


def every_step(runs: Runs, steps: int, width: int) -> list[dict[int, float]]:
    """Per step, P(sum <= place) for every place that is kept."""
    found: list[dict[int, float]] = []
    for some in sums(pieces_of(runs, steps), width):
        assert some.first == len(found)
        for lowest, row in zip(some.lowest.tolist(), some.at_most.tolist(), strict=True):
            found.append({lowest + place: chance for place, chance in enumerate(row)})
    return found[:steps]


def test_two_coins_and_a_third_that_joins_later() -> None:
    """Of two coins: none with 1/4, at most one with 3/4; of three: 1/8, 4/8, 7/8."""
    runs = some_runs([(0, 2, 0.5), (0, 2, 0.5), (1, 2, 0.5)])

    before, after = every_step(runs, 2, 8)

    assert [before[place] for place in (-1, 0, 1, 2)] == [0, 0.25, 0.75, 1]
    assert [after[place] for place in (0, 1, 2, 3)] == [0.125, 0.5, 0.875, 1]


def test_without_any_run_nothing_happens() -> None:
    """P(sum <= 0) is 1 and P(sum <= -1) is 0, at every step."""
    for step in every_step(some_runs([]), 3, 4):
        assert (step[-1], step[0]) == (0, 1)


def test_chances_that_change_give_at_each_step_what_multiplying_gives() -> None:
    """Forty things whose chances change at steps of their own, against one factor at a time."""
    rng = np.random.default_rng(7)
    rows = []
    for _ in range(40):
        edges = sorted(rng.choice(30, size=4, replace=False).tolist())
        for first, last in pairwise(edges):
            rows.append((first, last, float(rng.random())))

    found = every_step(some_runs(rows), 29, 200)

    for step, cells in enumerate(found):
        here = [chance for first, last, chance in rows if first <= step < last]
        for most in range(len(here)):
            assert cells[most] == pytest.approx(at_most(here, most), abs=1e-14)


def test_what_is_cut_off_is_too_rare_to_see() -> None:
    """1,500 coins: 200 wide of the mean is more than ten standard deviations of 19.4."""
    runs = some_runs([(0, 1, 0.5)] * 1500)
    width = int(reach(np.array([1500 / 4]))[0])

    [cells] = every_step(runs, 1, width)

    assert width < 210
    assert cells[750 - width] < 2**-59
    assert cells[749] == pytest.approx(at_most([0.5] * 1500, 749), abs=1e-14)
    assert 1 - cells[750 + width] < 1e-13


def test_many_steps_are_worked_out_some_at_a_time() -> None:
    """What is held at once stays below a stated number of cells."""
    steps = 4 * MOST_CELLS // 400
    pieces = pieces_of(some_runs([(0, steps, 0.5), (1, 2, 0.25)]), steps)

    sizes = [some.at_most.size for some in sums(pieces, 200)]

    assert len(sizes) > 1
    assert max(sizes) <= MOST_CELLS


@pytest.mark.parametrize("variance", [0.0, 0.3, 7.0, 900.0, 2500.0])
def test_reach_is_where_bernstein_puts_it(variance: float) -> None:
    """2 exp(-x x / (2 (variance + x / 3))) at x is at most 2**-59."""
    at = float(reach(np.array([variance]))[0])

    assert 2 * np.exp(-at * at / (2 * (variance + at / 3))) <= 2**-59
