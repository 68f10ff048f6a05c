"""Key set: the public keys of an issuer, read from a JWK Set (RFC 7517)."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import jwt
import msgspec
from jwt.algorithms import get_default_algorithms

from morile_api.language.claims import DEVELOPMENT_KEY

OF_RSA = ("RS256", "PS256")
OF_CURVE = {("EC", "P-256"): ("ES256",), ("OKP", "Ed25519"): ("EdDSA",)}

ALGORITHMS = frozenset({*OF_RSA, "ES256", "EdDSA"})
"""All that a token may be signed with: none of them works with a shared secret."""

PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth"})
"""Members of a key that nobody but its owner may hold."""

LONGEST_SET = 262_144
"""Bytes; sets have a few hundred a key."""


class BadKeySet(Exception):
    """A key set cannot be used; the text says why and repeats nothing of it."""


class Key(msgspec.Struct, frozen=True, eq=False):
    """A public key, and the algorithms it may be used with."""

    public: Any
    algorithms: tuple[str, ...]


class KeySet(msgspec.Struct, frozen=True, eq=False):
    """Keys by their id; `digest` tells one text of a set from another."""

    keys: Mapping[str, Key]
    digest: bytes


class Listed(msgspec.Struct, frozen=True):
    """A JWK Set; of each key the members stay as they are written."""

    keys: list[dict[str, Any]]


def read_key_set(text: bytes, development: bool) -> KeySet:
    """The keys of a set that tokens may be signed with; others are left out.

    Args:
        text: JSON.
        development: whether keys of `morile dev-token` may be among them.

    Raises:
        BadKeySet: it is no key set, or one that nobody should use.
    """
    if len(text) > LONGEST_SET:
        raise BadKeySet(f"longer than {LONGEST_SET} bytes")
    try:
        listed = msgspec.json.decode(text, type=Listed).keys
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadKeySet('not a JWK Set: {"keys": [...]} in JSON') from None
    found: dict[str, Key] = {}
    for each in listed:
        name, key = _named(each)
        if key is None:
            continue
        if name in found:
            raise BadKeySet("two keys have the same kid; give each its own")
        if name.startswith(DEVELOPMENT_KEY) and not development:
            raise BadKeySet("it holds a development key, which anybody may have made")
        found[name] = key
    return KeySet(found, sha256(text).digest())


def _named(jwk: Mapping[str, Any]) -> tuple[str, Key | None]:
    """The id and key of a member; None for one that is not for verifying what we accept.

    Raises:
        BadKeySet: it holds what must stay secret.
    """
    if jwk.get("kty") in ("RSA", "EC", "OKP") and not PRIVATE.isdisjoint(jwk):
        raise BadKeySet("it holds a private key; publish the public half only")
    name = jwk.get("kid")
    if not isinstance(name, str) or not name or not _is_for_verifying(jwk):
        return "", None
    fitting = OF_RSA if jwk.get("kty") == "RSA" else _of_curve(jwk)
    own = jwk.get("alg")
    algorithms = fitting if own is None else tuple(each for each in fitting if each == own)
    return name, _key(jwk, algorithms) if algorithms else None


def _of_curve(jwk: Mapping[str, Any]) -> tuple[str, ...]:
    kind, curve = jwk.get("kty"), jwk.get("crv")
    if not isinstance(kind, str) or not isinstance(curve, str):
        return ()
    return OF_CURVE.get((kind, curve), ())


def _is_for_verifying(jwk: Mapping[str, Any]) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    return (
        jwk.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations
    )


def _key(jwk: Mapping[str, Any], algorithms: tuple[str, ...]) -> Key | None:
    algorithm: Any = get_default_algorithms()[algorithms[0]]
    try:
        public = algorithm.from_jwk(dict(jwk))
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    return None if algorithm.check_key_length(public) else Key(public, algorithms)
