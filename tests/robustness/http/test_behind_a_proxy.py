"""Two processes behind HAProxy or nginx, as configured in docs/deploy: no scoring is lost.

They need the programs; where one is absent the tests say so and are skipped.
"""

import http.client
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from morile import Client
from tests.wire.proxies import HAPROXY, NGINX, Pair, balanced, where
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.server import exchange, plain, serving, status_of, wait_until_ready

pytestmark = [pytest.mark.server, pytest.mark.slow]

BODY = a_body(*[a_submission()] * 3)
LOADED_S = 4.0
SENDERS = 4


@pytest.fixture(params=[HAPROXY, NGINX])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    if where(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    with balanced(request.param, tmp_path) as running:
        yield running


def asked(port: int) -> str:
    """How one scoring ends that nobody tries again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    try:
        connection.request("POST", "/v1/assessments", BODY, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        whole = len(reply.read()) > 0
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    return str(reply.status) if whole else "empty"


def under_load(port: int, happening: Callable[[], object]) -> dict[str, int]:
    """How scorings end that go on while something happens; counted."""
    ends: dict[str, int] = {}
    lock, stop = threading.Lock(), threading.Event()

    def send() -> None:
        while not stop.is_set():
            end = asked(port)
            with lock:
                ends[end] = ends.get(end, 0) + 1

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    time.sleep(LOADED_S / 4)
    happening()
    time.sleep(LOADED_S * 3 / 4)
    stop.set()
    for sender in senders:
        sender.join()
    return ends


def test_a_process_that_is_killed_loses_nothing(pair: Pair) -> None:
    """Killed with what it had in hand: the proxy sends that to the other one."""
    ends = under_load(pair.front.port, lambda: os.kill(pair.behind[0].worker(), signal.SIGKILL))

    assert set(ends) == {"200"}


def test_one_that_is_killed_twice_loses_nothing(pair: Pair) -> None:
    def twice() -> None:
        os.kill(pair.behind[0].worker(), signal.SIGKILL)
        wait_until_ready(pair.behind[0])
        time.sleep(0.5)
        os.kill(pair.behind[0].worker(), signal.SIGKILL)

    assert set(under_load(pair.front.port, twice)) == {"200"}


def test_a_process_that_is_stopped_and_started_loses_nothing(pair: Pair, tmp_path: Path) -> None:
    """As for an upgrade: asked to stop, it answers what it has; then another takes its port."""
    first = pair.behind[0]
    again = tmp_path / "again"
    again.mkdir()

    def restart() -> None:
        assert first.stop() == 0
        with serving(again, port=str(first.port)) as second:
            wait_until_ready(second)
            time.sleep(1)

    assert set(under_load(pair.front.port, restart)) == {"200"}


def test_a_process_that_hangs_is_left_out(pair: Pair) -> None:
    """It takes connections and never answers; only the proxy can tell. Nothing is refused."""
    worker = pair.behind[0].worker()

    def hang() -> None:
        os.kill(worker, signal.SIGSTOP)

    try:
        ends = under_load(pair.front.port, hang)
    finally:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGCONT)

    assert set(ends) == {"200"}


def test_a_slow_sender_is_given_up_and_nobody_waits_for_it(pair: Pair) -> None:
    head = b"POST /v1/assessments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with pair.front.connect() as slow:
        slow.sendall(head + b"Content-Length: 500\r\n\r\n{")
        assert status_of(exchange(pair.front, plain("POST", "/v1/assessments", BODY))) == 200
        slow.settimeout(15)
        reply = slow.recv(65_536)

    assert not reply or status_of(reply) == 408


def test_what_the_service_says_comes_through_unchanged(pair: Pair) -> None:
    """The proxy adds nothing to an answer and hides nothing of a refusal."""
    for sent in (BODY, b"{"):
        through = exchange(pair.front, plain("POST", "/v1/assessments", sent))
        behind = exchange(pair.behind[0], plain("POST", "/v1/assessments", sent))
        assert status_of(through) == status_of(behind)
        if sent == BODY:
            assert through.partition(b"\r\n\r\n")[2] == behind.partition(b"\r\n\r\n")[2]


def test_the_client_does_not_notice_the_only_process_dying(tmp_path: Path) -> None:
    """Without a proxy: the process is replaced and the client asks again until it is.

    How long that takes hangs on the machine, so the client may ask often within its deadline.
    """
    with serving(tmp_path) as server, Client(server.url, retries=8) as client:
        scored = 0
        until = time.monotonic() + LOADED_S
        killed = False
        while time.monotonic() < until:
            if not killed and scored > 20:
                os.kill(server.worker(), signal.SIGKILL)
                killed = True
            client.assess(a_submission(), matrix=MATRIX)
            scored += 1

    assert killed
    assert scored > 20
