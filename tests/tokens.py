"""An issuer of tokens, as a force's identity provider is one: keys, the set of them, and tokens."""

import json
import time
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import get_default_algorithms

from morile_api.web.access.key_set import KeySet, read_key_set
from morile_api.web.settings import Settings

ISSUER = "https://issuer.example/realms/police"
AUDIENCE = "https://scores.example"
FORCE = "E23000029"
UNIT = "SEROCU"
"""The regional unit of that force."""
OTHER_FORCE = "E23000002"
"""Of another region."""

_KEYS: dict[str, Any] = {
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "RS256": rsa.generate_private_key(65_537, 2_048),
}
_KEYS["PS256"] = _KEYS["RS256"]


def private_key(algorithm: str = "EdDSA") -> Any:
    """The key this issuer signs with."""
    return _KEYS[algorithm]


def jwk_of(key: Any, algorithm: str, **members: Any) -> dict[str, Any]:
    """The public half of a key as a JWK."""
    made: Any = get_default_algorithms()[algorithm]
    public: dict[str, Any] = made.to_jwk(key.public_key(), as_dict=True)
    public.pop("key_ops", None)
    return {**public, **members}


def a_jwk(algorithm: str = "EdDSA", **members: Any) -> dict[str, Any]:
    """A key of this issuer, its id the name of its algorithm."""
    return jwk_of(_KEYS[algorithm], algorithm, **{"kid": algorithm, "use": "sig", **members})


def a_set(*jwks: dict[str, Any]) -> bytes:
    """The text of a key set; with all keys of this issuer where none is given."""
    return json.dumps({"keys": list(jwks) or [a_jwk(each) for each in _KEYS]}).encode()


def the_keys() -> KeySet:
    """All keys of this issuer."""
    return read_key_set(a_set(), development=False)


def claims_of(**changes: Any) -> dict[str, Any]:
    """Claims of a token for a force that lasts ten minutes; those that are None are left out."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "records",
        "client_id": "records-system",
        "iat": now,
        "nbf": now,
        "exp": now + 600,
        "organisation": FORCE,
    }
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def a_token(
    algorithm: str = "EdDSA", header: dict[str, Any] | None = None, key: Any = None, **claims: Any
) -> str:
    """A token of this issuer; members of its header that are None are left out."""
    said = {"typ": "at+jwt", "kid": algorithm, **(header or {})}
    said = {name: value for name, value in said.items() if value is not None or name == "typ"}
    return jwt.encode(claims_of(**claims), key or _KEYS[algorithm], algorithm, headers=said)


def bearer(token: str) -> tuple[bytes, bytes]:
    """The header that carries a token."""
    return (b"authorization", f"Bearer {token}".encode())


def guarded(folder: Path, **changes: Any) -> Settings:
    """Settings of a service whose callers need tokens of this issuer."""
    path = folder / "jwks.json"
    if not path.exists():
        path.write_bytes(a_set())
    settings = {"jwks": str(path), "issuer": ISSUER, "audience": AUDIENCE, "log_level": "error"}
    return Settings(**{**settings, **changes})


def unheard(notice: str) -> None:
    """Takes what is told where a test does not ask for it."""
    assert notice
