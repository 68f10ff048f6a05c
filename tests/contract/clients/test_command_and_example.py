"""The command and the example against a running server: the same bytes as without one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import morile
from tests.house.sources import ROOT

pytestmark = [pytest.mark.server, pytest.mark.contract]

EXAMPLES = ROOT / "docs" / "examples"
COMMAND = str(Path(sys.executable).with_name("morile"))


def run(*words: str) -> bytes:
    clean = {name: it for name, it in os.environ.items() if not name.startswith("MORILE_")}
    done = subprocess.run(words, env=clean, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_command_gives_the_bytes_of_the_api_with_and_without_a_service(address: str) -> None:
    """The sample table, and the sample request whose answer it must be."""
    expected = morile.Offline().answer((EXAMPLES / "threats.json").read_bytes())
    score = (COMMAND, "score", str(EXAMPLES / "threats.csv"), "--to", "json")

    assert run(*score) == expected
    assert run(*score, "--url", address) == expected


@pytest.mark.parametrize(
    "words",
    [
        ("matrix", "list", "--json"),
        ("matrix", "show", "thematic@1.0.0", "--json"),
        ("matrix", "check", str(ROOT / "matrices" / "sleipnir" / "1.0.0.toml"), "--json"),
        ("vocabulary", "organisations", "--json"),
        ("vector", "priority-grid-4x4@1.0.0/IM:3/LI:2", "--json"),
    ],
)
def test_every_verb_prints_the_same_with_and_without_a_service(
    address: str, words: tuple[str, ...]
) -> None:
    assert run(COMMAND, *words) == run(COMMAND, *words, "--url", address)


def test_a_proxy_of_the_environment_does_not_stand_between_this_machine_and_itself(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offices set one for everything, and nobody listens on port 9 here."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    with morile.Client(address, retries=0) as client:
        assert client.matrices()


@pytest.mark.slow
def test_the_example_runs_stops_its_server_and_finds_the_answers_equal() -> None:
    """What `make run` does."""
    said = run(sys.executable, str(EXAMPLES / "run.py")).decode()

    assert "Equal, byte for byte" in said
    assert "  1   SYN-2026-" in said
    assert "The figures of thematic@1.0.0 are illustrative" in said
    [results] = [line.split()[1] for line in said.splitlines() if line.startswith("Results: ")]
    assert (ROOT / results).read_text("utf-8").startswith("ref,organisation,")
    [address] = [word for word in said.split() if word.startswith("http://127.0.0.1:")]
    with (
        morile.Client(address, retries=0, timeout_s=2) as client,
        pytest.raises(morile.Unreachable),
    ):
        client.matrices()
