"""Signed values for tests: keys that everyone knows, and answers and matrices signed with them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from morile_api.engine.stream import opened
from morile_api.language.faults import Fault, NotVerified
from morile_api.language.streamed import Completed
from morile_api.provenance.keys import Keyring, SigningKey, keyring, published, signing_key
from morile_api.provenance.signing import signed_answer, signed_slices
from morile_api.provenance.verify import Against, verify
from morile_api.provenance.vouching import signature_path, vouched
from tests.builders import ENCODER, Desk, a_definition, as_json

SECRETS = {
    "ours": "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "theirs": "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
}
"""The secrets of tests 1 and 2 of RFC 8032, section 7.1: known to all, so good for tests only."""


@cache
def a_pem(name: str = "ours") -> bytes:
    """A private key as its file holds it."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRETS[name]))
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@cache
def a_key(name: str = "ours") -> SigningKey:
    return signing_key(a_pem(name))


def a_key_set(*names: str) -> bytes:
    """The public halves, as a service publishes them."""
    return ENCODER.encode(published([a_key(name) for name in names or ("ours",)]))


def a_ring(*names: str) -> Keyring:
    return keyring(a_key_set(*names))


def signed_by(desk: Desk, request: object, name: str = "ours") -> bytes:
    """The answer of a desk whose service signs."""
    body = request if isinstance(request, bytes) else as_json(request)
    return ENCODER.encode(signed_answer(a_key(name), desk.scorers, desk.reader, body))


def signed_stream(desk: Desk, *lines: object, name: str = "ours") -> bytes:
    """The signed answer to a stream, header first."""
    body = b"\n".join(each if isinstance(each, bytes) else as_json(each) for each in lines)
    parts = signed_slices(a_key(name), opened(desk.scorers, desk.reader, body))
    return b"".join(
        ENCODER.encode_lines([each] if isinstance(each, Completed) else each) for each in parts
    )


def against(desk: Desk, *names: str, matrix: str | None = None) -> Against:
    """The matrices of a desk, and the keys of these names; no keys where none are named."""
    return Against(desk.scorers, desk.reader, a_ring(*names) if names else None, matrix)


def refusal(data: bytes, held: Against) -> list[Fault]:
    """Why an answer does not verify; nothing where it does."""
    try:
        verify(data, held)
    except NotVerified as error:
        return error.faults
    return []


def changed(data: bytes, change: Any) -> bytes:
    """An answer after a change of its values."""
    value = json.loads(data)
    change(value)
    return as_json(value)


def a_folder(
    folder: Path, text: bytes | None = None, signer: str | None = "ours", version: str = "1.0.0"
) -> Path:
    """A folder of one matrix, signed unless nobody is to; gives the path of its file."""
    definition = text or a_definition(('version = "1.0.0"', f'version = "{version}"'))
    path = folder / "example" / f"{version}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(definition)
    if signer is not None:
        signed = vouched(definition, "example", version, a_key(signer))
        signature_path(path).write_bytes(signed)
    return path
