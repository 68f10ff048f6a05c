"""Keys: Ed25519, private ones in PEM, public ones as JSON Web Keys named by their thumbprint."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from morile_api.language.faults import BadKey, BadSubmission, Code, Fault
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.language.shape import shape_faults
from morile_api.language.signed import KeySet, PublicKey
from morile_api.provenance.strict_base64 import decoded

NOT_ONE = "not an Ed25519 private key in PEM without a passphrase; `morile matrix keygen` makes one"
PRIVATE = "d"
"""The member of a JSON Web Key that is the secret."""

Keyring = Mapping[str, Ed25519PublicKey]
"""Public keys that are trusted, by thumbprint."""


class SigningKey(msgspec.Struct, frozen=True, eq=False):
    """A private key and what may be told of it."""

    private: Ed25519PrivateKey
    public: PublicKey

    def __repr__(self) -> str:
        """Its name only."""
        return f"SigningKey({self.public.kid})"


def new_private_key() -> bytes:
    """A private key that nobody had before, in PEM (PKCS 8)."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signing_key(pem: bytes, where: str = "") -> SigningKey:
    """The key of a PEM text.

    Raises:
        BadKey: it is no such key; nothing of it is repeated.
    """
    try:
        private = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadKey([Fault("", Code.BAD_KEY, NOT_ONE)], where)
    return SigningKey(private, public_key(private.public_key()))


def public_key(key: Ed25519PublicKey) -> PublicKey:
    """A public key as it is published."""
    x = urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
    return PublicKey("OKP", "Ed25519", x, thumbprint(x))


def thumbprint(x: str) -> str:
    """The name of a key that anyone can work out from it (RFC 7638; members as RFC 8037 says)."""
    canonical = f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'
    return urlsafe_b64encode(sha256(canonical.encode()).digest()).rstrip(b"=").decode()


def published(keys: Sequence[SigningKey]) -> KeySet:
    """The public halves, in order."""
    return KeySet([key.public for key in keys])


def keyring(text: bytes, where: str = "") -> Keyring:
    """The keys of a JSON Web Key Set, such as `GET /v1/keys` gives.

    Raises:
        BadKey: with every fault: another kind of key, a wrong name, a secret, none at all.
    """
    try:
        value = untyped(text)
        refuse_duplicates(text)
    except BadSubmission as error:
        raise BadKey(error.faults, where) from None
    faults = shape_faults(value, KeySet)
    if faults:
        raise BadKey(faults, where)
    found: dict[str, Ed25519PublicKey] = {}
    for number, each in enumerate(value["keys"]):
        key = _decoded(each, f"/keys/{number}", faults)
        if key is not None:
            found[each["kid"]] = key
    if not faults and not found:
        faults = [Fault("/keys", Code.TOO_SHORT, "no keys; give at least 1")]
    if faults:
        raise BadKey(faults, where)
    return found


def _decoded(key: dict[str, str], at: str, faults: list[Fault]) -> Ed25519PublicKey | None:
    raw = decoded(key["x"])
    if PRIVATE in key:
        detail = "a private key; keep it secret, and give its public half"
        faults.append(Fault(f"{at}/{PRIVATE}", Code.BAD_KEY, detail))
    elif raw is None or len(raw) != len(bytes(32)):
        faults.append(Fault(f"{at}/x", Code.BAD_KEY, "expected 32 bytes in base64url"))
    elif key["kid"] != thumbprint(key["x"]):
        detail = "not the RFC 7638 thumbprint of this key; copy both from where it is published"
        faults.append(Fault(f"{at}/kid", Code.BAD_KEY, detail))
    else:
        return Ed25519PublicKey.from_public_bytes(raw)
    return None
