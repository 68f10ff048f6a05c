"""A column of a million answers says of each row what that row alone would be told."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings

from morile_api.engine.columns.assess_columns import BLOCK, assess_columns
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.lines import digests, vectors
from morile_api.language.matrix import Matrix
from tests.builders import a_desk, a_request, shipped_catalogue, shipped_desk
from tests.columns import a_scorer, as_rows, as_text, columns_of, scored
from tests.property.strategies import Asked, a_random_threat, matrices, questions
from tests.reference.scorer import Reference

SHIPPED = sorted(shipped_catalogue().scorers)


@settings(max_examples=200)
@given(questions(matrices()))
def test_columns_say_of_every_row_what_it_is_told_alone(
    question: tuple[Matrix, list[Asked]],
) -> None:
    """Any way of combining, rising or not, with scores that need 64 bits, gaps and level sets."""
    matrix, threats = question
    scorer, scales = a_scorer(matrix), Reference(matrix).scales

    rows = scored(scorer, *[as_text(each, scales) for each in threats])

    alone = a_desk(matrix).results(a_request(*[each.threat for each in threats]))
    assert rows == [{name: each[name] for name in ("nodes", "range", "gaps")} for each in alone]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_matrix_scores_columns_as_it_scores_rows(name: str) -> None:
    """Three hundred random threats each, with their vectors and digests."""
    scorer = shipped_catalogue().scorers[name]
    definition, dice = scorer.matrix.definition, Random(name)  # noqa: S311
    scales = Reference(definition).scales
    threats = [a_random_threat(dice, definition, 1 << 40) for _ in range(300)]
    columns = columns_of(scorer, [as_text(each, scales) for each in threats])

    rows = as_rows(assess_columns(scorer.lexicon, columns, every_node=True))
    lines = zip(vectors(scorer.lexicon, columns), digests(scorer, columns), strict=True)

    alone = shipped_desk().results(a_request(*[each.threat for each in threats], matrix=name))
    assert rows == [{name: each[name] for name in ("nodes", "range", "gaps")} for each in alone]
    assert list(lines) == [(each["vector"], each["digest"]) for each in alone]


def test_a_row_on_either_side_of_a_block_is_scored_alike() -> None:
    """Rows are worked in blocks; where one ends must not show, nor that a fault stands in it."""
    scorer = shipped_catalogue().scorers["thematic@1.0.0"]
    dice, few, many = np.random.default_rng(11), 7, BLOCK + 7
    drawn = [dice.integers(-1, len(scale) + 1, size=few) for scale in scorer.matrix.scales]
    drawn[0][:3] = 0
    words = [[*scale, "unknown"] for scale in scorer.matrix.scales]
    short, long = (
        assess_columns(scorer.lexicon, list(map(LevelColumn, codes, words)))
        for codes in (drawn, [np.resize(each, many).astype(np.int8) for each in drawn])
    )

    node = scorer.matrix.score
    for pick in (
        lambda each: each.headline.values[node],
        lambda each: each.lowest.values[node],
        lambda each: each.highest.bands[node],
        lambda each: [each.gaps.choices[code] for code in each.gaps.codes],
        lambda each: [each.faults.choices[code] for code in each.faults.codes],
    ):
        once, often = list(pick(short)), list(pick(long))
        assert often == [once[row % few] for row in range(many)]
