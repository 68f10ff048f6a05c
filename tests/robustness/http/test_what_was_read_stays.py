"""A service goes on with what it read at the start, whatever becomes of its files and processes."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_definition
from tests.signed import a_folder, a_key_set
from tests.wire.requests import a_body, a_submission
from tests.wire.server import (
    Server,
    children,
    exchange,
    plain,
    serving,
    status_of,
    wait_until_ready,
)

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the child through /proc"),
]

OWN = plain("GET", "/v1/matrices/example/1.0.0")
SCORING = plain("POST", "/v1/assessments", a_body(a_submission()))

REPLACED_S = 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A service with a matrix of an agency's own, which its owner signed."""
    a_folder(tmp_path / "own")
    (tmp_path / "trust.json").write_bytes(a_key_set("ours"))
    own, trust = str(tmp_path / "own"), str(tmp_path / "trust.json")
    with serving(tmp_path, matrices=own, trust=trust) as started:
        yield started


def wait_for_another(server: Server, before: int) -> None:
    """Until another process answers."""
    until = time.monotonic() + REPLACED_S
    while time.monotonic() < until:
        serves = children(server.process.pid)
        if serves and before not in serves:
            wait_until_ready(server)
            return
        time.sleep(0.05)
    raise AssertionError(server.log.read_text("utf-8"))


def answers_as_before(server: Server, shown: bytes) -> bool:
    body = exchange(server, OWN).partition(b"\r\n\r\n")[2]
    return status_of(exchange(server, SCORING)) == 200 and body == shown.partition(b"\r\n\r\n")[2]


def test_a_process_that_is_killed_is_replaced_though_the_matrices_are_gone(
    server: Server, tmp_path: Path
) -> None:
    shown, worker = exchange(server, OWN), server.worker()
    shutil.rmtree(tmp_path / "own")
    (tmp_path / "trust.json").unlink()

    os.kill(worker, signal.SIGKILL)
    wait_for_another(server, worker)

    assert status_of(shown) == 200
    assert answers_as_before(server, shown)


@pytest.mark.parametrize("altered", ["as it was signed", "altered", "without its signature"])
def test_told_to_reload_it_keeps_what_it_verified(
    server: Server, tmp_path: Path, altered: str
) -> None:
    """A closed terminal says so too, and whoever turns logs over."""
    shown, worker = exchange(server, OWN), server.worker()
    path = tmp_path / "own" / "example" / "1.0.0.toml"
    if altered == "altered":
        path.write_bytes(a_definition(("points = 8", "points = 9")))
    elif altered == "without its signature":
        path.with_name(f"{path.name}.sig").unlink()

    server.process.send_signal(signal.SIGHUP)
    wait_for_another(server, worker)

    assert answers_as_before(server, shown)
    assert server.stop() == 0


def test_when_the_first_process_is_killed_the_port_is_free_again(
    server: Server, tmp_path: Path
) -> None:
    """Otherwise the one that served would go on unwatched, and no service could be started."""
    server.process.kill()
    server.process.wait()

    until = time.monotonic() + REPLACED_S
    while time.monotonic() < until:
        try:
            exchange(server, SCORING)
        except ConnectionRefusedError:
            break
        time.sleep(0.1)
    with serving(tmp_path, port=str(server.port)) as another:
        assert status_of(exchange(another, SCORING)) == 200
