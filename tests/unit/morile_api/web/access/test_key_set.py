"""Of a key set what may verify a token is taken, and what nobody should hold is refused."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa

from morile_api.language.claims import DEVELOPMENT_KEY
from morile_api.web.access.key_set import LONGEST_SET, BadKeySet, read_key_set
from tests.tokens import a_jwk, a_set, jwk_of, private_key


def algorithms(*jwks: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found = read_key_set(json.dumps({"keys": jwks}).encode(), development=False)
    return {name: key.algorithms for name, key in found.keys.items()}


def test_a_key_is_good_for_the_algorithms_of_its_kind() -> None:
    assert algorithms(a_jwk("EdDSA"), a_jwk("ES256"), a_jwk("RS256")) == {
        "EdDSA": ("EdDSA",),
        "ES256": ("ES256",),
        "RS256": ("RS256", "PS256"),
    }


def test_the_algorithm_of_a_key_is_the_only_one() -> None:
    """Its owner says what it is used for."""
    assert algorithms(a_jwk("RS256", alg="PS256")) == {"RS256": ("PS256",)}


WEAK = jwk_of(rsa.generate_private_key(65_537, 1_024), "RS256", kid="weak")  # noqa: S505
OTHER_CURVE = jwk_of(ec.generate_private_key(ec.SECP384R1()), "ES384", kid="curve")
ED448 = jwk_of(ed448.Ed448PrivateKey.generate(), "EdDSA", kid="ed448")


@pytest.mark.parametrize(
    "jwk",
    [
        {"kty": "oct", "kid": "shared", "k": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"},
        {"kty": "none", "kid": "x"},
        {"kid": "x"},
        {},
        a_jwk(kid=None),
        a_jwk(kid=""),
        a_jwk(kid=7),
        a_jwk(use="enc"),
        a_jwk(key_ops=["sign"]),
        a_jwk(key_ops="verify"),
        a_jwk(alg="ES256"),
        a_jwk(alg="HS256"),
        a_jwk("RS256", alg="RS384"),
        a_jwk(x="AA"),
        a_jwk(x=None),
        a_jwk(crv=["Ed25519"]),
        WEAK,
        OTHER_CURVE,
        ED448,
    ],
)
def test_what_cannot_verify_a_token_is_left_out(jwk: dict[str, Any]) -> None:
    """An issuer may publish keys for other purposes beside; shared secrets verify nothing here."""
    assert algorithms(jwk, a_jwk("ES256")) == {"ES256": ("ES256",)}


def refused(text: bytes, development: bool = False) -> str:
    with pytest.raises(BadKeySet) as error:
        read_key_set(text, development)
    return str(error.value)


def test_a_private_key_is_refused_with_the_whole_set() -> None:
    """Whoever put it there gave it away."""
    assert "private key" in refused(a_set(a_jwk(d="c2VjcmV0"), a_jwk("ES256")))


def test_two_keys_of_one_name_are_refused() -> None:
    """Which of them is meant nobody could say."""
    assert "same kid" in refused(a_set(a_jwk(), a_jwk("ES256", kid="EdDSA")))


def test_a_development_key_is_for_development() -> None:
    text = a_set(a_jwk(kid=f"{DEVELOPMENT_KEY}1"))

    assert "development key" in refused(text)
    assert len(read_key_set(text, development=True).keys) == 1


@pytest.mark.parametrize(
    "text",
    [b"", b"no json", b"\xff", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [1]}', b"[" * 100_000],
)
def test_what_is_no_key_set_is_refused(text: bytes) -> None:
    assert "not a JWK Set" in refused(text)


def test_a_set_has_a_limit() -> None:
    assert "longer" in refused(b" " * (LONGEST_SET + 1))


def test_an_empty_set_is_one() -> None:
    """So an issuer may take every key back."""
    assert read_key_set(b'{"keys": []}', development=False).keys == {}


def test_the_digest_tells_texts_apart() -> None:
    one, other = (read_key_set(a_set(a_jwk(kid=name)), False) for name in ("a", "b"))

    assert one.digest != other.digest
    assert private_key("RS256").key_size == 2_048
