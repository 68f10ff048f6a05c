"""Where a matrix is declared monotone: whoever sees more never sees a lower priority."""

from collections.abc import Iterator
from itertools import islice, product
from random import Random

from hypothesis import given, settings

from morile_api.language.matrix import Matrix
from tests.builders import Assessment, a_threat, assessed
from tests.property.strategies import SEEDS, matrices, random_levels, with_levels
from tests.reference.scorer import Levels, Reference

MONOTONE = matrices().filter(lambda matrix: matrix.result.monotone)
MOST = 300


def _raised(reference: Reference, levels: Levels) -> Iterator[dict[str, str]]:
    """The same levels with one of them a step higher, for every one that can be."""
    for key, scale in reference.scales.items():
        at = scale.index(levels[key])
        if at + 1 < len(scale):
            yield {**levels, key: scale[at + 1]}


def _height(reference: Reference, result: Assessment) -> tuple[float, int]:
    band = reference.matrix.result.band
    return result["score"], 0 if band is None else reference.steps(band).index(result["band"])


@settings(max_examples=50)
@given(MONOTONE, SEEDS)
def test_raising_one_level_never_lowers_score_or_band(matrix: Matrix, seed: int) -> None:
    """An assessor who sees more harm never sees a lower priority."""
    reference = Reference(matrix)
    levels = random_levels(Random(seed), matrix)  # noqa: S311
    higher = list(_raised(reference, levels))

    low, *raised = assessed(matrix, *[a_threat(each) for each in (levels, *higher)])

    score, band = _height(reference, low)
    for result in raised:
        above = _height(reference, result)
        assert above[0] >= score
        assert above[1] >= band


@settings(max_examples=50)
@given(MONOTONE, SEEDS)
def test_raising_one_level_never_lowers_an_end_of_the_range(matrix: Matrix, seed: int) -> None:
    """The same for a threat with gaps: both ends of what is possible rise or stay."""
    reference = Reference(matrix)
    dice = Random(seed)  # noqa: S311
    levels = random_levels(dice, matrix)
    gap = dice.choice(reference.keys)
    higher = [each for each in _raised(reference, levels) if each[gap] == levels[gap]]
    threats = [with_levels(a_threat(), {**each, gap: "unknown"}) for each in (levels, *higher)]

    low, *raised = [result["range"] for result in assessed(matrix, *threats)]

    for result in raised:
        assert result["lowest"] >= low["lowest"]
        assert result["highest"] >= low["highest"]


@settings(max_examples=40)
@given(MONOTONE)
def test_what_is_accepted_as_monotone_is_so_over_its_whole_space(matrix: Matrix) -> None:
    """The engine reads it off the operators; here every step of a small space is tried."""
    reference = Reference(matrix)
    space = product(*reference.scales.values())
    for each in islice(space, MOST):
        levels = dict(zip(reference.keys, each, strict=True))
        here = reference.values(levels)
        for above in _raised(reference, levels):
            there = reference.values(above)
            assert there[matrix.result.score].score >= here[matrix.result.score].score
            if matrix.result.band is not None:
                steps = reference.steps(matrix.result.band)
                lower = steps.index(str(here[matrix.result.band].step))
                assert steps.index(str(there[matrix.result.band].step)) >= lower
