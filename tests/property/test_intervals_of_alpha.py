"""Whether an interval of alpha holds the alpha of all threats as often as it says."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from morile_api.engine.agreement.alpha import Units, pooled
from morile_api.engine.agreement.bootstrap import as_they_are, drawn_again, interval_of
from morile_api.engine.figures import printed
from tests.panels import units

CRITERIA = 6
ASSESSORS = 3
PANELS = 200
EVEN, SKEWED = (20, 20, 20, 20, 20), (55, 20, 15, 7, 3)
"""How many threats in a hundred are truly at each of five levels."""


def questions(dice: random.Random, threats: int) -> list[Units]:
    """Answers that are a step off, up or down, in two cases of five."""
    return [
        units(*(answers(dice, shares) for _ in range(threats)))
        for shares in [EVEN, SKEWED] * (CRITERIA // 2)
    ]


def answers(dice: random.Random, shares: Sequence[int]) -> list[int]:
    place = dice.random() * 100
    truth = sum(place >= sum(shares[: level + 1]) for level in range(4))
    off = [-1, 0, 0, 0, 1]
    return [min(4, max(0, truth + off[int(dice.random() * 5)])) for _ in range(ASSESSORS)]


def covered(threats: int) -> float:
    """The share of panels whose overall interval holds the alpha of very many threats."""
    dice = random.Random(4711)  # noqa: S311 - a fixed sample, not a secret
    many = pooled([as_they_are(each, np.arange(10_000)) for each in questions(dice, 10_000)])
    assert many is not None
    truth = printed(many.numerator, many.denominator, 4)
    held = 0
    for number in range(PANELS):
        found, compared = questions(dice, threats), np.arange(threats)
        here = pooled([as_they_are(each, compared) for each in found])
        drawn = drawn_again(found, CRITERIA, compared, 200, seed=number)[-1]
        assert here is not None
        interval = interval_of(here, drawn)
        assert interval is not None
        held += interval.lowest <= truth <= interval.highest
    return held / PANELS


@pytest.mark.slow
@pytest.mark.parametrize("threats", [8, 30])
def test_an_interval_holds_the_alpha_of_all_threats_as_often_as_it_says(threats: int) -> None:
    """95 in 100 is meant; of 200 panels at least 90 in 100 is asked, 3 standard errors less."""
    assert covered(threats) >= 0.9
