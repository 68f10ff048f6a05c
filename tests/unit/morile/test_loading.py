"""What is loaded for work in this process."""

from pathlib import Path

import pytest

from morile._loading import loaded


def test_the_shipped_matrices_are_always_there() -> None:
    assert "thematic@1.0.0" in loaded([], None).entries


def test_folders_are_those_of_the_environment_unless_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MORILE_MATRICES", str(tmp_path / "absent"))

    with pytest.raises(ValueError, match="folder 1"):
        loaded(None, None)
    assert loaded([], None).entries


def test_a_marking_that_does_not_exist_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match="OFFICIAL-SENSITIVE"):
        loaded([], "COSMIC")
