"""Access of the running service: keys that roll over, issuers that fail, and clients of it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import morile
from morile_api.language.claims import EVERYBODY
from tests.issuers import key_server
from tests.tokens import AUDIENCE, FORCE, ISSUER, OTHER_FORCE, a_jwk, a_set, a_token, bearer
from tests.wire.requests import MATRIX, a_body, a_submission
from tests.wire.server import (
    ALIVE,
    OTHER,
    OWN,
    Server,
    command,
    environment,
    exchange,
    free_port,
    plain,
    running,
    serving,
    status_of,
)

pytestmark = pytest.mark.server

PATIENCE_S = 30


@contextmanager
def guarded(folder: Path, jwks: str, under: str = OWN) -> Iterator[Server]:
    """A service that asks for tokens."""
    with serving(folder, under=under, jwks=jwks, issuer=ISSUER, audience=AUDIENCE) as server:
        yield server


@contextmanager
def not_ready(folder: Path, jwks: str) -> Iterator[Server]:
    """One that lives and has no keys yet."""
    port = free_port()
    settings = environment(jwks=jwks, issuer=ISSUER, audience=AUDIENCE, port=str(port))
    with running(folder, command(OWN, port), settings, port, awaited=ALIVE) as server:
        yield server


SERVERS = pytest.mark.parametrize("under", [OWN, OTHER])


def a_key_file(folder: Path, text: bytes) -> Path:
    path = folder / "jwks.json"
    new = folder / "jwks.new"
    new.write_bytes(text)
    new.replace(path)
    return path


def status(server: Server, token: str | None, path: str = "/v1") -> int:
    headers = [] if token is None else [b": ".join(bearer(token)).decode()]
    return status_of(exchange(server, plain("GET", path, b"", *headers)))


def until(wanted: int, server: Server, token: str) -> None:
    """Come back when a token gets this status; fail when it does not in good time."""
    ends = time.monotonic() + PATIENCE_S
    while status(server, token) != wanted:
        assert time.monotonic() < ends, server.log.read_text("utf-8")
        time.sleep(0.1)


@SERVERS
def test_keys_roll_over_while_it_serves(tmp_path: Path, under: str) -> None:
    """The new key is taken, a broken file changes nothing, and a key that goes takes its tokens."""
    old, new = a_token("EdDSA"), a_token("ES256")
    path = a_key_file(tmp_path, a_set(a_jwk("EdDSA")))
    with guarded(tmp_path, str(path), under) as server:
        assert (status(server, old), status(server, new), status(server, None)) == (200, 401, 401)
        assert status(server, None, "/healthz") == 200

        a_key_file(tmp_path, a_set(a_jwk("EdDSA"), a_jwk("ES256")))
        until(200, server, new)
        assert status(server, old) == 200

        a_key_file(tmp_path, b"no key set")
        time.sleep(1.5)
        assert (status(server, old), status(server, new)) == (200, 200)

        a_key_file(tmp_path, a_set(a_jwk("ES256")))
        until(401, server, old)
        assert status(server, new) == 200

    log = server.log.read_text("utf-8")
    assert "MORILE_JWKS is not used" in log
    assert not any(part in log for token in (old, new) for part in token.split("."))


@SERVERS
def test_an_issuer_that_fails_stops_nobody_who_was_known(tmp_path: Path, under: str) -> None:
    with key_server() as issuer:
        issuer.body = a_set(a_jwk("EdDSA"))
        with guarded(tmp_path, issuer.url, under) as server:
            assert status(server, a_token("EdDSA")) == 200
            issuer.status = 500

            for number in range(50):
                assert status(server, a_token(header={"kid": f"unknown-{number}"})) == 401
            assert status(server, a_token("EdDSA", jti="another")) == 200
            assert issuer.asked <= 3


def test_an_issuer_that_drips_holds_up_nobody_else(tmp_path: Path) -> None:
    """Its answer would take half a minute; health and known callers do not wait for it."""
    with key_server() as issuer:
        issuer.body, issuer.drips = a_set(a_jwk("EdDSA")) + b" " * 300, True
        with not_ready(tmp_path, issuer.url) as server:
            assert status(server, None, "/healthz") == 200
            assert status(server, None, "/readyz") == 503
            assert status(server, a_token("EdDSA")) == 503
            assert status(server, None) == 401


def test_it_does_not_start_with_half_of_the_settings(tmp_path: Path) -> None:
    path = a_key_file(tmp_path, a_set())
    for chosen in ({"jwks": str(path)}, {"issuer": ISSUER, "audience": AUDIENCE}):
        done = subprocess.run(
            [sys.executable, "-m", "morile_api"],
            env=environment(port=str(free_port()), **chosen),
            capture_output=True,
            timeout=PATIENCE_S,
        )
        assert done.returncode == 2
        assert b"together, or none of them" in done.stderr


def test_the_development_issuer_is_refused_where_others_reach(tmp_path: Path) -> None:
    path = a_key_file(tmp_path, a_set())
    done = subprocess.run(
        [sys.executable, "-m", "morile_api"],
        env=environment(
            **{"jwks": str(path), "issuer": "urn:morile:development", "audience": "x"},
            **{"host": "0.0.0.0", "port": str(free_port())},  # noqa: S104
        ),
        capture_output=True,
        timeout=PATIENCE_S,
    )

    assert done.returncode == 2
    assert b"MORILE_ISSUER" in done.stderr


def test_clients_take_their_token_from_a_file_and_are_told_when_it_does_not_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the file that somebody renews, through the service, to an exception that says it."""
    keys = a_key_file(tmp_path, a_set())
    file = tmp_path / "token"
    file.write_text(a_token(), "ascii")
    ours, theirs = a_submission(), a_submission(organisation=OTHER_FORCE)
    with guarded(tmp_path, str(keys)) as server:
        with (
            morile.Client(server.url) as stranger,
            pytest.raises(morile.Denied, match="A token is needed"),
        ):
            stranger.matrices()

        monkeypatch.setenv("MORILE_TOKEN_FILE", str(file))
        with morile.Client(server.url, matrix=MATRIX) as client:
            assert client.assess(ours).band == "moderate"
            with pytest.raises(morile.BadSubmission, match="not-your-organisation"):
                client.assess(theirs)
            for many in (client.assess_many, client.assess_stream):
                one, other = many([ours, theirs])
                assert isinstance(one, morile.Assessed)
                assert isinstance(other, morile.Refused)
                assert other.problem.status == 403
            with pytest.raises(morile.BadSubmission, match="/submissions/1/organisation"):
                client.replay([ours, theirs], to=MATRIX)

            file.write_text(a_token(organisation="NCA", scope=EVERYBODY), "ascii")
            assert client.assess(theirs).band == "moderate"

            file.write_text(a_token(exp=1), "ascii")
            with pytest.raises(morile.Denied, match="not accepted") as denied:
                client.assess(ours)
        assert denied.value.status == 401
        assert asyncio.run(_denied_later(server.url)) == 401


async def _denied_later(url: str) -> int:
    async with morile.AsyncClient(url) as client:
        with pytest.raises(morile.Denied) as denied:
            await client.matrices()
    return denied.value.status


def test_refused_tokens_with_bodies_leave_the_connection_in_order(tmp_path: Path) -> None:
    """The body is not read: the connection is closed, and nothing of it passes for a request."""
    keys = a_key_file(tmp_path, a_set())
    hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with guarded(tmp_path, str(keys)) as server:
        body = a_body(a_submission(ref="x" * 100)) + hidden
        head = (
            f"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
            f"\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        reply = exchange(server, head.encode() + body)

    assert reply.count(b"HTTP/1.1 ") == 1
    assert status_of(reply) == 401
    assert FORCE.encode() not in reply
