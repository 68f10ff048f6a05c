"""What Offline loads, and what it says to the text of a definition."""

from pathlib import Path

import pytest

from morile._loading import checked, loaded
from morile_api.language.faults import BadMatrix, BadSubmission
from tests.builders import a_definition


def test_an_agencys_matrices_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "1.0.0.toml").write_bytes(a_definition())

    catalogue = loaded([tmp_path], None)

    assert {"example@1.0.0", "thematic@1.0.0"} <= set(catalogue.entries)


def test_a_folder_that_is_none_is_named_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder 2"):
        loaded([tmp_path, tmp_path / "none"], None)


def test_a_marking_that_is_none_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="choose from OFFICIAL"):
        loaded([], "VERY SECRET")


def test_a_definition_is_checked_as_a_service_would() -> None:
    assert checked(a_definition().decode()).matrix.id == "example"
    with pytest.raises(BadMatrix):
        checked('matrix = "example"')
    with pytest.raises(BadSubmission):
        checked("")
