"""Examples of change are requests that can be sent, and the engine's own answers to them."""

from pathlib import Path

import pytest

from morile_api import catalogue as catalogues
from morile_api.catalogue import load
from morile_api.language.faults import UnknownMatrix
from morile_api.web.change_examples import (
    moderation_answers,
    moderation_requests,
    replay_answers,
    replay_requests,
)
from tests.builders import a_definition

CATALOGUE = load()


def test_new_intelligence_raises_and_a_disruption_lowers() -> None:
    """Each changes what it says, and has shares that add up."""
    answers = moderation_answers(CATALOGUE)

    assert list(answers) == list(moderation_requests(CATALOGUE))
    assert answers["new-intelligence"]["difference"] > 0
    assert answers["disruption"]["difference"] < 0
    for each in answers.values():
        assert sum(share["share"] for share in each["shares"]) == each["difference"]


def test_the_same_version_moves_nobody_and_another_matrix_leaves_things_open() -> None:
    """Thematic and tactical share some criteria with their levels, and others not."""
    answers = replay_answers(CATALOGUE)

    assert list(answers) == list(replay_requests(CATALOGUE)) == ["same-version", "another-matrix"]
    assert answers["same-version"]["summary"]["moved"] == 0
    assert answers["another-matrix"]["unmatched"]["criteria"] != []
    assert answers["another-matrix"]["to"]["id"] != answers["another-matrix"]["matrix"]["id"]


def test_an_agencys_matrix_beside_the_shipped_ones_leaves_the_examples_sound(
    tmp_path: Path,
) -> None:
    """Its own document has examples too."""
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "1.0.0.toml").write_bytes(a_definition())

    assert moderation_answers(load([tmp_path]))


def test_a_matrix_that_leaves_the_example_without_a_score_is_still_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a stand-in there is nothing to share, and no other matrix to replay with."""
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "1.0.0.toml").write_bytes(a_definition())
    (tmp_path / "vocabularies").symlink_to(catalogues.shipped() / "vocabularies")
    monkeypatch.setattr(catalogues, "shipped", lambda: tmp_path)
    alone = load()

    assert list(replay_requests(alone)) == ["same-version"]
    assert moderation_answers(alone)["new-intelligence"]["difference"] is None
    with pytest.raises(UnknownMatrix):
        alone.entry("thematic@1.0.0")
