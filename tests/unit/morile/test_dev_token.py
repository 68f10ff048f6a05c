"""Development tokens open a service on this machine, and are made for no other."""

import json
import stat
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from morile._dev_token import dev_token
from morile._exits import Misused
from morile_api.language.claims import (
    DEVELOPMENT_AUDIENCE,
    DEVELOPMENT_ISSUER,
    DEVELOPMENT_KEY,
    FORCES,
)
from morile_api.web.access.key_set import read_key_set
from morile_api.web.access.tokens import Expected, verified
from tests.commands import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capfd)


def asked(folder: Path, **changes: Any) -> Namespace:
    said = {"organisation": ["E23000029"], "scope": [], "minutes": 60, "url": None}
    return Namespace(**{**said, "folder": str(folder), **changes})


def test_the_token_opens_a_service_with_those_keys(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "dev"

    ran = run(
        *("dev-token", "--folder", str(folder), "--organisation", "SEROCU", "--scope", FORCES)
    )

    keys = read_key_set((folder / "jwks.json").read_bytes(), development=True)
    claims = verified(ran.out.strip(), keys, Expected(DEVELOPMENT_ISSUER, DEVELOPMENT_AUDIENCE))
    assert (ran.code, claims.organisation, claims.scope) == (0, "SEROCU", FORCES)
    assert (folder / "token").read_text("ascii") == ran.out
    assert f"MORILE_ISSUER={DEVELOPMENT_ISSUER}" in ran.err
    assert all(name.startswith(DEVELOPMENT_KEY) for name in keys.keys)


def test_only_its_owner_can_read_key_and_token_and_the_set_has_no_private_half(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "dev"

    dev_token(asked(folder), {})

    for name in ("key.pem", "token"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    [jwk] = json.loads((folder / "jwks.json").read_text("ascii"))["keys"]
    assert "d" not in jwk


def test_the_key_stays_and_the_token_is_new(tmp_path: Path) -> None:
    """So a service that runs with these keys takes the next token too."""
    dev_token(asked(tmp_path), {})
    before = (tmp_path / "jwks.json").read_bytes()

    dev_token(asked(tmp_path, organisation=["NCA", "HMRC"]), {})

    keys = read_key_set((tmp_path / "jwks.json").read_bytes(), development=True)
    token = (tmp_path / "token").read_text("ascii").strip()
    expected = Expected(DEVELOPMENT_ISSUER, DEVELOPMENT_AUDIENCE)
    assert (tmp_path / "jwks.json").read_bytes() == before
    assert verified(token, keys, expected).organisation == ["NCA", "HMRC"]


@pytest.mark.parametrize(
    ("url", "environment"),
    [
        ("https://scores.example", {}),
        ("http://10.0.0.1:8080", {}),
        ("http://localhost.example", {}),
        ("nonsense", {}),
        (None, {"MORILE_BASE_URL": "https://scores.example"}),
        (None, {"MORILE_HOST": "10.0.0.1"}),
        ("http://127.0.0.1:8080", {"MORILE_HOST": "10.0.0.1"}),
    ],
)
def test_nothing_is_made_for_a_service_elsewhere(
    tmp_path: Path, url: str | None, environment: dict[str, str]
) -> None:
    """Whoever reads the folder could call it."""
    with pytest.raises(Misused, match="this machine"):
        dev_token(asked(tmp_path / "dev", url=url), environment)

    assert not (tmp_path / "dev").exists()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000", "http://[::1]:8080", "http://localhost"])
def test_a_service_on_this_machine_will_do(tmp_path: Path, url: str) -> None:
    assert dev_token(asked(tmp_path, url=url), {"MORILE_HOST": "::1"}) == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"organisation": ["ATLANTIS"]}, "--organisation"),
        ({"minutes": 0}, "--minutes"),
        ({"minutes": 1_441}, "--minutes"),
    ],
)
def test_what_makes_no_sense_is_said(tmp_path: Path, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(Misused, match=says):
        dev_token(asked(tmp_path, **changes), {})


def test_a_key_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("no key", "ascii")

    with pytest.raises(Misused, match="remove it"):
        dev_token(asked(tmp_path), {})

    assert (tmp_path / "key.pem").read_text("ascii") == "no key"
