"""The gate lets sound tokens in, remembers them for a while, and nobody else."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from morile_api.language.claims import DEVELOPMENT_ISSUER, EVERYBODY
from morile_api.language.reach import NOBODY
from morile_api.web.access import gate as gates
from morile_api.web.access import key_file
from morile_api.web.access.gate import Gate, gate_of
from morile_api.web.access.tokens import verified
from morile_api.web.exchange import Exchange
from morile_api.web.problems import INVALID_TOKEN, NO_KEYS, NO_TOKEN, Kind
from morile_api.web.settings import BadSettings, Settings
from tests.builders import shipped_catalogue
from tests.issuers import key_server
from tests.tokens import (
    AUDIENCE,
    FORCE,
    ISSUER,
    OTHER_FORCE,
    a_jwk,
    a_set,
    a_token,
    bearer,
    guarded,
    unheard,
)
from tests.wire.asgi import HOST, scope_of

WORDS = shipped_catalogue().vocabularies


def a_gate(settings: Settings) -> Gate:
    found = gate_of(settings, WORDS, unheard)
    assert found is not None
    return found


def an_exchange(*headers: tuple[bytes, bytes], path: str = "/v1") -> Exchange:
    async def send(_: Any) -> None:
        raise AssertionError("the gate sends nothing")

    return Exchange(scope_of("GET", path, [HOST, *headers]), send)


def admitted(gate: Gate, *headers: tuple[bytes, bytes], path: str = "/v1") -> Kind | None:
    return asyncio.run(gate.admit(an_exchange(*headers, path=path)))


def test_without_keys_there_is_no_gate() -> None:
    assert gate_of(Settings(), WORDS, unheard) is None


def test_a_sound_token_says_who_calls_and_for_whom(tmp_path: Path) -> None:
    exchange = an_exchange(bearer(a_token()))

    assert asyncio.run(a_gate(guarded(tmp_path)).admit(exchange)) is None
    assert exchange.client == "records-system"
    assert exchange.reach is not None
    assert exchange.reach.covers(FORCE, None)
    assert not exchange.reach.covers(OTHER_FORCE, None)
    assert exchange.denied is None


@pytest.mark.parametrize(
    ("claims", "client"),
    [
        ({"client_id": None, "azp": "app"}, "app"),
        ({"client_id": None}, "records"),
        ({"client_id": "line\nbreak"}, None),
        ({"client_id": "x" * 129}, None),
    ],
)
def test_only_a_plain_name_of_a_client_reaches_the_log(
    tmp_path: Path, claims: dict[str, Any], client: str | None
) -> None:
    exchange = an_exchange(bearer(a_token(**claims)))

    assert asyncio.run(a_gate(guarded(tmp_path)).admit(exchange)) is None
    assert exchange.client == client


@pytest.mark.parametrize(
    ("header", "kind", "why"),
    [
        (b"", NO_TOKEN, "no-token"),
        (b"Basic dXNlcjpwYXNz", NO_TOKEN, "no-token"),
        (b"Bearerx a.b.c", NO_TOKEN, "no-token"),
        (b"Bearer", INVALID_TOKEN, "form"),
        (b"Bearer ", INVALID_TOKEN, "form"),
        (b"Bearer a.b", INVALID_TOKEN, "form"),
        (b"Bearer a.b.c.d", INVALID_TOKEN, "form"),
        (b"Bearer a.b.c=", INVALID_TOKEN, "form"),
        (b"Bearer a.b.c d", INVALID_TOKEN, "form"),
        (b"Bearer a.b.c, Bearer a.b.c", INVALID_TOKEN, "form"),
        (b"Bearer \xff.b.c", INVALID_TOKEN, "form"),
        (b"Bearer a.b.c", INVALID_TOKEN, "form"),
    ],
)
def test_what_is_no_token_is_told_apart_from_none(
    tmp_path: Path, header: bytes, kind: Kind, why: str
) -> None:
    exchange = an_exchange((b"authorization", header))

    assert asyncio.run(a_gate(guarded(tmp_path)).admit(exchange)) is kind
    assert exchange.denied == why
    assert exchange.reach is NOBODY


def test_the_scheme_has_no_case(tmp_path: Path) -> None:
    """RFC 9110, section 11.1."""
    gate = a_gate(guarded(tmp_path))

    assert admitted(gate, (b"authorization", f"bEARER  {a_token()}".encode())) is None


def test_two_tokens_are_none(tmp_path: Path) -> None:
    """Which of them counts depends on who is asked."""
    gate = a_gate(guarded(tmp_path))

    assert admitted(gate, bearer(a_token()), bearer(a_token())) is INVALID_TOKEN


def test_a_token_has_a_longest_length(tmp_path: Path) -> None:
    gate = a_gate(guarded(tmp_path))

    assert admitted(gate, bearer(a_token(padding="x" * 5_000))) is None
    assert admitted(gate, bearer(a_token(padding="x" * 8_000))) is INVALID_TOKEN


def test_an_organisation_nobody_knows_is_refused(tmp_path: Path) -> None:
    exchange = an_exchange(bearer(a_token(organisation="ATLANTIS")))

    assert asyncio.run(a_gate(guarded(tmp_path)).admit(exchange)) is INVALID_TOKEN
    assert exchange.denied == "organisation"


def test_what_is_open_needs_no_token_and_scores_for_nobody(tmp_path: Path) -> None:
    gate = a_gate(guarded(tmp_path, without_token=("docs",)))

    for path in ("/healthz", "/readyz", "/openapi.json", "/docs"):
        exchange = an_exchange(path=path)
        assert asyncio.run(gate.admit(exchange)) is None
        assert exchange.reach is NOBODY
    assert admitted(gate, path="/metrics") is NO_TOKEN


def verifications(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens whose signature is checked from now on."""
    seen: list[str] = []

    def noted(token: str, *rest: Any) -> Any:
        seen.append(token)
        return verified(token, *rest)

    monkeypatch.setattr(gates, "verified", noted)
    return seen


def test_a_token_is_verified_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, seen = a_gate(guarded(tmp_path)), verifications(monkeypatch)
    one, other = bearer(a_token()), bearer(a_token("ES256"))

    for _ in range(3):
        assert admitted(gate, one) is None
        assert admitted(gate, other) is None

    assert len(seen) == 2


def test_a_refused_token_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither as good, nor in memory that a stranger could fill."""
    gate, seen = a_gate(guarded(tmp_path)), verifications(monkeypatch)
    bad = bearer(a_token(aud="other"))

    for _ in range(3):
        assert admitted(gate, bad) is INVALID_TOKEN

    assert len(seen) == 3
    assert len(gate._known) == 0


def test_a_remembered_token_expires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = a_gate(guarded(tmp_path))
    header = bearer(a_token())
    assert admitted(gate, header) is None

    later = time.time() + 700
    monkeypatch.setattr(time, "time", lambda: later)
    seen = verifications(monkeypatch)

    admitted(gate, header)
    assert len(seen) == 1


def test_a_remembered_token_is_looked_at_again_when_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may not be valid yet by the clock as it is now."""
    gate = a_gate(guarded(tmp_path))
    header = bearer(a_token())
    assert admitted(gate, header) is None

    earlier = time.time() - 1
    monkeypatch.setattr(time, "time", lambda: earlier)
    seen = verifications(monkeypatch)

    assert admitted(gate, header) is None
    assert len(seen) == 1


def test_a_remembered_token_dies_with_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An issuer that takes a key back takes back what it signed."""
    monkeypatch.setattr(key_file, "LOOK_S", 0.0)
    settings = guarded(tmp_path)
    gate, header = a_gate(settings), bearer(a_token("EdDSA"))
    assert admitted(gate, header) is None

    (tmp_path / "jwks.json").write_bytes(a_set(a_jwk("ES256")))

    assert admitted(gate, header) is INVALID_TOKEN
    assert admitted(gate, bearer(a_token("ES256"))) is None


def test_no_more_tokens_are_remembered_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of each its SHA-256 only, so that nobody finds tokens in memory."""
    monkeypatch.setattr(gates, "MOST_KNOWN", 3)
    gate = a_gate(guarded(tmp_path))

    for number in range(10):
        assert admitted(gate, bearer(a_token(jti=str(number)))) is None

    assert len(gate._known) == 3
    assert {len(each) for each in gate._known} == {32}


def test_keys_of_an_address_that_never_answered_mean_come_back_later() -> None:
    """Not that the token is wrong: its owner would throw it away."""
    settings = Settings(jwks="http://127.0.0.1:1/keys", issuer=ISSUER, audience=AUDIENCE)

    assert admitted(a_gate(settings), bearer(a_token())) is NO_KEYS
    assert admitted(a_gate(settings)) is NO_TOKEN


def test_a_service_that_can_check_nobody_lives_and_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a balancer sends callers elsewhere, and nobody starts it again for it."""
    monkeypatch.setattr("morile_api.web.access.key_url.PAUSE_S", 0.0)
    with key_server() as server:
        server.status = 500
        gate = a_gate(Settings(jwks=server.url, issuer=ISSUER, audience=AUDIENCE))
        assert admitted(gate, path="/healthz") is None
        assert admitted(gate, path="/readyz") is NO_KEYS

        server.status, server.body = 200, a_set()

        assert admitted(gate, path="/readyz") is None


def test_a_key_that_is_new_at_the_address_is_fetched_for_the_token_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Roll-over without a refused request."""
    monkeypatch.setattr("morile_api.web.access.key_url.PAUSE_S", 0.0)
    with key_server() as server:
        server.body = a_set(a_jwk("ES256"))
        settings = Settings(jwks=server.url, issuer=ISSUER, audience=AUDIENCE)
        gate = a_gate(settings)
        assert admitted(gate, bearer(a_token("ES256"))) is None

        server.body = a_set(a_jwk("ES256"), a_jwk("EdDSA"))

        assert admitted(gate, bearer(a_token("EdDSA"))) is None
        asked = server.asked
        assert admitted(gate, bearer(a_token("EdDSA", aud="other"))) is INVALID_TOKEN
        assert server.asked == asked


def test_settings_that_contradict_one_another_are_refused(tmp_path: Path) -> None:
    """Also those that no environment was read for."""
    for wrong in (
        Settings(issuer=ISSUER),
        Settings(jwks="x"),
        Settings(without_token=("docs",)),
        guarded(tmp_path, issuer=DEVELOPMENT_ISSUER, host="10.0.0.1"),
    ):
        with pytest.raises(BadSettings):
            gate_of(wrong, WORDS, unheard)


@pytest.mark.parametrize("text", [b"no json", b'{"keys": []}', a_set(a_jwk(d="x"))])
def test_keys_that_cannot_be_used_are_refused_by_the_name_of_the_setting(
    tmp_path: Path, text: bytes
) -> None:
    (tmp_path / "jwks.json").write_bytes(text)

    with pytest.raises(BadSettings, match="MORILE_JWKS"):
        gate_of(guarded(tmp_path), WORDS, unheard)


def test_everybody_is_everybody(tmp_path: Path) -> None:
    exchange = an_exchange(bearer(a_token(organisation="NCA", scope=EVERYBODY)))

    assert asyncio.run(a_gate(guarded(tmp_path)).admit(exchange)) is None
    assert exchange.reach is not None
    everybody = WORDS["organisations"].terms
    assert all(exchange.reach.covers(each.key, None) for each in everybody)
