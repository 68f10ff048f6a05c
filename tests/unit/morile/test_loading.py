"""What Offline loads, and what it says to the text of a definition."""

from pathlib import Path

import pytest

from morile._loading import checked, loaded
from morile_api.language.faults import BadMatrix, BadSubmission
from tests.builders import a_definition
from tests.signed import a_folder, a_key_set


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


def test_with_trusted_keys_only_signed_matrices_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a service would."""
    (tmp_path / "trust.json").write_bytes(a_key_set("ours"))
    a_folder(tmp_path / "ours")
    a_folder(tmp_path / "theirs", signer="theirs")
    monkeypatch.setenv("MORILE_TRUST", str(tmp_path / "trust.json"))

    assert "example@1.0.0" in loaded([tmp_path / "ours"], None).entries
    with pytest.raises(BadMatrix, match="unknown-key"):
        loaded([tmp_path / "theirs"], None)
    with pytest.raises(BadMatrix, match="unknown-key"):
        loaded([tmp_path / "theirs"], "SECRET")


@pytest.mark.parametrize("content", [None, b"", b'{"keys": []}'])
def test_a_file_of_trusted_keys_that_is_none_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """Never as if nobody had asked for signatures."""
    if content is not None:
        (tmp_path / "trust.json").write_bytes(content)
    monkeypatch.setenv("MORILE_TRUST", str(tmp_path / "trust.json"))

    with pytest.raises(ValueError, match="MORILE_TRUST"):
        loaded([], None)


def test_a_definition_is_checked_as_a_service_would() -> None:
    assert checked(a_definition().decode()).matrix.id == "example"
    with pytest.raises(BadMatrix):
        checked('matrix = "example"')
    with pytest.raises(BadSubmission):
        checked("")
