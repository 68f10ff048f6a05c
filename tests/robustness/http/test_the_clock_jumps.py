"""The clock is set while the service runs: only what is about the time of day changes with it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGTERM
from typing import Any

import pytest

from tests.tokens import AUDIENCE, ISSUER, a_jwk, a_set, a_token, bearer
from tests.wire.clock import COMPILER, Clock
from tests.wire.requests import a_body
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
    said,
    status_of,
)

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(COMPILER is None, reason="no C compiler to build the clock with"),
]

DAY = 86_400
JUMPS = (30 * DAY, -30 * DAY)
A_WHILE = timedelta(hours=1)
PATIENCE_S = 10
BODY = a_body()
SCORING = plain("POST", "/v1/assessments", BODY)
HEAD = (
    b"POST /v1/assessments HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)
SERVERS = pytest.mark.parametrize("under", [OWN, OTHER])


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path)


@contextmanager
def by(clock: Clock, folder: Path, under: str = OWN, **settings: str) -> Iterator[Server]:
    """A service that goes by this clock."""
    port = free_port()
    variables = environment(port=str(port), **settings) | clock.environment
    with running(folder, command(under, port), variables, port) as server:
        yield server


def events(server: Server) -> list[dict[str, Any]]:
    lines = server.log.read_text("utf-8").splitlines()
    told = [json.loads(each) for each in lines if each.startswith("{")]
    return [each for each in told if "status" in each]


def status(server: Server, token: str) -> int:
    header = b": ".join(bearer(token)).decode()
    return status_of(exchange(server, plain("GET", "/v1", b"", header)))


def issued_at(seconds: int, algorithm: str = "EdDSA") -> str:
    """A token of somebody whose clock is off by so much."""
    now = int(time.time()) + seconds
    return a_token(algorithm, iat=now, nbf=now, exp=now + 600, jti=str(seconds))


@SERVERS
def test_a_score_is_the_same_at_any_time(clock: Clock, tmp_path: Path, under: str) -> None:
    """Byte for byte, from the same process, which ends as it should; the log tells the new time."""
    with by(clock, tmp_path, under) as server:
        scored = set()
        for jump in (0, *JUMPS):
            clock.set(jump)
            scored.add(exchange(server, SCORING).partition(b"\r\n\r\n")[2])
        assert len(scored) == 1
        assert server.stop() == (0 if under == OWN else -SIGTERM)

    told = [datetime.fromisoformat(each["time"]) - datetime.now(UTC) for each in events(server)]
    assert abs(told[0]) < A_WHILE
    assert abs(told[-1] - timedelta(seconds=JUMPS[-1])) < A_WHILE


@SERVERS
def test_a_body_on_its_way_is_neither_cut_short_nor_waited_for_longer(
    clock: Clock, tmp_path: Path, under: str
) -> None:
    """What is sent in time is scored, what is not is given up, whatever the clock on the wall says.

    And how long it took is told by a clock that nobody sets.
    """
    with by(clock, tmp_path, under, body_seconds="3") as server:
        for jump in JUMPS:
            with server.connect() as prompt, server.connect() as late:
                for each in (prompt, late):
                    each.sendall(HEAD % len(BODY) + BODY[:5])
                time.sleep(0.3)
                clock.set(jump)
                time.sleep(0.3)
                prompt.sendall(BODY[5:])
                assert status_of(said(prompt)) == 200
                assert status_of(said(late)) == 408
        assert status_of(exchange(server, SCORING)) == 200

    assert all(0 <= each["milliseconds"] < 60_000 for each in events(server))


def test_tokens_go_by_the_clock_and_nothing_is_left_of_a_jump(clock: Clock, tmp_path: Path) -> None:
    """One that was accepted has expired when it is later, and is good again afterwards."""
    keys = tmp_path / "jwks.json"
    keys.write_bytes(a_set(a_jwk("EdDSA")))
    now, later, earlier = issued_at(0), issued_at(2 * DAY), issued_at(-2 * DAY)
    settings = {"jwks": str(keys), "issuer": ISSUER, "audience": AUDIENCE}
    with by(clock, tmp_path, **settings) as server:

        def taken() -> list[int]:
            return [status(server, each) for each in (earlier, now, later)]

        assert taken() == [401, 200, 401]
        clock.set(2 * DAY)
        assert taken() == [401, 401, 200]
        clock.set(0)
        assert taken() == [401, 200, 401]
        clock.set(-2 * DAY)
        assert status(server, earlier) == 200
        assert status(server, a_token(jti="not seen before")) == 401
        clock.set(0)
        assert taken() == [401, 200, 401]


def test_keys_that_are_changed_after_a_jump_are_seen(clock: Clock, tmp_path: Path) -> None:
    """The file is looked at by a clock that nobody sets, as often as before."""
    keys, new = tmp_path / "jwks.json", tmp_path / "jwks.new"
    settings = {"jwks": str(keys), "issuer": ISSUER, "audience": AUDIENCE}
    keys.write_bytes(a_set(a_jwk("EdDSA")))
    with by(clock, tmp_path, **settings) as server:
        for jump, algorithm in zip(JUMPS, ("ES256", "EdDSA"), strict=True):
            clock.set(jump)
            token = issued_at(jump, algorithm)
            assert status(server, token) == 401
            new.write_bytes(a_set(a_jwk(algorithm)))
            new.replace(keys)
            until = time.monotonic() + PATIENCE_S
            while status(server, token) != 200:
                assert time.monotonic() < until
                time.sleep(0.2)
