"""Seals: DSSE envelopes signed with Ed25519, and opened only by keys that are trusted.

The signature is over the kind and the payload as bytes, so nothing need be written canonically
again to check it (Dead Simple Signing Envelope, protocol 1.0).
"""

from base64 import b64encode
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature

from morile_api.language.faults import Code, Fault, NotVerified
from morile_api.language.shape import shape_faults
from morile_api.language.signed import Envelope, Signature
from morile_api.provenance.keys import Keyring, SigningKey
from morile_api.provenance.strict_base64 import decoded_standard


class Opened(msgspec.Struct, frozen=True):
    """What an envelope held, and the thumbprint of the key that signed it."""

    payload: bytes
    key: str


def encoded(kind: str, payload: bytes) -> bytes:
    """What is signed: kind and payload, each with its length before it."""
    said = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(said), said, len(payload), payload)


def sealed(kind: str, payload: bytes, key: SigningKey) -> Envelope:
    """A payload of a kind in an envelope."""
    signature = key.private.sign(encoded(kind, payload))
    signed = Signature(key.public.kid, b64encode(signature).decode())
    return Envelope(b64encode(payload).decode(), kind, [signed])


def opened(envelope: Any, kind: str, keys: Keyring, at: str = "") -> Opened:
    """The payload of an envelope.

    Args:
        envelope: as decoded without types.
        kind: the only one that is taken.
        keys: any of which may have signed.
        at: pointer to the envelope in its document.

    Raises:
        NotVerified: with every fault; nothing of the payload is to be believed.
    """
    faults = shape_faults(envelope, Envelope, at)
    if faults:
        raise NotVerified(faults)
    if envelope["payloadType"] != kind:
        fault = Fault(f"{at}/payloadType", Code.NOT_A_CHOICE, f"another kind; expected {kind}")
        raise NotVerified([fault])
    payload = decoded_standard(envelope["payload"])
    if payload is None:
        detail = "not base64 as it is written canonically"
        raise NotVerified([Fault(f"{at}/payload", Code.WRONG_FORM, detail)])
    return Opened(payload, _signer(envelope["signatures"], encoded(kind, payload), keys, at))


def _signer(signatures: list[dict[str, str]], signed: bytes, keys: Keyring, at: str) -> str:
    """The thumbprint of the key that made the one signature there is."""
    if not signatures:
        detail = "no signature; ask whoever gave this for the signed one"
        raise NotVerified([Fault(f"{at}/signatures", Code.NO_SIGNATURE, detail)])
    if len(signatures) > 1:
        # A second one that nobody checks would be taken for one that somebody did.
        detail = f"{len(signatures)} signatures; expected 1"
        raise NotVerified([Fault(f"{at}/signatures", Code.TOO_LONG, detail)])
    [stated] = signatures
    place = f"{at}/signatures/0"
    key = keys.get(stated["keyid"])
    if key is None:
        there_are = ", ".join(keys)
        detail = f"signed with a key that is not trusted here; trusted: {there_are}"
        raise NotVerified([Fault(f"{place}/keyid", Code.UNKNOWN_KEY, detail)])
    signature = decoded_standard(stated["sig"])
    if not signature:
        detail = "no signature in base64; ask whoever gave this for the signed one"
        code = Code.WRONG_FORM if stated["sig"] else Code.NO_SIGNATURE
        raise NotVerified([Fault(f"{place}/sig", code, detail)])
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        detail = "does not fit: the payload, its kind or this was altered, or another key signed"
        raise NotVerified([Fault(f"{place}/sig", Code.BAD_SIGNATURE, detail)]) from None
    return stated["keyid"]
