"""Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.

Source: repository.upenn.edu/asc_papers/43, the table of four coders and twelve units, and the
alphas printed for it.
"""

from typing import Any

import numpy as np
import pytest

from morile_api.engine.agreement.alpha import (
    Difference,
    alpha,
    disagreements,
    interval,
    nominal,
    ordinal,
    ratio,
)
from morile_api.engine.agreement.bootstrap import times
from morile_api.engine.figures import printed
from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat
from tests.panels import agreed_with, units

CODERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
BY_UNIT = [
    [int(value) for value in unit if value != "."]
    for unit in zip(*(row.split() for row in CODERS.values()), strict=True)
]


@pytest.mark.parametrize(
    ("difference", "published"),
    [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849), (ratio, 0.797)],
)
def test_each_alpha_is_the_published_one(difference: Difference, published: float) -> None:
    """To the three decimals that are printed there."""
    table = units(*BY_UNIT)
    each_once = times(table, np.arange(len(BY_UNIT))[np.newaxis])

    exact = alpha(disagreements(table, each_once, difference)[0])

    assert exact is not None
    assert printed(exact.numerator, exact.denominator, 3) == published


def test_the_whole_way_from_submissions_gives_the_published_ordinal_alpha() -> None:
    """Unit 12 has one value: it can be paired with nothing and is left out."""
    scale = a_scale("steps", {key: int(key) for key in "12345"})
    matrix = a_matrix(
        [a_criterion("only", "ON", "steps")], [a_node("sum", "sum", ["only"])], [scale]
    )
    submissions: list[Any] = [
        a_threat({"only": value}, {"ref": f"U{unit}", "assessor": coder})
        for coder, row in CODERS.items()
        for unit, value in enumerate(row.split(), start=1)
        if value != "."
    ]

    answer = agreed_with(matrix, submissions)

    found = answer.criteria[0].agreement
    assert found.alpha is not None
    assert round(found.alpha, 3) == 0.815
    assert found.threats == 11
    assert answer.overall.alpha == found.alpha
