"""Draws are the same everywhere, and every place is equally likely."""

from itertools import chain

import numpy as np
import pytest

from morile_api.engine.draws import TOGETHER, places, resamples, words


def test_the_bits_are_those_of_splitmix64() -> None:
    """The first five outputs for the seed 1234567, as the generator's test vector lists them."""
    assert words(1234567, 0, 5).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_any_stretch_of_the_bits_can_be_had_by_itself() -> None:
    """The generator counts, so a block needs nothing of the blocks before it."""
    assert words(1234567, 3, 2).tolist() == words(1234567, 0, 5).tolist()[3:]


@pytest.mark.parametrize(
    ("upper", "place"),
    [
        # Of three places: (h * 3) >> 32, and the lower half of h * 3 must be 1 or more.
        (1, 0),
        (2**31, 1),  # 3 * 2**31 is one and a half times 2**32
        (2**32 - 1, 2),
    ],
)
def test_the_upper_half_of_a_word_is_stretched_over_the_places(upper: int, place: int) -> None:
    """Its lower half plays no part."""
    drawn = np.array([upper << 32, (upper << 32) + 4711], dtype=np.uint64)

    assert places(drawn, 3).tolist() == [place, place]


def test_a_word_that_would_favour_a_place_is_passed_over() -> None:
    """2**32 is one more than a multiple of three, so exactly one upper half must go: nought."""
    drawn = np.array([0, 1 << 32, 0, 2 << 32], dtype=np.uint64)

    assert places(drawn, 3).tolist() == [0, 0]


def test_no_word_is_passed_over_when_the_places_divide_the_words() -> None:
    """2**32 is a multiple of four."""
    assert places(np.array([0, 0], dtype=np.uint64), 4).tolist() == [0, 0]


def test_every_place_is_reached_by_equally_many_upper_halves_at_the_ends_of_its_stretch() -> None:
    """Of 2**31 + 1 places most words fall twice as often on one: nearly half are passed over."""
    below = 2**31 + 1
    drawn = np.arange(8, dtype=np.uint64) << np.uint64(32)

    # h * below for h = 0..7 has the lower halves 0, 2**31 + 1, 2, 2**31 + 3, 4 ...; those under
    # 2**32 mod below = 2**31 - 1 go, so only odd h stay, at places 0, 1, 2, 3.
    assert places(drawn, below).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("threats", "draws"), [(1, 3), (5, 40), (TOGETHER // 3, 4), (TOGETHER + 1, 2)]
)
def test_blocks_hold_the_draws_in_order_whatever_their_size(threats: int, draws: int) -> None:
    """Whoever implements the rule anew need not know how we slice the work."""
    straight = places(words(7, 0, threats * draws + 100), threats)[: threats * draws]

    rows = list(chain.from_iterable(block.tolist() for block in resamples(7, threats, draws)))

    assert len(rows) == draws
    assert rows == straight.reshape(draws, threats).tolist()


def test_another_seed_draws_otherwise() -> None:
    """And the same one the same."""
    one, again, other = (next(resamples(seed, 50, 2)).tolist() for seed in (1, 1, 2))

    assert one == again
    assert one != other
