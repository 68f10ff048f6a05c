"""Which bands and ranks hold when figures move."""

from typing import Any

import pytest

from morile_api.engine.appraisal.sensitivity import sensitivity, sensitivity_answer
from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.scorer import scorer_of
from morile_api.language.by_matrix import read_verb, verb_of
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.sensitivity import SensitivityAnswer, sensitivity_requests
from morile_api.language.submission import shared_words
from tests.builders import (
    DIGEST,
    a_matrix,
    a_request,
    a_threat,
    as_json,
    codes,
    shipped_catalogue,
)


def asked(*threats: dict[str, Any], **more: Any) -> SensitivityAnswer:
    """Of the example matrix: physical harm 0, 2.5, 8 and a quarter of community harm; high at 4."""
    matrix = a_matrix()
    words = shared_words(shipped_catalogue().vocabularies)
    verb = verb_of(sensitivity_requests([matrix, a_matrix(name="beside")], words, 100), words)
    request = read_verb(verb, as_json(a_request(*threats, **more)))
    return sensitivity(scorer_of(compile_matrix(matrix, DIGEST)), request)


def threat(ref: str, **levels: Any) -> dict[str, Any]:
    return a_threat(more={"ref": ref}, **levels)


def test_without_room_to_move_nothing_moves() -> None:
    """A bound of nought is the matrix as it stands."""
    found = asked(threat("a", physical_harm="severe"), threat("b"), by=0, trials=5)
    assert found.bands_kept == 1
    assert found.figures == ()
    assert found.reversals == ()
    assert [(each.best_rank, each.worst_rank) for each in found.threats] == [(1, 1), (2, 2)]


def test_a_scale_or_a_node_may_have_bounds_of_its_own() -> None:
    """The points stay; a fifth less of the weight of 1 is 2 + 2 = 4, still high from 4."""
    edge = threat("edge", physical_harm="moderate", community_harm="severe")
    bounds = [{"of": "impact", "by": 0}]

    assert asked(edge, by=0.2, bounds=bounds).figures == ()


def test_a_bound_that_is_set_twice_is_refused() -> None:
    archive = shipped_catalogue()
    body = as_json(
        a_request(
            {
                "ref": "a",
                "organisation": "NCA",
                "threat_type": "fraud",
                "vector": "priority-grid-4x4@1.0.0/IM:1/LI:1",
            },
            matrix="priority-grid-4x4@1.0.0",
            bounds=[{"of": "four_steps", "by": 0.1}, {"of": "four_steps", "by": 0.2}],
        )
    )

    with pytest.raises(BadSubmission) as caught:
        sensitivity_answer(archive.scorers, archive.verbs["sensitivities"], body)

    assert ("/bounds/1/of", Code.REPEATED_CHOICE) in codes(caught.value.faults)


def test_the_order_is_kept_in_the_trials_in_which_neighbours_stay() -> None:
    """8 against 4.5 never turn; of one threat there are no neighbours."""
    severe = threat("a", physical_harm="severe")
    lower = threat("b", physical_harm="moderate", community_harm="severe")

    assert asked(severe, lower, by=0.1, trials=20).order_kept == 1
    assert asked(severe, by=0.1, trials=20).order_kept is None


def test_a_figure_that_alone_changes_a_band_is_named_with_the_threat() -> None:
    """Moderate and severe is 2.5 + 2 = 4.5, high.

    A fifth less of the step to moderate is 2 + 7.5/4 = 3.875, low; of the step to severe
    2.5 + 6.9/4 = 4.225; of the weights 2 + 2 = 4 and 2.5 + 1.6 = 4.1.
    """
    found = asked(threat("edge", physical_harm="moderate", community_harm="severe"), by=0.2)
    assert [(each.figure, each.moved, each.bands_changed, each.refs) for each in found.figures] == [
        ("step of impact to moderate", -0.2, 1, ("edge",))
    ]


def test_neighbours_that_change_places_are_named() -> None:
    """8 against 2.5 + 2 = 4.5 never turn; 2.5 against 8/4 = 2 do when the weight rises enough."""
    far = asked(threat("far", physical_harm="severe"), threat("near"), by=0.1, trials=50)
    assert far.reversals == ()
    near = asked(
        threat("moderate", physical_harm="moderate"),
        threat("community", community_harm="severe"),
        by=0.5,
        trials=50,
        vary="weights",
    )
    [found] = near.reversals
    assert (found.above, found.below) == ("moderate", "community")
    assert 0 < found.share < 1


def test_the_same_seed_gives_the_same_answer() -> None:
    """What an analyst reports must come out again."""
    threats = [threat("a", physical_harm="moderate"), threat("b", community_harm="severe")]
    assert asked(*threats, seed=3) == asked(*threats, seed=3)


def test_a_threat_without_a_score_is_listed_without_a_rank() -> None:
    """Nothing stands in for unknown here, so there is no score that figures could move."""
    found = asked(threat("gap", physical_harm="unknown"), threat("known"))
    assert [(each.score, each.best_rank) for each in found.threats] == [(None, None), (0, 1)]


def test_a_submission_at_fault_refuses_the_whole_question() -> None:
    """A ranking with one threat left out unseen would be another ranking."""
    bad = threat("bad", physical_harm=["none", "none"])
    with pytest.raises(BadSubmission) as caught:
        asked(threat("good"), bad)
    assert codes(caught.value.faults) == [
        ("/submissions/1/levels/physical_harm", Code.REPEATED_LEVEL)
    ]


def test_every_fault_of_a_request_is_found_at_once() -> None:
    """Those of shape and, in the submissions that fit their type, those of meaning."""
    matrices = [a_matrix(), a_matrix(name="beside")]
    words = shared_words(shipped_catalogue().vocabularies)
    verb = verb_of(sensitivity_requests(matrices, words, 100), words)
    scorers = {each.id: scorer_of(compile_matrix(each, DIGEST)) for each in matrices}
    bad = threat("bad", physical_harm=["none", "none"])
    request = a_request(threat("good"), bad, threat("worse", physical_harm="dire"), by=0.6, seed=-1)
    with pytest.raises(BadSubmission) as caught:
        sensitivity_answer(scorers, verb, as_json(request))
    assert set(codes(caught.value.faults)) == {
        ("/by", Code.OUT_OF_RANGE),
        ("/seed", Code.OUT_OF_RANGE),
        ("/submissions/2/levels/physical_harm", Code.NO_SUCH_LEVEL),
        ("/submissions/1/levels/physical_harm", Code.REPEATED_LEVEL),
    }


def test_whole_numbers_may_come_as_pandas_writes_them() -> None:
    """A column with one empty cell turns 50 into 50.0."""
    assert asked(threat("a"), trials=50.0, seed=1.0).trials == 50


def test_a_threat_keeps_its_band_in_the_share_of_trials_that_are_counted() -> None:
    """Bands of one threat add up to 1; `bands_kept` is their mean over the threats."""
    edge = threat("edge", physical_harm="moderate", community_harm="severe")
    found = asked(edge, threat("far", physical_harm="severe"), by=0.2, trials=40)
    first, second = found.threats
    assert sum(first.bands.values()) == 1
    assert second.bands == {"high": 1}
    assert found.bands_kept == (first.bands["high"] + 1) / 2
