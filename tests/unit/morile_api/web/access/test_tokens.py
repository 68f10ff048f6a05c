"""A token is accepted when all of it is sound, and refused for its first flaw."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from morile_api.web.access.key_set import read_key_set
from morile_api.web.access.tokens import (
    LEEWAY_S,
    LONGEST_LIFE_S,
    BadToken,
    Expected,
    Why,
    verified,
)
from tests.tokens import (
    AUDIENCE,
    FORCE,
    ISSUER,
    a_jwk,
    a_set,
    a_token,
    claims_of,
    private_key,
    the_keys,
)

EXPECTED = Expected(ISSUER, AUDIENCE)

SIGNED = ["EdDSA", "ES256", "RS256", "PS256"]


def refused(token: str) -> Why:
    with pytest.raises(BadToken) as error:
        verified(token, the_keys(), EXPECTED)
    return error.value.why


def part(value: Any) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


@pytest.mark.parametrize("algorithm", SIGNED)
def test_a_sound_token_gives_its_claims(algorithm: str) -> None:
    claims = verified(a_token(algorithm, scope="a b"), the_keys(), EXPECTED)

    assert (claims.organisation, claims.scope, claims.client_id) == (FORCE, "a b", "records-system")


@pytest.mark.parametrize("kind", ["at+jwt", "AT+JWT", "application/at+jwt", "JWT"])
def test_these_types_of_token_give_access(kind: str) -> None:
    """RFC 9068, and what issuers of before it write."""
    verified(a_token(header={"typ": kind}), the_keys(), EXPECTED)


@pytest.mark.parametrize("kind", ["id+jwt", "dpop+jwt", "logout+jwt", "", None])
def test_tokens_for_something_else_do_not(kind: str | None) -> None:
    """A token of the same issuer for another purpose opens nothing (RFC 8725, section 3.11)."""
    assert refused(a_token(header={"typ": kind})) is Why.HEADER


@pytest.mark.parametrize(
    "member",
    [
        {"jwk": a_jwk()},
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example/cert"},
        {"x5c": ["MII"]},
        {"crit": ["exp"], "exp": 1},
        {"crit": ["b64"], "b64": True},
        {"zip": "DEF"},
    ],
)
def test_a_header_that_brings_a_key_or_rules_of_its_own_is_refused(member: dict[str, Any]) -> None:
    """Signed with the right key all the same."""
    header = part({"typ": "at+jwt", "alg": "EdDSA", "kid": "EdDSA", **member})
    text = f"{header}.{part(claims_of())}"
    token = f"{text}.{part(private_key().sign(text.encode()))}"

    assert refused(token) in (Why.HEADER, Why.FORM)


def test_nothing_is_accepted_unsigned() -> None:
    for name in ("none", "None", "NONE", "nOnE"):
        header = part({"typ": "at+jwt", "alg": name, "kid": "EdDSA"})
        assert refused(f"{header}.{part(claims_of())}.{part(b'')}") in (Why.ALGORITHM, Why.FORM)


@pytest.mark.parametrize("algorithm", ["EdDSA", "ES256", "RS256"])
@pytest.mark.parametrize("encoding", ["pem", "jwk", "raw"])
def test_a_public_key_is_no_shared_secret(algorithm: str, encoding: str) -> None:
    """The classic confusion: HMAC, keyed with what everybody may read."""
    public = private_key(algorithm).public_key()
    secrets: dict[str, Callable[[], bytes]] = {
        "pem": lambda: public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "jwk": lambda: json.dumps(a_jwk(algorithm)).encode(),
        "raw": lambda: public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    }
    text = f"{part({'typ': 'at+jwt', 'alg': 'HS256', 'kid': algorithm})}.{part(claims_of())}"
    mac = hmac.new(secrets[encoding](), text.encode(), hashlib.sha256).digest()

    assert refused(f"{text}.{part(mac)}") is Why.ALGORITHM


def test_an_algorithm_that_is_not_the_keys_own_is_refused() -> None:
    """A set of the issuer says what each key is for."""
    keys = read_key_set(a_set(a_jwk("RS256", alg="PS256", kid="RS256")), development=False)

    with pytest.raises(BadToken) as error:
        verified(a_token("RS256"), keys, EXPECTED)

    assert error.value.why is Why.ALGORITHM


def test_the_key_of_another_kind_is_refused() -> None:
    assert refused(a_token("EdDSA", header={"kid": "RS256"})) is Why.ALGORITHM


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ({"kid": "unknown"}, Why.UNKNOWN_KEY),
        ({"kid": None}, Why.HEADER),
        ({"kid": ""}, Why.UNKNOWN_KEY),
    ],
)
def test_a_token_names_its_key(header: dict[str, Any], why: Why) -> None:
    """No key is tried out."""
    assert refused(a_token(header=header)) is why


def test_a_token_of_another_key_is_refused() -> None:
    stranger = ed25519.Ed25519PrivateKey.generate()

    assert refused(a_token(key=stranger)) is Why.SIGNATURE


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"exp": NOW - 3_600}, Why.EXPIRED),
        ({"exp": NOW - LEEWAY_S - 5}, Why.EXPIRED),
        ({"nbf": NOW + 3_600}, Why.NOT_YET),
        ({"iat": NOW + 3_600}, Why.NOT_YET),
        ({"iss": "https://other.example"}, Why.ISSUER),
        ({"iss": ISSUER + "/"}, Why.ISSUER),
        ({"aud": "https://other.example"}, Why.AUDIENCE),
        ({"aud": [AUDIENCE + "x"]}, Why.AUDIENCE),
        ({"aud": []}, Why.CLAIMS),
        ({"exp": None}, Why.CLAIMS),
        ({"iat": None}, Why.CLAIMS),
        ({"iss": None}, Why.CLAIMS),
        ({"aud": None}, Why.CLAIMS),
        ({"sub": None}, Why.CLAIMS),
        ({"organisation": None}, Why.CLAIMS),
        ({"organisation": ""}, Why.CLAIMS),
        ({"organisation": []}, Why.CLAIMS),
        ({"organisation": {"of": FORCE}}, Why.CLAIMS),
        ({"organisation": 7}, Why.CLAIMS),
        ({"organisation": [FORCE] * 101}, Why.CLAIMS),
        ({"scope": ["morile:all"]}, Why.CLAIMS),
        ({"exp": "9999999999"}, Why.CLAIMS),
        ({"exp": True}, Why.EXPIRED),
        ({"exp": float("inf")}, Why.CLAIMS),
        ({"exp": float("nan")}, Why.CLAIMS),
        ({"exp": "soon"}, Why.CLAIMS),
        ({"exp": 10**400}, Why.CLAIMS),
        ({"iat": 10**400}, Why.NOT_YET),
        ({"iat": float("nan")}, Why.CLAIMS),
        ({"iat": float("inf")}, Why.CLAIMS),
        ({"iat": "x"}, Why.CLAIMS),
        ({"nbf": []}, Why.CLAIMS),
    ],
)
def test_claims_that_do_not_hold_are_refused(claims: dict[str, Any], why: Why) -> None:
    assert refused(a_token(**claims)) is why


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": NOW + LONGEST_LIFE_S + 1, "iat": NOW},
        {"exp": NOW + 3_600, "iat": NOW - LONGEST_LIFE_S},
        {"exp": 10**30},
        {"exp": 1e300},
        {"iat": -1},
        {"iat": -(10**30)},
    ],
)
def test_a_token_that_is_good_for_more_than_a_day_is_refused(claims: dict[str, Any]) -> None:
    """Counted from when it was issued, whatever is left of it: whoever found it has it as long."""
    assert refused(a_token(**claims)) is Why.LIFE


def test_one_that_is_good_for_a_day_is_not() -> None:
    assert LONGEST_LIFE_S == 24 * 60 * 60
    verified(a_token(iat=NOW, exp=NOW + 24 * 60 * 60), the_keys(), EXPECTED)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["https://other.example", AUDIENCE]},
        {"nbf": None},
        {"client_id": None},
        {"organisation": [FORCE, "NCA"]},
    ],
)
def test_lists_are_lists_and_some_claims_need_not_stand(claims: dict[str, Any]) -> None:
    verified(a_token(**claims), the_keys(), EXPECTED)


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -10), ("nbf", 10), ("iat", 10)])
def test_clocks_may_differ_a_little(claim: str, seconds: int) -> None:
    changed: dict[str, Any] = {claim: int(time.time()) + seconds}

    verified(a_token(**changed), the_keys(), EXPECTED)


@pytest.mark.parametrize(
    "token",
    [
        "a.b.c",
        "..",
        f"{part([])}.{part({})}.{part(b'x')}",
        f"{part(b'{')}.{part({})}.{part(b'x')}",
        f"{part(b'[' * 5_000)}.{part({})}.{part(b'x')}",
        f"{part({'alg': ['EdDSA'], 'typ': 'JWT', 'kid': 'EdDSA'})}.{part({})}.{part(b'x')}",
        f"{part({'alg': 'EdDSA', 'typ': 7, 'kid': 'EdDSA'})}.{part({})}.{part(b'x')}",
        f"{part({'alg': 'EdDSA', 'typ': 'JWT', 'kid': ['EdDSA']})}.{part({})}.{part(b'x')}",
    ],
)
def test_what_is_no_token_is_refused_and_breaks_nothing(token: str) -> None:
    assert refused(token) in (Why.FORM, Why.HEADER, Why.ALGORITHM)


@pytest.mark.parametrize("payload", [b"[]", b"7", b"{", b"\xff", b"[" * 5_000])
def test_a_signed_payload_that_is_no_object_is_refused(payload: bytes) -> None:
    text = f"{part({'typ': 'JWT', 'alg': 'EdDSA', 'kid': 'EdDSA'})}.{part(payload)}"

    assert refused(f"{text}.{part(private_key().sign(text.encode()))}") is Why.CLAIMS
