"""The service as a process: starting, stopping, being overloaded, and losing what it leans on."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.builders import a_definition
from tests.wire.requests import a_body, a_submission
from tests.wire.server import (
    STOPPED_S,
    children,
    environment,
    exchange,
    free_port,
    plain,
    serving,
    status_of,
    wait_until_ready,
)

pytestmark = pytest.mark.server

POST = b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

PROBE = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def started(**settings: str) -> subprocess.CompletedProcess[bytes]:
    """A start that is expected to fail."""
    return subprocess.run(
        [sys.executable, "-m", "morile_api"],
        env=environment(**settings),
        capture_output=True,
        timeout=30,
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])  # noqa: S104
def test_an_open_service_listens_on_loopback_only(host: str) -> None:
    """Without keys, and the message says so."""
    done = started(host=host)

    assert done.returncode == 2
    assert b"MORILE_HOST" in done.stderr
    assert b"anybody may call" in done.stderr


def test_every_setting_that_makes_no_sense_is_told_at_once() -> None:
    """A misspelt name among them: the operator meant something by it."""
    done = started(port="0", max_submissions="many", log_levels="info", jwks="keys.json")

    assert done.returncode == 2
    for name in (b"MORILE_PORT", b"MORILE_MAX_SUBMISSIONS", b"MORILE_LOG_LEVELS", b"MORILE_JWKS"):
        assert name in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_matrix_at_fault_stops_the_start_with_its_file_and_reasons(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "1.0.0.toml").write_bytes(a_definition(("decimals = 2", "decimals = 9")))

    done = started(matrices=str(tmp_path))

    assert done.returncode == 3
    assert b"1.0.0.toml" in done.stderr
    assert b"/decimals" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_agencys_own_matrix_is_served_beside_the_shipped_ones(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "example"
    folder.mkdir(parents=True)
    (folder / "1.0.0.toml").write_bytes(a_definition())

    with serving(tmp_path, matrices=str(tmp_path / "own")) as server:
        shown = exchange(server, plain("GET", "/v1/matrices/example/1.0.0"))
        assert status_of(shown) == 200
        assert b"cache-control: no-cache" in shown
        assert b"thematic" in exchange(server, plain("GET", "/v1/matrices"))


def test_it_says_loudly_that_access_is_open_and_stops_when_asked(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert server.stop() == 0
        assert b"Access is open" in server.log.read_bytes()


def test_a_slow_sender_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    with serving(tmp_path, body_seconds="1") as server:
        with server.connect() as connection:
            connection.sendall(POST + b"Content-Length: 500\r\n\r\n{")
            time.sleep(0.2)
            began = time.monotonic()
            assert server.stop() == 0

        assert time.monotonic() - began < 5


def test_the_log_of_the_last_requests_is_written_before_it_stops(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        exchange(server, plain("GET", "/v1/vocabularies/none", b"", "Request-ID: the-last-one"))
        server.stop()

        assert b"the-last-one" in server.log.read_bytes()


@pytest.mark.parametrize("reader", ["that never reads", "that has gone"])
def test_a_log_nobody_reads_stops_nothing(tmp_path: Path, reader: str) -> None:
    """A pipe holds 64 KiB, some 300 lines; services have hung on that."""
    out, into = os.pipe()
    with serving(tmp_path, stderr=into) as server:
        os.close(into)
        if reader == "that has gone":
            os.close(out)
        with server.connect() as connection:
            for _ in range(20):
                connection.sendall(PROBE * 100)
                answered = 0
                while answered < 100:
                    answered += connection.recv(1 << 16).count(b"HTTP/1.1 200")
        assert status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))) == 200
    if reader == "that never reads":
        os.close(out)


def test_more_batches_than_it_can_take_are_put_off_and_probes_are_not(tmp_path: Path) -> None:
    """503 says when to come again; single submissions are scored in between."""
    batch = plain("POST", "/v1/assessments", a_body(*[a_submission()] * 5000))
    replies: list[bytes] = []
    with serving(tmp_path, max_concurrent="1") as server:
        senders = [
            threading.Thread(target=lambda: replies.append(exchange(server, batch)))
            for _ in range(8)
        ]
        for sender in senders:
            sender.start()
        slowest = 0.0
        while any(sender.is_alive() for sender in senders):
            began = time.monotonic()
            assert status_of(exchange(server, plain("GET", "/healthz"))) == 200
            assert status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))) == 200
            slowest = max(slowest, time.monotonic() - began)

    statuses = sorted(map(status_of, replies))
    assert set(statuses) <= {200, 503}
    assert statuses[0] == 200
    assert all(b"retry-after: 1" in each for each in replies if status_of(each) == 503)
    assert slowest < 5


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the child through /proc")
def test_a_killed_process_is_replaced(tmp_path: Path) -> None:
    """A caller who tries again, as the SDK does, does not notice."""
    with serving(tmp_path) as server:
        [worker] = children(server.process.pid)
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.2)
        wait_until_ready(server)

        assert children(server.process.pid) != [worker]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the child through /proc")
def test_one_that_dies_again_and_again_leaves_it_to_who_supervises_it(tmp_path: Path) -> None:
    """It ends and says why, rather than burn a core with starting; systemd starts it anew."""
    with serving(tmp_path) as server:
        until = time.monotonic() + STOPPED_S
        while server.process.poll() is None and time.monotonic() < until:
            for worker in children(server.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            time.sleep(0.2)

        assert server.process.poll() is not None
        assert b"crash loop" in server.log.read_bytes()


def test_a_port_that_is_taken_is_a_failure_to_start() -> None:
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = started(port=str(port))

    assert done.returncode != 0
