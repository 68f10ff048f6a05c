"""What a machine can take away from the service, and what is then still right."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.builders import a_definition
from tests.wire.requests import a_body, a_submission
from tests.wire.server import (
    Server,
    environment,
    exchange,
    free_port,
    plain,
    running,
    serving,
    status_of,
    wait_until_ready,
)

pytestmark = pytest.mark.server

SCORING = plain("POST", "/v1/assessments", a_body())
POST = b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BATCH = a_body(*[a_submission()] * 8_000)
EXPLAINED = a_body(*[a_submission()] * 9_000, explain=True)

ROOM = 16 << 20
"""Bytes beside what a process needs to start: enough for single scorings, not for that batch."""

REPLACED_AGAIN_S = 6
"""A process that dies sooner after it was put in the place of another is not replaced."""


def scores(server: Server) -> bool:
    return status_of(exchange(server, SCORING)) == 200


@contextmanager
def started(
    folder: Path,
    before: list[str],
    limit: Callable[[], None] | None = None,
    **variables: str,
) -> Iterator[Server]:
    """A service that something is put before, with these variables beside its settings."""
    port = free_port()
    command = [*before, sys.executable, "-m", "morile_api"]
    settings = environment(port=str(port)) | {"PYTHONPATH": str(Path.cwd())} | variables
    with running(folder, command, settings, port, cwd="/", preexec_fn=limit) as server:
        yield server


def can(*command: str) -> bool:
    """Whether this machine allows a command."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True).returncode == 0


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", ">&- 2>&-"])
def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, where: str) -> None:
    """Closed, or on a full disk."""
    shell = ["sh", "-c", f'exec "$@" {where}', "sh"]
    with started(tmp_path, shell) as server:
        assert all(scores(server) for _ in range(50))
        assert server.stop() == 0


@pytest.mark.skipif(not can("unshare", "--user"), reason="no user name spaces here")
def test_it_needs_no_privilege_and_no_home(tmp_path: Path) -> None:
    """As a user without name, rights or home, in a folder it may not write to."""
    with started(tmp_path, ["env", "-u", "HOME", "unshare", "--user"]) as server:
        assert scores(server)


@pytest.mark.skipif(not can("unshare", "--mount"), reason="no mount name spaces here")
def test_it_needs_no_disk_that_can_be_written(tmp_path: Path) -> None:
    only_read = (
        "mount --make-rprivate / && "
        "for each in / /tmp /var /run /dev/shm; do "
        "  mountpoint -q $each && mount -o remount,bind,ro $each; done; "
        '! touch /written 2>/dev/null && exec "$@"'
    )
    with started(tmp_path, ["unshare", "--mount", "sh", "-c", only_read, "sh"]) as server:
        assert scores(server)
        assert status_of(exchange(server, plain("POST", "/v1/assessments", BATCH))) == 200


@pytest.mark.skipif(not can("unshare", "--net"), reason="no network name spaces here")
def test_what_was_read_at_the_start_is_all_it_needs(tmp_path: Path) -> None:
    """Its matrices are deleted and there is no network: it scores with them as before."""
    own = tmp_path / "own" / "example"
    own.mkdir(parents=True)
    (own / "1.0.0.toml").write_bytes(a_definition())
    script = tmp_path / "asking.py"
    script.write_text(ASKING, "utf-8")
    cut_off = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    done = subprocess.run(
        [*cut_off, sys.executable, str(script), str(tmp_path / "own")],
        env=environment(matrices=str(tmp_path / "own")),
        cwd=Path.cwd(),
        capture_output=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    assert done.stdout.split() == [b"200", b"200", b"200"]
    assert not own.exists()


ASKING = """
import shutil, sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.wire.server import exchange, plain, serving, status_of
from tests.wire.requests import a_body

folder = Path(sys.argv[1])
with serving(folder.parent, matrices=str(folder)) as server:
    shutil.rmtree(folder)
    print(status_of(exchange(server, plain("GET", "/v1/matrices/example/1.0.0"))))
    print(status_of(exchange(server, plain("POST", "/v1/assessments", a_body()))))
    print(status_of(exchange(server, plain("GET", "/readyz"))))
"""


def test_it_comes_back_when_all_connections_were_taken(tmp_path: Path) -> None:
    """Of 300 open files few are left for connections; when callers leave, others are served."""

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))

    with started(tmp_path, [], few) as server:
        with ExitStack() as crowd:
            for _ in range(200):
                connection = crowd.enter_context(server.connect())
                connection.sendall(POST)
        until = time.monotonic() + 10
        answered = False
        while not answered and time.monotonic() < until:
            with socket.create_connection(("127.0.0.1", server.port), timeout=2) as connection:
                connection.sendall(SCORING)
                try:
                    answered = connection.recv(100).startswith(b"HTTP/1.1 200")
                except TimeoutError:
                    continue
        assert answered


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads sizes from /proc")
def test_a_batch_that_does_not_fit_into_memory_harms_no_other(tmp_path: Path) -> None:
    """It gets 500, 503 or no answer at all, never a wrong one; the next scoring is right."""
    lean = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    with started(tmp_path, [], None, **lean) as server:
        most = size_of(server.worker()) + ROOM

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    ends = []
    with started(tmp_path, [], little, **lean) as server:
        for _ in range(3):
            worker = server.worker()
            try:
                reply = exchange(server, plain("POST", "/v1/assessments", EXPLAINED))
            except OSError:
                reply = b""
            ends.append(status_of(reply) if reply else None)
            wait_until_ready(server)
            assert scores(server)
            if server.worker() != worker:
                time.sleep(REPLACED_AGAIN_S)

    assert set(ends) <= {200, 500, 503, None}
    if set(ends) == {200}:
        pytest.skip("the batch fitted into what was left here")


def size_of(process: int) -> int:
    """The most address space a process ever had, in bytes."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    [line] = [each for each in status.splitlines() if each.startswith("VmPeak:")]
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.5, 0.9])
def test_asked_to_stop_while_it_starts_it_stops(tmp_path: Path, seconds: float) -> None:
    """And leaves no process behind that would hold the port."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "morile_api"],
        env=environment(port=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=25)

    until = time.monotonic() + 5
    while group_lives(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not group_lives(process.pid)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_asked_to_stop_it_answers_what_was_sent_whole(tmp_path: Path) -> None:
    """Beside every kind of client that says nothing, too little, or does not listen."""
    with serving(tmp_path, body_seconds="1") as server, ExitStack() as crowd:
        for sent in (
            b"",
            b"GET /v1 HT",
            POST,
            POST + b"Content-Length: 500\r\n\r\n{",
            POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
            b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20,
        ):
            crowd.enter_context(server.connect()).sendall(sent)
        batch = crowd.enter_context(server.connect())
        batch.sendall(plain("POST", "/v1/assessments", BATCH))
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        reply = batch.recv(65_536)
        code = server.process.wait(timeout=25)

    assert status_of(reply) == 200
    assert code == 0
