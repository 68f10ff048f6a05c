"""The machine speaks another language: letters, figures and sorting of others change nothing here.

The languages are built for the test, for a machine that lacks one falls back to plain C unseen.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wire.requests import a_body, a_submission
from tests.wire.server import (
    OWN,
    Server,
    command,
    environment,
    exchange,
    free_port,
    plain,
    running,
    serving,
    status_of,
)

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[3]
TURKISH, GERMAN = "tr_TR.UTF-8", "de_DE.ISO-8859-1"

SAMPLE = str(ROOT / "docs" / "examples" / "threats.csv")
COMMANDS = (
    ("score", SAMPLE, "--explain"),
    ("vector", "disruption@1.0.0/OU:minor"),
    ("vector", "disruption@1.0.0/OU:MINOR"),
    ("matrix", "list"),
)

WITNESS = """
import ctypes, locale
print(locale.setlocale(locale.LC_ALL, ""))
print(chr(ctypes.CDLL(None).towlower(ord("I"))), locale.localeconv()["decimal_point"])
"""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both, for the C library to look into."""
    folder = tmp_path_factory.mktemp("languages")
    if shutil.which("localedef") is None:
        pytest.skip("localedef is not installed")
    for name in (TURKISH, GERMAN):
        language, letters = name.split(".")
        made = ["localedef", "-i", language, "-f", letters, str(folder / name)]
        done = subprocess.run(made, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"the sources of {name} are not installed: {done.stderr.strip()}")
    return folder


def speaking(name: str, languages: Path) -> dict[str, str]:
    """What makes a process speak it; Python is kept from preferring UTF-8 by itself."""
    return {
        **{"LC_ALL": name, "LANG": name, "LOCPATH": str(languages)},
        **{"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    }


def requests() -> Iterator[bytes]:
    """A batch, what names criteria and levels in capitals, faults, pages and documents."""
    yield plain("POST", "/v1/assessments", a_body(*[a_submission()] * 3, explain=True))
    vector = "disruption@1.0.0/OU:MINOR"
    yield plain("POST", "/v1/assessments", a_body(a_submission(levels=None, vector=vector)))
    yield plain("POST", "/v1/assessments", a_body(a_submission(organisation="İZMİR", marking="ı")))
    for path in ("/", "/v1", "/v1/matrices/thematic/1.0.0", "/v1/vocabularies/organisations"):
        yield plain("GET", path)


def bodies(server: Server) -> list[bytes]:
    replies = [exchange(server, each) for each in requests()]
    assert [status_of(each) for each in replies] == [200, 207, 207, 200, 200, 200, 200]
    return [each.partition(b"\r\n\r\n")[2] for each in replies]


@pytest.mark.parametrize(
    ("name", "witness"), [(TURKISH, ["ı", ","]), (GERMAN, ["i", ","])], ids=[TURKISH, GERMAN]
)
def test_the_language_is_really_spoken(name: str, witness: list[str], languages: Path) -> None:
    """In Turkish the small letter of I is not i; in both the decimal point is a comma."""
    done = subprocess.run(
        [sys.executable, "-c", WITNESS],
        env={**os.environ, **speaking(name, languages), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode("utf-8").split() == [name, *witness]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What is answered in the language of these tests."""
    with serving(tmp_path_factory.mktemp("usual")) as server:
        return bodies(server)


@pytest.mark.parametrize("name", [TURKISH, GERMAN, "C"])
def test_the_language_of_the_machine_changes_no_answer(
    name: str, languages: Path, usual: list[bytes], tmp_path: Path
) -> None:
    """Byte for byte."""
    port = free_port()
    spoken = environment(port=str(port)) | speaking(name, languages)
    with running(tmp_path, command(OWN, port), spoken, port) as server:
        assert bodies(server) == usual


@pytest.mark.parametrize("name", [TURKISH, GERMAN])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2])[-20:])
def test_the_language_of_the_machine_changes_nothing_that_the_command_says(
    name: str, words: tuple[str, ...], languages: Path
) -> None:
    """Neither its scores nor its faults; which of the two a command ends with is the same too."""

    def said(more: dict[str, str]) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [Path(sys.executable).with_name("morile"), *words],
            env=environment() | more,
            capture_output=True,
        )
        return done.returncode, done.stdout, done.stderr

    usual = said({"LC_ALL": "C.UTF-8"})
    assert len(usual[1] + usual[2]) > 100
    assert said(speaking(name, languages)) == usual
