"""The service connects to nobody but an issuer that is set, whatever it is asked; seen two ways.

Python notes every attempt of its own in each process of the service, with the address; the kernel
counts every attempt there is, also one of compiled code.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from tests.issuers import key_server
from tests.robustness.http.test_faults_of_the_machine import can
from tests.tokens import AUDIENCE, ISSUER, a_set, a_token, bearer
from tests.wire.server import (
    OTHER,
    OWN,
    Server,
    command,
    environment,
    exchange,
    free_port,
    plain,
    running,
    status_of,
)
from tests.wire.tempted import ask_everything

pytestmark = pytest.mark.server

NOTING = """
import os, sys
WATCHED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
           "socket.getnameinfo", "socket.sendto", "socket.sendmsg",
           "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"}
NOTES = os.open(os.environ["NOTES"], os.O_CREAT | os.O_APPEND | os.O_WRONLY)
def note(event, values):
    if event in WATCHED:
        os.write(NOTES, f"{event} {values}\\n".encode())
def begin():
    os.write(NOTES, f"{os.getpid()}\\n".encode())
sys.addaudithook(note)
os.register_at_fork(after_in_child=begin)
begin()
"""
"""Read by every Python at its start, before a line of the service's."""


class Noted(msgspec.Struct):
    """The processes that noted, and what they noted."""

    processes: list[int]
    attempts: list[str]


def noted(folder: Path) -> Noted:
    lines = (folder / "notes").read_text("utf-8").splitlines()
    return Noted(
        [int(each) for each in lines if each.isdigit()],
        [each for each in lines if not each.isdigit()],
    )


@contextmanager
def noting(folder: Path, under: str, **settings: str) -> Iterator[Server]:
    """A service whose processes note every attempt to connect."""
    (folder / "sitecustomize.py").write_text(NOTING, "utf-8")
    port = free_port()
    variables = environment(port=str(port), **settings)
    variables |= {"PYTHONPATH": str(folder), "NOTES": str(folder / "notes")}
    with running(folder, command(under, port), variables, port) as server:
        yield server


@pytest.mark.parametrize("under", [OWN, OTHER])
def test_whatever_it_is_asked_it_connects_to_nobody(tmp_path: Path, under: str) -> None:
    """Nor runs a program: at its start, for pages, scorings, streams, or lures to addresses."""
    with noting(tmp_path, under) as server:
        ask_everything(server.port)
        answering = server.worker() if under == OWN else server.process.pid

    seen = noted(tmp_path)
    assert answering in seen.processes
    assert seen.attempts == []


def test_with_the_address_of_an_issuer_it_connects_there_and_nowhere_else(tmp_path: Path) -> None:
    """A token that names a key of its own, at an address of its own, leads nowhere."""
    with key_server() as issuer:
        issuer.body = a_set()
        with noting(tmp_path, OWN, jwks=issuer.url, issuer=ISSUER, audience=AUDIENCE) as server:
            for token, status in (
                (a_token(), 200),
                (a_token(header={"kid": "unknown"}), 401),
                (a_token(header={"jku": "http://198.51.100.7/keys"}), 401),
            ):
                said = b": ".join(bearer(token)).decode()
                assert status_of(exchange(server, plain("GET", "/v1", b"", said))) == status

    there = urlsplit(issuer.url)
    connections = [each for each in noted(tmp_path).attempts if each.startswith("socket.connect ")]
    assert connections
    assert all(f"('{there.hostname}', {there.port})" in each for each in connections)
    assert all(str(there.hostname) in each for each in noted(tmp_path).attempts)


@pytest.mark.skipif(not can("unshare", "--net"), reason="no network name spaces here")
def test_nothing_is_sent_to_another_machine(tmp_path: Path) -> None:
    """By the kernel's count, which one attempt of the test's own raises."""
    alone = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    done = subprocess.run(
        [*alone, sys.executable, "-m", "tests.wire.cut_off", str(tmp_path)],
        env=dict(os.environ),
        cwd=Path.cwd(),
        capture_output=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    ready, asked, tried = json.loads(done.stdout)
    assert (ready, asked) == (0, 0)
    assert tried > 0
