"""Signed words: envelopes as DSSE has them, public keys as JSON Web Keys, and their kinds."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

ASSESSMENTS = "application/vnd.morile.assessment+json"
"""The kind of a payload that is about an answer: what was scored and what came out."""

MATRIX = "application/vnd.morile.matrix+json"
"""The kind of a payload that is about the file of a matrix."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature, and a hint which key made it: whose it is only checking tells."""

    keyid: Annotated[str, Meta(description="RFC 7638 thumbprint of the public key.")]
    sig: Annotated[str, Meta(description="Ed25519 over the DSSE encoding of kind and payload.")]


class Envelope(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"payload_type": "payloadType"},
):
    """A DSSE envelope; `payload` and `sig` are in base64. Members are named as DSSE names them."""

    payload: str
    payload_type: str
    signatures: list[Signature]


class PublicKey(msgspec.Struct, frozen=True):
    """An Ed25519 public key as a JSON Web Key (RFC 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str
    kid: str
    use: Literal["sig"] = "sig"
    alg: Literal["EdDSA"] = "EdDSA"


class KeySet(msgspec.Struct, frozen=True):
    """Public keys; those of a service are the one it signs with, first, and any others it used."""

    keys: list[PublicKey]


class VouchedFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed of a matrix: the SHA-256 of its file, and which version that is."""

    digest: str
    matrix: str
    version: str
