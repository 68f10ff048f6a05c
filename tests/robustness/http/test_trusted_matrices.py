"""Matrices that nobody trusted has signed: no process starts with one, and none stops for one."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from morile_api.provenance.vouching import signature_path
from tests.builders import a_definition
from tests.signed import a_folder, a_key_set, a_pem
from tests.wire.server import environment, exchange, free_port, plain, serving, status_of

pytestmark = pytest.mark.server

GET = plain("GET", "/v1/matrices/example/1.0.0")
OTHER = a_definition(("points = 8", "points = 9"))


def started(**settings: str) -> subprocess.CompletedProcess[bytes]:
    """A start that is expected to fail."""
    return subprocess.run(
        [sys.executable, "-m", "morile_api"],
        env=environment(port=str(free_port()), **settings),
        capture_output=True,
        timeout=60,
    )


@pytest.fixture
def trust(tmp_path: Path) -> str:
    path = tmp_path / "trust.json"
    path.write_bytes(a_key_set("ours"))
    return str(path)


BAD: dict[str, tuple[Callable[[Path], object], bytes]] = {
    "unsigned": (lambda path: signature_path(path).unlink(), b"no-signature"),
    "emptied": (lambda path: signature_path(path).write_bytes(b""), b"not-json"),
    "altered": (lambda path: path.write_bytes(OTHER), b"not-as-signed"),
    "foreign": (lambda path: a_folder(path.parents[1], signer="theirs"), b"unknown-key"),
    "renamed": (
        lambda path: [
            each.rename(each.with_name(each.name.replace("1.0.0", "1.0.1")))
            for each in (path, signature_path(path))
        ],
        b"not-as-signed",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_no_service_starts_with_a_matrix_that_is_not_vouched_for(
    tmp_path: Path, trust: str, what: str
) -> None:
    """With the file and the reason, and the exit code of an unreadable matrix."""
    spoil, code = BAD[what]
    spoil(a_folder(tmp_path / "own"))

    done = started(matrices=str(tmp_path / "own"), trust=trust)

    assert done.returncode == 3
    assert b".toml" in done.stderr
    assert code in done.stderr
    assert b"Traceback" not in done.stderr


def test_one_bad_matrix_among_good_ones_stops_the_start(tmp_path: Path, trust: str) -> None:
    """A service without it would answer as if there had never been one."""
    a_folder(tmp_path / "own")
    a_folder(tmp_path / "own", signer=None, version="1.0.1")

    assert started(matrices=str(tmp_path / "own"), trust=trust).returncode == 3


def test_a_running_service_goes_on_with_what_it_verified(tmp_path: Path, trust: str) -> None:
    """There is no reloading: the next start fails, and the old process goes on."""
    path = a_folder(tmp_path / "own")
    own = str(tmp_path / "own")
    with serving(tmp_path, matrices=own, trust=trust) as server:
        before = exchange(server, GET)
        path.write_bytes(OTHER)

        again = started(matrices=own, trust=trust)
        after = exchange(server, GET)
        signature_path(path).unlink()
        path.unlink()
        without = exchange(server, GET)

    assert again.returncode == 3
    assert status_of(before) == 200
    bodies = [each.partition(b"\r\n\r\n")[2] for each in (before, after, without)]
    assert bodies[0] == bodies[1] == bodies[2]


def test_keys_that_are_none_stop_the_start_and_are_not_repeated(tmp_path: Path) -> None:
    """As settings that make no sense do, all of them at once."""
    (tmp_path / "key.pem").write_bytes(a_pem()[:-30])
    (tmp_path / "trust.json").write_bytes(a_pem())

    done = started(signing_key=str(tmp_path / "key.pem"), trust=str(tmp_path / "trust.json"))

    assert done.returncode == 2
    assert b"MORILE_SIGNING_KEY" in done.stderr
    assert b"MORILE_TRUST" in done.stderr
    assert a_pem().splitlines()[1][:20] not in done.stderr
