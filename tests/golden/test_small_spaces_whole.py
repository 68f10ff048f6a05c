"""Small matrices are small enough to score every answer there is; of the others, many at random."""

from collections.abc import Sequence
from itertools import combinations, islice, product
from random import Random
from typing import Any

import pytest

from morile_api.language.matrix import Matrix
from tests.builders import a_request, a_threat, assessed, shipped_catalogue, shipped_desk
from tests.golden.cases import definition_of
from tests.property.strategies import a_random_threat, random_levels
from tests.reference.agreement import differences
from tests.reference.scorer import Reference

SMALL = ["disruption@1.0.0", "priority-grid-4x4@1.0.0"]


def _subsets(scale: Sequence[str]) -> list[list[str]]:
    """Every answer to a criterion: one level, several, all."""
    sizes = range(1, len(scale) + 1)
    return [list(each) for size in sizes for each in combinations(scale, size)]


@pytest.mark.parametrize("name", SMALL)
def test_every_answer_there_is_agrees_with_the_reference(name: str) -> None:
    """4 x 4 is sixteen threats without gaps and 15 x 15 answers in all; five steps are 31."""
    reference = Reference(definition_of(name))
    every = [
        dict(zip(reference.keys, each, strict=True))
        for each in product(*map(_subsets, reference.scales.values()))
    ]
    threats = [a_threat(dict(said)) for said in every]

    results = shipped_desk().results(a_request(*threats, matrix=name, explain=True))

    assert len(every) == {"disruption@1.0.0": 31, "priority-grid-4x4@1.0.0": 225}[name]
    for said, result in zip(every, results, strict=True):
        assert differences(reference, said, result) == []


@pytest.mark.parametrize("name", sorted(shipped_catalogue().entries))
def test_random_threats_of_every_shipped_matrix_agree_with_the_reference(name: str) -> None:
    """With gaps, ranges and confidence as real submissions have them, always the same ones."""
    definition = definition_of(name)
    dice = Random(2015)  # noqa: S311
    asked = [a_random_threat(dice, definition, 16) for _ in range(25)]
    reference = Reference(definition)
    request = a_request(*[each.threat for each in asked], matrix=name, explain=True)

    results = shipped_desk().results(request)

    for each, result in zip(asked, results, strict=True):
        assert differences(reference, each.said, result, each.confidence) == []


@pytest.mark.slow
def test_every_seventh_of_all_groups_of_ocg_mapping_agrees_with_the_reference() -> None:
    """Eight questions of five levels each are 390,625; seven and five share no factor, so every
    level meets every other."""
    definition = definition_of("ocg-mapping@1.0.0")
    reference = Reference(definition)
    space = islice(product(*reference.scales.values()), 0, None, 7)
    done = 0
    while rows := list(islice(space, 9000)):
        block = [dict(zip(reference.keys, each, strict=True)) for each in rows]
        results = assessed_levels(definition, block)
        for levels, result in zip(block, results, strict=True):
            values = reference.values(levels)
            assert result["score"] == values[definition.result.score].score
            assert result["band"] == values[str(definition.result.band)].step
        done += len(block)
    # 390,625 / 7 = 55,803.6
    assert done == 55_804


def assessed_levels(definition: Matrix, levels: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    return assessed(definition, *[a_threat(dict(each)) for each in levels])


def test_raising_a_level_of_a_shipped_matrix_never_lowers_anything() -> None:
    """All of them are declared monotone; this walks up from random threats."""
    dice = Random(2015)  # noqa: S311
    for name in shipped_catalogue().entries:
        definition = definition_of(name)
        reference = Reference(definition)
        levels = random_levels(dice, definition)
        walk = [dict(levels)]
        for key in dice.sample(reference.keys, len(reference.keys)):
            levels[key] = reference.scales[key][-1]
            walk.append(dict(levels))

        results = assessed_levels(definition, walk)

        scores = [result["score"] for result in results]
        assert scores == sorted(scores)
        if definition.result.band is not None:
            steps = reference.steps(definition.result.band)
            places = [steps.index(result["band"]) for result in results]
            assert places == sorted(places)
