"""What is small is answered while what is large is worked on, and too much of that is put off."""

import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from morile_api.web.batches import SHORT_BYTES
from tests.wire.requests import a_body, a_submission
from tests.wire.server import Server, exchange, plain, said, serving, status_of

pytestmark = pytest.mark.server

VECTOR = "thematic@1.0.0/PH:none/PS:unknown/FI:unknown/CO:unknown/PE:unknown/EN:unknown"
VECTOR += "/CF:unknown/VO:low|moderate/TR:rising/RE:none/EC:minor/CA:substantial/CB:minor"
THREAT = {key: text for key, text in a_submission().items() if key != "levels"} | {"vector": VECTOR}

ROWS = 1_000
"""As many as go into the longest body that may wait."""

SENDERS = 24
"""More than the one that is worked on and those that may wait."""


def batch(**wishes: Any) -> bytes:
    """A request that takes a good part of a second, just short enough to wait for its turn."""
    body = a_body(*[THREAT] * ROWS, matrix="thematic@1.0.0", **wishes)
    assert SHORT_BYTES * 0.8 < len(body) <= SHORT_BYTES
    return plain("POST", "/v1/assessments", body)


@pytest.mark.parametrize("wishes", [{"flips": 5}, {"sentence": True, "flips": 5, "explain": True}])
def test_health_and_single_scorings_are_answered_before_a_batch_that_came_first(
    tmp_path: Path, wishes: dict[str, Any]
) -> None:
    with serving(tmp_path) as server, server.connect() as connection:
        connection.sendall(batch(**wishes))
        ends = small(server)
        connection.setblocking(False)
        with pytest.raises(BlockingIOError):
            connection.recv(1)
        connection.settimeout(20)
        assert status_of(said(connection)) == 200

    assert ends == (200, 200)


def small(server: Server) -> tuple[int, int]:
    """How a probe and a single scoring end."""
    scoring = plain("POST", "/v1/assessments", a_body())
    return status_of(exchange(server, plain("GET", "/healthz"))), status_of(
        exchange(server, scoring)
    )


def test_more_short_batches_than_may_wait_are_put_off(tmp_path: Path) -> None:
    """With 503 and when to come again; none is left without an answer, and probes go on."""
    replies: list[bytes] = []
    with serving(tmp_path, max_concurrent="1") as server:
        request = batch(distribution=True)
        senders = [
            threading.Thread(target=lambda: replies.append(exchange(server, request)))
            for _ in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        while any(sender.is_alive() for sender in senders):
            assert small(server) == (200, 200)

    ends = Counter(map(status_of, replies))
    assert set(ends) == {200, 503}
    assert ends.total() == SENDERS
    assert all(b"retry-after: 1" in each for each in replies if status_of(each) == 503)
