"""How likely each level of an open answer is."""

from decimal import Decimal

import msgspec

from morile_api.engine.odds import level_weights, priors_of, spread_of
from morile_api.language.faults import Code
from morile_api.language.matrix import Spread
from tests.builders import a_definition, a_matrix, a_scale, codes, refusal_of


def test_without_a_stated_prior_every_level_left_open_is_equally_likely() -> None:
    """Nothing else may be assumed unseen."""
    assert priors_of(a_matrix()) == ((1, 1, 1), (1, 1, 1))
    assert level_weights([0, 2], (1, 1, 1), None) == {0: 1, 2: 1}


def test_a_stated_prior_is_kept_to_the_levels_left_open() -> None:
    """1, 2 and 1 with the lowest ruled out leaves 2 to 1."""
    assert level_weights([1, 2], (1, 2, 1), None) == {1: 2, 2: 1}


def test_levels_the_prior_rules_out_are_equally_likely_when_only_they_are_named() -> None:
    """The assessor has seen what the author thought impossible; the answer must still be one."""
    assert level_weights([0], (0, 1, 1), None) == {0: 1}


def test_a_spread_reaches_the_neighbours_and_loses_nothing_at_the_end_of_the_scale() -> None:
    """1, 2, 1 round the middle; at the top only 1 and 2 are left of it, which is the whole."""
    assert level_weights([1], (1, 1, 1), (1, 2, 1)) == {0: 1, 1: 2, 2: 1}
    assert level_weights([2], (1, 1, 1), (1, 2, 1)) == {1: 1, 2: 2}


def test_two_levels_with_a_spread_weigh_alike_although_one_is_at_the_end() -> None:
    """Level 0 gives 2/3 and 1/3, level 1 gives 1/4, 1/2, 1/4: in twelfths 8 + 3, 4 + 6 and 3."""
    assert level_weights([0, 1], (1, 1, 1), (1, 2, 1)) == {0: 11, 1: 10, 2: 3}


def test_unknown_has_no_level_for_a_spread_to_lie_round() -> None:
    """Confidence in an answer nobody has given says nothing."""
    assert level_weights([0, 1, 2], (1, 1, 1), (1, 2, 1)) == {0: 1, 1: 1, 2: 1}


def test_a_spread_is_read_as_exact_weights() -> None:
    """0.25, 0.5 and 0.25 are 1, 2 and 1 over four."""
    quarter, half = Decimal("0.25"), Decimal("0.5")
    matrix = msgspec.structs.replace(a_matrix(), spread=Spread(low=[quarter, half, quarter]))
    assert spread_of(matrix) == {"low": (1, 2, 1)}


def test_odds_that_are_no_weights_are_refused_with_their_place() -> None:
    """A prior one level short, and a spread with no middle."""
    scale = msgspec.structs.replace(a_scale(), prior=[Decimal(1), Decimal(1)])
    spread = Spread(low=[Decimal(1), Decimal(1)], moderate=[Decimal(1), Decimal(0), Decimal(1)])
    matrix = msgspec.structs.replace(a_matrix(scales=[scale]), spread=spread)
    assert codes(refusal_of(matrix)) == [
        ("/scales/0/prior", Code.BAD_ODDS),
        ("/spread/low", Code.BAD_ODDS),
        ("/spread/moderate", Code.BAD_ODDS),
    ]


def test_the_definition_may_state_a_prior_and_a_spread() -> None:
    """They are words of the language, not only of the engine."""
    from morile_api.language.definition import read_definition

    text = a_definition(("decimals = 2", "decimals = 2\nspread = { low = [1, 2, 1] }"))
    assert spread_of(read_definition(text)) == {"low": (1, 2, 1)}
