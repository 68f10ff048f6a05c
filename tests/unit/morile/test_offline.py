"""Offline: what it reads, and what only it can be asked."""

import shutil
from pathlib import Path

import pytest

import morile
from tests.house.sources import ROOT

GRID = "priority-grid-4x4@1.0.0"


def own_matrix(folder: Path, version: str = "9.0.0") -> Path:
    """A folder with an agency's own version of the priority grid."""
    shipped = ROOT / "matrices" / "priority-grid-4x4" / "1.0.0.toml"
    text = shipped.read_text("utf-8").replace('version = "1.0.0"', f'version = "{version}"')
    place = folder / "priority-grid-4x4" / f"{version}.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    return folder


def a_threat(**more: str) -> dict[str, object]:
    levels = {"impact": "2", "likelihood": "4"}
    return {"ref": "A-1", "organisation": "NCA", "threat_type": "fraud", "levels": levels, **more}


def names(client: morile.Offline) -> set[str]:
    return {f"{each.id}@{each.version}" for each in client.matrices()}


def test_an_agencys_own_matrices_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    own = own_matrix(tmp_path)

    client = morile.Offline(matrices=[own])

    assert {GRID, "priority-grid-4x4@9.0.0"} <= names(client)
    assert client.assess(a_threat(), matrix="priority-grid-4x4@9.0.0").score == 8


def test_the_environment_names_folders_where_the_caller_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the same setting serves service, command and script."""
    monkeypatch.setenv("MORILE_MATRICES", str(own_matrix(tmp_path)))

    assert "priority-grid-4x4@9.0.0" in names(morile.Offline())
    assert "priority-grid-4x4@9.0.0" not in names(morile.Offline(matrices=[]))


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder 2"):
        morile.Offline(matrices=[tmp_path, tmp_path / "absent"])


def test_a_definition_at_fault_stops_everything(tmp_path: Path) -> None:
    own = own_matrix(tmp_path)
    shutil.move(own / "priority-grid-4x4" / "9.0.0.toml", own / "priority-grid-4x4" / "8.0.0.toml")

    with pytest.raises(morile.BadMatrix, match="belongs in"):
        morile.Offline(matrices=[own])


def test_the_highest_marking_is_as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """OFFICIAL-SENSITIVE unless said otherwise, in an argument or the environment."""
    secret = a_threat(marking="SECRET")

    with pytest.raises(morile.BadSubmission, match="marking-too-high"):
        morile.Offline().assess(secret, matrix=GRID)
    assert morile.Offline(highest_marking="SECRET").assess(secret, matrix=GRID).marking == "SECRET"
    monkeypatch.setenv("MORILE_HIGHEST_MARKING", "SECRET")
    assert morile.Offline().assess(secret, matrix=GRID).marking == "SECRET"


def test_a_marking_that_is_none_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match="OFFICIAL, OFFICIAL-SENSITIVE, SECRET, TOP-SECRET"):
        morile.Offline(highest_marking="COSMIC")


def test_a_matrix_may_be_named_once_for_all_calls() -> None:
    client = morile.Offline(matrix=GRID)

    assert client.assess(a_threat()).score == 8
    assert [each.index for each in client.assess_many([a_threat(), a_threat()])] == [0, 1]


def test_it_can_stand_where_a_client_stands() -> None:
    with morile.Offline(matrix=GRID) as client:
        assert client.assess(a_threat()).score == 8


def test_a_call_that_fails_leaves_no_meta_of_the_one_before() -> None:
    client = morile.Offline(matrix=GRID)
    client.assess(a_threat())
    assert client.meta is not None
    assert client.meta.matrix is not None

    with pytest.raises(morile.UnknownMatrix):
        client.matrix("nothing@1.0.0")

    assert client.meta.matrix is None
