"""Pairs that are drawn, and how far what is drawn can be trusted."""

import pytest

from morile_api.engine.appraisal import misordered as engine
from morile_api.engine.appraisal.misordered import drawn, misordered, supported
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale

STEPS = a_scale("steps", {"a": 1, "b": 2, "c": 3, "d": 4})


def a_product(*names: str) -> CompiledMatrix:
    criteria = [a_criterion(name, name.upper(), "steps") for name in names]
    return compile_matrix(a_matrix(criteria, [a_node("risk", "product", names)], [STEPS]), DIGEST)


def test_one_axis_alone_is_never_misordered() -> None:
    """A higher level is more of what is measured."""
    assert misordered(a_product("x"), 10_000) == 0


def test_two_axes_are_misordered_as_often_as_is_published() -> None:
    """5.1 % for 1 to 4 by 1 to 4 (Cox 2008); three standard errors of 100,000 pairs are 0.2 %."""
    assert abs(misordered(a_product("x", "y"), 100_000) - 5_100) < 250


def test_every_draw_is_the_same_again_and_no_two_are_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten of four levels twice over would be a chance of one in a million."""
    matrix = a_product("x")
    assert drawn(matrix, 10, 0)[0].tolist() == drawn(matrix, 10, 0)[0].tolist()
    assert drawn(matrix, 10, 0)[0].tolist() != drawn(matrix, 10, 10)[0].tolist()
    whole = misordered(a_product("x", "y"), 2_000)
    monkeypatch.setattr(engine, "TOGETHER", 700)
    # In other turns the pairs are others, of the same kind.
    assert abs(misordered(a_product("x", "y"), 2_000) - whole) < 60


@pytest.mark.parametrize(
    ("part", "draws", "printed"),
    [
        # Two standard errors of 5 % are 0.04 % of a million, 0.14 % of 100,000.
        (51_234, 1_000_000, 0.051),
        (51_234, 100_000, 0.05),
        # Of 0.01 % they are 0.002 % of a million.
        (123, 1_000_000, 0.0001),
        # What was met is not nought: two standard errors of a millionth are 0.02 % of a hundred.
        (1, 100, 0.001),
        (0, 100, 0),
    ],
)
def test_a_drawn_share_has_no_more_decimals_than_the_draws_support(
    part: int, draws: int, printed: float
) -> None:
    assert supported(part, 1_000_000, draws) == printed
