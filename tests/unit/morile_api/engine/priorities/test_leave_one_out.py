"""One part taken out of a sum of chances again."""

import numpy as np
import pytest

from morile_api.engine.priorities.leave_one_out import without
from tests.reference.ranks import at_most


def a_row(chances: list[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """P(sum <= place) for the places from 0 to one past the last."""
    return np.array([[at_most(chances, most) for most in range(len(chances) + 2)]])


def taken_out(chances: list[float], which: int, cell: int) -> float:
    found = without(
        a_row(chances), np.array([0]), np.array([cell]), np.array([chances[which]], dtype=float)
    )
    return float(found[0])


@pytest.mark.parametrize("chance", [0.0, 1e-9, 0.1, 1 / 3, 0.38, 0.49, 0.5, 0.51, 0.7, 0.999, 1.0])
def test_what_is_left_is_what_never_had_it(chance: float) -> None:
    """Small, even and large chances, each from the end at which errors shrink."""
    rest = [0.5, 0.25, 0.9, 0.01, 0.6] * 12

    for cell in range(-2, 64, 3):
        found = taken_out([chance, *rest], 0, cell)

        assert found == pytest.approx(at_most(rest, cell), abs=1e-13)


def test_beyond_the_ends_the_chance_is_nought_or_one() -> None:
    """A sum of two things is never below nought and never above two."""
    assert taken_out([0.5, 0.5], 0, -1) == 0
    assert taken_out([0.5, 0.5], 0, 7) == 1
