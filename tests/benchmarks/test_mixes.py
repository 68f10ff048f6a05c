"""The requests that are timed: sound, different, and what their names say."""

import pytest

from benchmarks.mixes import MIXES, Mix, body, catalogue
from morile_api.engine.answer import answer
from morile_api.language.assessment import Assessed


def _assessed(mix: Mix, size: int) -> list[Assessed]:
    known = catalogue()
    results = answer(known.scorers, known.reader, body(mix, size)).results
    return [each for each in results if isinstance(each, Assessed)]


@pytest.mark.parametrize("mix", MIXES)
def test_every_submission_of_a_mix_can_be_assessed(mix: Mix) -> None:
    """A refusal is another work than a score, so a mix with one would time neither."""
    assert len(_assessed(mix, 200)) == 200


@pytest.mark.parametrize("mix", MIXES)
def test_the_submissions_of_a_mix_differ_and_are_the_same_in_every_run(mix: Mix) -> None:
    """What was remembered from one must not answer the next; runs must compare."""
    vectors = [each.vector for each in _assessed(mix, 200)]

    assert len(set(vectors)) > 150
    assert vectors == [each.vector for each in _assessed(mix, 200)]


def test_in_the_single_mix_nothing_is_open_and_in_the_open_mix_everything() -> None:
    """`unknown` or several levels for each of thirteen criteria, or for none."""
    assert all(each.range.lowest == each.range.highest for each in _assessed("single", 100))
    assert all(
        each.vector.count("unknown") + each.vector.count("|") == 13
        for each in _assessed("open", 100)
    )
