"""A range is the smallest and the largest that any settling of the gaps could give."""

from random import Random

from hypothesis import given, settings

from morile_api.language.matrix import Matrix
from tests.builders import a_desk, a_request, a_threat
from tests.property.strategies import SEEDS, Asked, matrices, questions, with_levels
from tests.reference.scorer import Reference

Question = tuple[Matrix, list[Asked]]


@settings(max_examples=40)
@given(questions(matrices(), most=2))
def test_the_range_is_the_minimum_and_maximum_over_all_completions(question: Question) -> None:
    """By the engine itself: each completion scored as a threat without gaps."""
    matrix, threats = question
    reference, desk = Reference(matrix), a_desk(matrix)
    for asked in threats:
        (result,) = desk.results(a_request(asked.threat))
        settled = [with_levels(asked.threat, each) for each in reference.completions(asked.said)]

        done = desk.results(a_request(*settled))

        scores = [each["score"] for each in done]
        assert result["range"]["lowest"] == min(scores)
        assert result["range"]["highest"] == max(scores)
        if matrix.result.band is not None:
            steps = reference.steps(matrix.result.band)
            places = [steps.index(each["band"]) for each in done]
            assert result["range"]["bands"] == steps[min(places) : max(places) + 1]


@settings(max_examples=60)
@given(questions(matrices(), most=6))
def test_the_score_lies_in_its_range_and_the_band_among_its_bands(question: Question) -> None:
    """What counts for an open answer is one of the levels that were named."""
    matrix, threats = question
    for result in a_desk(matrix).results(a_request(*[each.threat for each in threats])):
        span = result["range"]
        assert span["lowest"] <= span["highest"]
        if result["score"] is not None:
            assert span["lowest"] <= result["score"] <= span["highest"]
        if result["band"] is not None:
            assert result["band"] in span["bands"]
        assert (matrix.result.band is None) == (span["bands"] == [])


@settings(max_examples=50)
@given(questions(matrices(), most=1, completions=200), SEEDS)
def test_narrowing_an_answer_never_widens_the_range(question: Question, seed: int) -> None:
    """More intelligence never means less certainty about the score."""
    matrix, (asked,) = question
    dice = Random(seed)  # noqa: S311
    narrower = {
        key: sorted(dice.sample(levels, dice.randint(1, len(levels))), key=levels.index)
        for key, levels in asked.said.items()
    }

    wide, narrow = [
        result["range"]
        for result in a_desk(matrix).results(a_request(asked.threat, a_threat(narrower)))
    ]

    assert wide["lowest"] <= narrow["lowest"]
    assert narrow["highest"] <= wide["highest"]
    assert set(narrow["bands"]) <= set(wide["bands"])


@settings(max_examples=50)
@given(questions(matrices(), most=3))
def test_naming_every_level_is_the_same_as_unknown(question: Question) -> None:
    """Two ways to say that nothing is known, one assessment with one digest."""
    matrix, threats = question
    scales = Reference(matrix).scales
    spelt = [
        [
            with_levels(
                asked.threat,
                {
                    key: word if len(scales[key]) == len(levels) > 1 and word else levels
                    for key, levels in asked.said.items()
                },
            )
            for asked in threats
        ]
        for word in ("unknown", None)
    ]

    one, two = [a_desk(matrix).results(a_request(*each)) for each in spelt]

    assert one == two
