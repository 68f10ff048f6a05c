"""What every answer to a criterion means."""

import pytest

from morile_api.engine.compiled import NO_LEVEL
from morile_api.engine.lexicon import headline_level, lexicon_of, meaning
from tests.builders import a_criterion, a_desk, a_matrix, a_node, a_scale, assess_one


@pytest.mark.parametrize(
    ("levels", "stand_in", "counts"),
    [
        ([3], 0, 3),
        ([0, 1, 2, 3, 4], 2, 2),
        ([0, 1], 2, 1),
        ([3, 4], 2, 3),
        ([1, 3], 2, 3),
        ([0, 4], 2, 4),
        ([0, 3], 2, 3),
        ([1, 4], 2, 1),
        ([3], NO_LEVEL, 3),
        ([3, 4], NO_LEVEL, NO_LEVEL),
    ],
)
def test_of_several_levels_the_nearest_to_the_stand_in_counts(
    levels: list[int], stand_in: int, counts: int
) -> None:
    """By position on the scale; of two equally near the higher."""
    assert headline_level(levels, stand_in) == counts


def test_on_a_scale_of_five_the_rule_decides_as_its_note_says() -> None:
    """docs/decisions/0006: of 25 open answers short of unknown the middle counts in 14, the level
    above it in 7, the level below it in 3 and the highest in 1."""
    sets = [
        [level for level in range(5) if bits >> level & 1]
        for bits in range(1, 32)
        if 2 <= bits.bit_count() <= 4
    ]

    counted = [headline_level(each, 2) for each in sets]

    assert len(sets) == 25
    assert [counted.count(level) for level in range(5)] == [0, 3, 14, 7, 1]


def test_simple_answers_are_worked_out_once_and_others_mean_the_same() -> None:
    """A list of one level is that level, and a list of all is unknown."""
    matrix = a_desk().scorers["example@1.0.0"].matrix
    lexicon = lexicon_of(matrix)
    known = lexicon.meanings[0][lexicon.numbers[0]["severe"]]

    assert meaning(matrix, 0, ("severe",)) == known
    assert meaning(matrix, 0, ("severe", "none", "moderate")) == meaning(matrix, 0, "unknown")
    assert known.text == "/PH:severe"


def test_a_criterions_own_stand_in_goes_before_that_of_its_scale() -> None:
    """One question of a scale may be treated otherwise, with its reason."""
    matrix = a_matrix(
        criteria=[a_criterion("own", unknown_counts_as="severe"), a_criterion("its")],
        scales=[a_scale(unknown_counts_as="none")],
        nodes=[a_node("n", "weighted_sum", ["own", "its"], weights=[1, 100])],
    )

    assert assess_one(matrix, own="unknown", its="unknown")["score"] == 8
