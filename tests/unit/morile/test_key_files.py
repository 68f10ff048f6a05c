"""The commands `morile matrix keygen` and `morile matrix sign`."""

import stat
import sys
from pathlib import Path

import pytest

from morile import cli
from morile_api.provenance.keys import keyring
from morile_api.provenance.vouching import faults_of, signature_path
from tests.builders import a_definition
from tests.signed import a_folder, a_key, a_pem, a_ring

Out = pytest.CaptureFixture[str]


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code of `morile matrix ...`."""
    monkeypatch.setattr(sys, "argv", ["morile", "matrix", *map(str, words)])
    return cli.main()


def test_a_key_is_made_whose_secret_only_its_owner_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    assert run(monkeypatch, "keygen", tmp_path / "agency") == 0

    private, public = tmp_path / "agency.pem", tmp_path / "agency.json"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert capsys.readouterr().out.splitlines()[0] in keyring(public.read_bytes())
    assert b"PRIVATE" not in public.read_bytes()


@pytest.mark.parametrize("ending", [".pem", ".json"])
def test_no_key_is_written_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """What was signed with it would be worth nothing."""
    (tmp_path / f"agency{ending}").write_text("mine", "utf-8")

    assert run(monkeypatch, "keygen", tmp_path / "agency") == 2
    assert (tmp_path / f"agency{ending}").read_text("utf-8") == "mine"


def test_what_keygen_makes_signs_and_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    path = a_folder(tmp_path, signer=None)
    run(monkeypatch, "keygen", tmp_path / "agency")
    capsys.readouterr()

    assert run(monkeypatch, "sign", path, "--key", tmp_path / "agency.pem") == 0

    ring = keyring((tmp_path / "agency.json").read_bytes())
    assert capsys.readouterr().out == f"{signature_path(path)}\n"
    assert faults_of(path, path.read_bytes(), ring) == []
    assert faults_of(path, path.read_bytes(), a_ring())


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_bytes(a_pem())
    return path


def test_several_files_are_signed_or_none(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = a_folder(tmp_path, signer=None)
    bad = a_folder(tmp_path, b'matrix = "example"', signer=None, version="2.0.0")

    assert run(monkeypatch, "sign", good, bad, "--key", key) == 3
    assert not signature_path(good).exists()
    assert run(monkeypatch, "sign", good, "--key", key) == 0
    assert signature_path(good).exists()


def test_a_file_is_signed_as_the_version_it_is(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """A draft that lies elsewhere would be refused by every service; so it is not signed."""
    path = tmp_path / "draft.toml"
    path.write_bytes(a_definition())

    assert run(monkeypatch, "sign", path, "--key", key) == 2
    assert "belongs in example/1.0.0.toml" in capsys.readouterr().err


def test_a_public_key_cannot_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    path = a_folder(tmp_path, signer=None)
    (tmp_path / "key.json").write_text(a_key().public.x, "utf-8")

    assert run(monkeypatch, "sign", path, "--key", tmp_path / "key.json") == 2
    assert "morile matrix keygen" in capsys.readouterr().err
