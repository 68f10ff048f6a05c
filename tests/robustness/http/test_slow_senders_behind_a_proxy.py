"""A body that comes a byte at a time, through each shipped configuration: what each really does.

HAProxy has a deadline for the whole of it. nginx has one from byte to byte only and holds the body
back, so the service's own deadline never sees it: there the number for each address is bounded.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.wire.proxies import DEPLOY, HAPROXY, NGINX, Pair, balanced, where
from tests.wire.requests import a_body
from tests.wire.server import exchange, plain, said, status_of

pytestmark = [pytest.mark.server, pytest.mark.slow]

HEAD = b"POST /v1/assessments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
SLOW = HEAD + b"Content-Length: 500\r\n\r\n{"
SCORING = plain("POST", "/v1/assessments", a_body())
DRIPS = 14
"""Bytes, one a second: past the ten seconds that both configurations give."""

PLACES = 256
"""What nginx lets one address have at once."""


def pair_behind(program: str, folder: Path) -> Iterator[Pair]:
    if where(program) is None:
        pytest.skip(f"{program} is not installed")
    with balanced(program, folder) as pair:
        yield pair


@pytest.fixture(scope="module")
def behind_haproxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    yield from pair_behind(HAPROXY, tmp_path_factory.mktemp(HAPROXY))


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    yield from pair_behind(NGINX, tmp_path_factory.mktemp(NGINX))


def dripped(pair: Pair) -> bytes:
    """What is said to somebody who sends a byte a second; nothing where nothing is."""
    with pair.front.connect() as slow:
        slow.sendall(SLOW)
        slow.settimeout(1)
        for _ in range(DRIPS):
            try:
                return slow.recv(65_536)
            except TimeoutError:
                slow.sendall(b" ")
    return b""


def from_(pair: Pair, address: str) -> socket.socket:
    """A connection that comes from another address of this machine."""
    return socket.create_connection(("127.0.0.1", pair.front.port), 20, (address, 0))


def test_haproxy_gives_a_body_up_however_it_drips(behind_haproxy: Pair) -> None:
    reply = dripped(behind_haproxy)

    assert status_of(reply) == 408
    assert status_of(exchange(behind_haproxy.front, SCORING)) == 200


def test_nginx_waits_for_every_byte_and_nobody_waits_with_it(behind_nginx: Pair) -> None:
    """A known limit of it; the processes behind it have not even heard of the request."""
    assert dripped(behind_nginx) == b""
    assert status_of(exchange(behind_nginx.front, SCORING)) == 200


def test_nginx_bounds_how_many_slow_senders_an_address_has(behind_nginx: Pair) -> None:
    """One that has all its places is put off; another is served, and so is the first later."""
    assert f"limit_conn senders {PLACES};" in (DEPLOY / "nginx.conf").read_text("utf-8")
    with ExitStack() as crowd:
        for _ in range(PLACES):
            crowd.enter_context(from_(behind_nginx, "127.0.0.9")).sendall(SLOW)
        ends = []
        for address in ("127.0.0.9", "127.0.0.8"):
            with from_(behind_nginx, address) as asking:
                asking.sendall(SCORING)
                ends.append(status_of(said(asking)))
    assert ends == [503, 200]

    until = time.monotonic() + 10
    while time.monotonic() < until:
        with from_(behind_nginx, "127.0.0.9") as asking:
            asking.sendall(SCORING)
            if status_of(said(asking)) == 200:
                return
        time.sleep(0.1)
    pytest.fail("the places were not given back")


def test_no_address_of_a_page_stands_in_the_log_of_nginx(behind_nginx: Pair) -> None:
    """Not even when a process is gone, of which nginx would tell with the whole request."""
    behind_nginx.behind[0].stop()
    for _ in range(6):
        reply = exchange(behind_nginx.front, plain("GET", "/v1?zebra4711"))
        assert status_of(reply) < 500

    assert "zebra4711" not in behind_nginx.front.log.read_text("utf-8")
