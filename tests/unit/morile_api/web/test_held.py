"""What one process hands to another in place of files."""

import pickle
from pathlib import Path

import pytest

from morile_api.language.faults import BadKey, BadMatrix
from morile_api.web.app import create_app
from morile_api.web.held import held_of
from morile_api.web.settings import Settings
from tests.signed import a_folder, a_key, a_key_set, a_pem
from tests.wire.asgi import call


def of_files(folder: Path) -> Settings:
    """Settings that name files of each kind."""
    (folder / "key.pem").write_bytes(a_pem("ours"))
    (folder / "log.key").write_bytes(b"k" * 32)
    (folder / "trust.json").write_bytes(a_key_set("ours"))
    a_folder(folder / "own")
    return Settings(
        matrices=(str(folder / "own"),),
        trust=str(folder / "trust.json"),
        signing_key=(str(folder / "key.pem"),),
        log_key=str(folder / "log.key"),
        log_level="error",
    )


def test_a_process_serves_with_what_another_read_when_the_files_are_gone(tmp_path: Path) -> None:
    """As it was handed over: in bytes."""
    settings = of_files(tmp_path)
    handed = pickle.dumps(held_of(settings))
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    app = create_app(settings, held=pickle.loads(handed))  # noqa: S301

    assert call("GET", "/v1/matrices/example/1.0.0", app=app).status == 200
    [key] = call("GET", "/v1/keys", app=app).json["keys"]
    assert key["kid"] == a_key("ours").public.kid


def test_what_nobody_vouches_for_is_not_held(tmp_path: Path) -> None:
    settings = of_files(tmp_path)
    (tmp_path / "trust.json").write_bytes(a_key_set("theirs"))

    with pytest.raises(BadMatrix):
        held_of(settings)


def test_a_key_that_is_gone_is_refused(tmp_path: Path) -> None:
    settings = of_files(tmp_path)
    (tmp_path / "key.pem").unlink()

    with pytest.raises(BadKey):
        held_of(settings)
