"""Keys: read strictly, named by what they are, and never shown."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ed448, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from morile_api.language.faults import BadKey
from morile_api.provenance.keys import keyring, new_private_key, signing_key, thumbprint
from tests.builders import as_json, codes
from tests.signed import SECRETS, a_key, a_key_set, a_pem

X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
NAME = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def faults_of(key_set: object) -> list[tuple[str, str]]:
    with pytest.raises(BadKey) as refused:
        keyring(key_set if isinstance(key_set, bytes) else as_json(key_set))
    return codes(refused.value.faults)


def one(**more: object) -> dict[str, list[dict[str, object]]]:
    return {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": X, "kid": NAME, **more}]}


def test_a_key_has_the_name_that_rfc_8037_gives_it() -> None:
    """Appendices A.2 and A.3, whose key is that of RFC 8032, section 7.1, test 1."""
    key = a_key().public

    assert (key.x, key.kid) == (X, NAME)
    assert thumbprint(X) == NAME


def test_what_is_published_can_be_read_and_holds_no_secret() -> None:
    ring = keyring(a_key_set("ours", "theirs"))

    assert list(ring) == [a_key("ours").public.kid, a_key("theirs").public.kid]
    assert all("d" not in key for key in json.loads(a_key_set("ours", "theirs"))["keys"])


def test_a_new_key_is_another_each_time() -> None:
    one, other = (signing_key(new_private_key()).public.kid for _ in range(2))

    assert one != other


def test_a_key_does_not_show_itself() -> None:
    """Not where a program prints it by mistake."""
    assert repr(a_key()) == f"SigningKey({NAME})"
    assert SECRETS["ours"] not in repr(a_key())


def test_what_is_no_such_private_key_is_refused_and_not_repeated() -> None:
    """Another kind, one behind a passphrase, a public one, garbage."""
    plain = Encoding.PEM, PrivateFormat.PKCS8
    secret = BestAvailableEncryption(b"a passphrase")
    others = [
        rsa.generate_private_key(65_537, 2_048).private_bytes(*plain, NoEncryption()),
        ed448.Ed448PrivateKey.generate().private_bytes(*plain, NoEncryption()),
        Ed25519PrivateKey.generate().private_bytes(*plain, secret),
        a_pem()[:-40],
        b"",
        b"zebra_canary_4711",
    ]
    for pem in others:
        with pytest.raises(BadKey) as refused:
            signing_key(pem, "key.pem")
        assert codes(refused.value.faults) == [("", "bad-key")]
        assert "zebra" not in str(refused.value)


@pytest.mark.parametrize(
    ("key_set", "expected"),
    [
        ({"keys": []}, [("/keys", "too-short")]),
        ({}, [("/keys", "missing-member")]),
        (b"[", [("", "not-json")]),
        (b'{"keys": [], "keys": []}', [("", "duplicate-member")]),
        (one(d="nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"), [("/keys/0/d", "bad-key")]),
        (one(kid=NAME[:-1] + "l"), [("/keys/0/kid", "bad-key")]),
        (one(x=X[:-2]), [("/keys/0/x", "bad-key")]),
        (one(x=X + "="), [("/keys/0/x", "bad-key")]),
        (one(kty="EC"), [("/keys/0/kty", "not-a-choice")]),
        (one(crv="Ed448"), [("/keys/0/crv", "not-a-choice")]),
        (one(alg="none"), [("/keys/0/alg", "not-a-choice")]),
        (one(use="enc"), [("/keys/0/use", "not-a-choice")]),
    ],
)
def test_a_set_that_is_not_just_public_ed25519_keys_is_refused(
    key_set: object, expected: list[tuple[str, str]]
) -> None:
    """A secret among them above all: whoever reads this file could sign."""
    assert faults_of(key_set) == expected


def test_members_that_other_programs_add_are_passed_over() -> None:
    """RFC 7517, section 4."""
    assert list(keyring(as_json(one(key_ops=["verify"])))) == [NAME]
