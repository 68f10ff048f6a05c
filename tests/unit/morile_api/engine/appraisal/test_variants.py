"""A compiled matrix under moved figures."""

from decimal import Decimal
from itertools import islice

import pytest

from morile_api.engine.appraisal.variants import MOST_KEPT, single_moves, trials_of
from morile_api.engine.appraisal.varying import Bounds
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.score import ONE, score
from morile_api.language.faults import BadSubmission, Code
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, codes

BASE = compile_matrix(a_matrix(), DIGEST)
TENTH = Decimal("0.1")
BY_A_TENTH = Bounds(TENTH)


def headlines(matrices: object) -> list[tuple[int, int]]:
    """Moderate physical and severe community harm by each matrix: integer score and denominator."""
    return [
        (score(each, [1, 2], ONE).values[0], each.nodes[0].denominator)
        for each in matrices  # type: ignore[attr-defined]
    ]


def test_more_trials_than_are_kept_begin_with_the_same_ones() -> None:
    """Keeping is for speed and changes nothing."""
    kept = headlines(trials_of(BASE, "both", BY_A_TENTH, 5, 3))
    made = headlines(islice(trials_of(BASE, "both", BY_A_TENTH, MOST_KEPT + 1, 3), 5))
    assert kept == made


def test_every_figure_is_moved_alone_to_both_ends() -> None:
    """Moderate 2.5 and the step of 5.5 above it, weights 1 and 0.25; the score is 2.5 + 2 = 4.5.

    A tenth more of the step to moderate: 2.75 and 8.25/4; of the weight of a quarter: 0.275 x 8.
    """
    moves = {
        (figure.name, share): (values / over)
        for figure, share, matrix in single_moves(BASE, "both", BY_A_TENTH)
        for values, over in headlines([matrix])
    }
    assert len(moves) == 8
    assert moves["step of impact to moderate", TENTH] == 2.75 + 8.25 / 4
    assert moves["weight of community_harm in harm", TENTH] == 2.5 + 0.275 * 8


def test_a_bound_of_its_own_holds_for_the_points_of_a_scale_or_the_weights_of_a_node() -> None:
    """By nought nothing moves, so only the weights of harm are tried, by a tenth."""
    bounds = Bounds(Decimal(0), (("harm", TENTH),))

    moves = [(figure.name, share) for figure, share, _ in single_moves(BASE, "both", bounds)]

    assert moves == [
        (f"weight of {name} in harm", share)
        for name in ("physical_harm", "community_harm")
        for share in (-TENTH, TENTH)
    ]


def test_figures_moved_too_far_for_64_bits_are_refused_with_the_place() -> None:
    """Three factors of 10,000 are 10^12; moved by hundred-thousandths each is over 10^5: 10^27."""
    scale = a_scale("large", {"low": 1, "high": 10_000})
    names = ["one", "two", "three"]
    criteria = [a_criterion(name, name[:2].upper(), "large") for name in names]
    base = compile_matrix(
        a_matrix(criteria, [a_node("n", "product", names)], [scale], decimals=0), DIGEST
    )
    with pytest.raises(BadSubmission) as caught:
        list(trials_of(base, "points", Bounds(Decimal("0.001")), 3, 0))
    assert codes(caught.value.faults) == [("/by", Code.OVERFLOW)]
