"""Open questions: what closing each open answer could do."""

import pytest

from morile_api.engine import questions as engine
from morile_api.engine.coding import code_many
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.questions import open_questions
from morile_api.engine.scorer import Scorer, scorer_of
from morile_api.language.matrix import Matrix
from morile_api.language.prospects import OpenQuestion
from tests.builders import DIGEST, a_matrix, a_node, a_scale

STANDS_IN = [a_scale(unknown_counts_as="none")]


def scorer(definition: Matrix | None = None) -> Scorer:
    return scorer_of(compile_matrix(definition or a_matrix(), DIGEST))


def questions(
    *rows: tuple[object, ...], of: Matrix | None = None
) -> list[tuple[OpenQuestion, ...]]:
    """Of threats that answer so, worked out together."""
    it = scorer(of)
    coded = code_many(it.lexicon, rows)
    return [each.listed for each in open_questions(it, coded, coded.all_said())]


def test_the_question_that_could_change_the_band_comes_first() -> None:
    """Both unknown, neither stands in for: closing physical harm narrows 0-10 to a width of 2."""
    [(first, second)] = questions(("unknown", "unknown"))
    assert (first.criterion, first.narrows_by) == ("physical_harm", 8)
    assert (second.criterion, second.narrows_by) == ("community_harm", 2)
    # Without a headline band there is none that could change.
    assert first.band_changes is None
    # Severe and anything is 8 to 10.
    assert [each.lowest for each in first.outcomes] == [0, 2.5, 8]
    assert [each.bands for each in first.outcomes] == [("low",), ("low", "high"), ("high",)]


def test_without_a_headline_band_it_is_asked_what_changes_the_most_likely_one() -> None:
    """Low in 5 of 9 cases: all of none, none and moderate of moderate, none of severe.

    Physical harm severe makes high certain, none low, and moderate low in two of three. Community
    harm severe makes high two of three (4.5 and 10); none and moderate leave low two of three.
    """
    [(first, second)] = questions(("unknown", "unknown"))
    assert (first.criterion, first.likely_band_changes) == ("physical_harm", 0.3333)
    assert (second.criterion, second.likely_band_changes) == ("community_harm", 0.3333)


def test_the_chance_that_the_band_changes_is_counted_over_the_levels() -> None:
    """Unknown counts as none: 0 is low; of none, moderate and severe one makes it high."""
    [(only,)] = questions(("unknown", "none"), of=a_matrix(scales=STANDS_IN))
    assert (only.answered, only.band_changes, only.likely_band_changes) == ("unknown", 0.3333, None)
    assert [each.band for each in only.outcomes] == ["low", "low", "high"]
    assert [each.score for each in only.outcomes] == [0, 2.5, 8]


def test_a_matrix_without_bands_has_neither_chance() -> None:
    bare = a_matrix(nodes=[a_node("total", "sum", ["physical_harm", "community_harm"])])
    [(only,)] = questions(("unknown", "none"), of=bare)
    assert (only.band_changes, only.likely_band_changes, only.narrows_by) == (None, None, 8)
    assert [each.bands for each in only.outcomes] == [(), (), ()]


def test_a_batch_has_each_threat_s_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they are not all worked out in one turn."""
    rows = [
        ("unknown", "none"),
        ("none", "none"),
        (("none", "severe"), "unknown"),
        ("unknown", "none"),
    ]
    together = questions(*rows)
    assert together == [questions(row)[0] for row in rows]
    assert together[1] == ()
    monkeypatch.setattr(engine, "TOGETHER", 1)
    assert questions(*rows) == together


def test_what_would_take_too_long_is_owned_up_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine steps for both unknown, and three for each level tried."""
    monkeypatch.setattr("morile_api.engine.likely_band.MOST_STEPS", 9)
    it = scorer()
    coded = code_many(it.lexicon, [("unknown", "unknown")])
    [found] = open_questions(it, coded, coded.all_said())
    assert found.too_much
    assert [each.likely_band_changes for each in found.listed] == [None, None]
