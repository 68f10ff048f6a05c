"""The shipped unit, started by a real systemd with all that it is shut off from.

No look at the file can tell whether numpy and the libraries in C run without memory that is both
written and run, with the system calls it lists and without anything else it takes away.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tokens import AUDIENCE, ISSUER, a_set, a_token, bearer
from tests.wire.managed import CannotManage, Managed, managed
from tests.wire.requests import a_body, a_submission
from tests.wire.server import Server, exchange, free_port, plain, status_of, wait_until_ready

pytestmark = [pytest.mark.server, pytest.mark.slow]

PATIENCE_S = 60
MORE_THAN_SYSTEMD_TRIES = 6
"""Its own limit, where a unit does not lift it, is five starts in ten seconds."""


@contextmanager
def unit(folder: Path, port: int, **settings: str) -> Iterator[Managed]:
    """The unit under a systemd; where there can be none, the test is skipped with the reason."""
    keys = folder / "keys"
    keys.mkdir()
    keys.chmod(0o755)
    (keys / "jwks.json").write_bytes(a_set())
    try:
        with managed(folder, port, keys, **settings) as it:
            yield it
    except CannotManage as error:
        pytest.skip(str(error))


def ready(it: Managed, folder: Path) -> Server:
    server = it.server(folder / "log")
    try:
        wait_until_ready(server)
    except AssertionError:
        pytest.fail(
            it.run("systemctl", "status", it.unit) + it.run("cat", "/run/log-of-the-service")
        )
    return server


def numbers(it: Managed) -> list[str]:
    """The processes of the unit, as its systemd numbers them."""
    return it.run("cat", f"/sys/fs/cgroup{it.shown('ControlGroup')}/cgroup.procs").split()


def processes(it: Managed) -> list[dict[str, str]]:
    """What the kernel says of each of them."""
    found = []
    for number in numbers(it):
        lines = it.run("cat", f"/proc/{number}/status").splitlines()
        found.append(
            {name: text.strip() for name, _, text in (each.partition(":") for each in lines)}
        )
    return found


def test_it_scores_shut_off_from_everything_else(tmp_path: Path) -> None:
    """Single scorings, batches and tokens: numpy, msgspec and cryptography under every lock."""
    port = free_port()
    settings = {"jwks": "/opt/keys/jwks.json", "issuer": ISSUER, "audience": AUDIENCE}
    with unit(tmp_path, port, **settings) as it:
        server = ready(it, tmp_path)
        for algorithm in ("EdDSA", "ES256", "RS256"):
            token = b": ".join(bearer(a_token(algorithm))).decode()
            for rows in (1, 3_000):
                body = a_body(*[a_submission()] * rows, explain=True)
                reply = exchange(server, plain("POST", "/v1/assessments", body, token))
                assert status_of(reply) == 200

        shut_off = processes(it)
        assert len(shut_off) > 1
        for each in shut_off:
            assert each["Uid"].split()[0] != "0"
            assert int(each["CapEff"], 16) == int(each["CapBnd"], 16) == 0
            assert (each["NoNewPrivs"], each["Seccomp"]) == ("1", "2")

        it.run("systemctl", "stop", it.unit)
        assert (it.shown("ActiveState"), it.shown("Result")) == ("inactive", "success")


def test_it_is_started_again_when_all_of_it_is_killed(tmp_path: Path) -> None:
    with unit(tmp_path, free_port()) as it:
        ready(it, tmp_path)
        it.run("sh", "-c", f"kill -KILL {' '.join(numbers(it))}")
        until = time.monotonic() + PATIENCE_S
        while it.shown("NRestarts") == "0":
            assert time.monotonic() < until
            time.sleep(0.1)

        body = plain("POST", "/v1/assessments", a_body())
        assert status_of(exchange(ready(it, tmp_path), body)) == 200


def test_it_is_tried_until_its_port_is_free(tmp_path: Path) -> None:
    """However long that takes; systemd alone would give up after some seconds, for good."""
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with unit(tmp_path, port) as it:
            until = time.monotonic() + PATIENCE_S
            while int(it.shown("NRestarts") or 0) < MORE_THAN_SYSTEMD_TRIES:
                assert time.monotonic() < until, it.run("systemctl", "status", it.unit)
                time.sleep(0.2)
            other.close()

            scoring = plain("POST", "/v1/assessments", a_body())
            assert status_of(exchange(ready(it, tmp_path), scoring)) == 200
