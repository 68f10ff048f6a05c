"""Vouching: whoever owns a matrix signs its file, and a service takes none without it.

The signature lies beside the file, `1.0.0.toml.sig`: a DSSE envelope around the SHA-256 of the
file and the version it is, so that no file passes for another.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec

from morile_api.language.faults import BadMatrix, BadSubmission, Code, Fault, NotVerified
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.language.signed import MATRIX, VouchedFor
from morile_api.provenance.keys import Keyring, SigningKey
from morile_api.provenance.seal import opened, sealed

SUFFIX = ".sig"

LONGEST = 65_536
"""Bytes read of a signature file: many times what one takes; a longer one is cut, so refused."""

Voucher = Callable[[Path, bytes], None]
"""Refuses a matrix file, given its path and the bytes read from it, unless it is vouched for."""

_canonical = msgspec.json.Encoder(order="sorted")


def signature_path(path: Path) -> Path:
    """Where the signature of a matrix file lies."""
    return path.with_name(path.name + SUFFIX)


def vouched(text: bytes, matrix: str, version: str, key: SigningKey) -> bytes:
    """The content of the signature file for a matrix.

    Args:
        text: of the matrix file.
        matrix: its name, `thematic`.
        version: `1.0.0`.
        key: of whoever vouches for it.
    """
    payload = _canonical.encode(VouchedFor(_digest(text), matrix, version))
    return msgspec.json.encode(sealed(MATRIX, payload, key)) + b"\n"


def voucher(keys: Keyring) -> Voucher:
    """What refuses every matrix that no owner of these keys has signed as it stands."""

    def check(path: Path, text: bytes) -> None:
        faults = faults_of(path, text, keys)
        if faults:
            raise BadMatrix(faults, str(path))

    return check


def faults_of(path: Path, text: bytes, keys: Keyring) -> list[Fault]:
    """What is wrong with the signature of a matrix file; nothing where it holds.

    Args:
        path: of the matrix file; its folder and name say which version it claims to be.
        text: the bytes that were read and will be used, whatever lies there now.
        keys: that are trusted.
    """
    try:
        with signature_path(path).open("rb") as file:
            data = file.read(LONGEST)
    except OSError:
        detail = f"no signature in {path.name}{SUFFIX}; its owner makes one: morile matrix sign"
        return [Fault("", Code.NO_SIGNATURE, detail)]
    try:
        envelope = untyped(data)
        refuse_duplicates(data)
        payload = opened(envelope, MATRIX, keys).payload
    except (BadSubmission, NotVerified) as error:
        where = f"{path.name}{SUFFIX}"
        return [
            Fault("", each.code, f"{where}: {each.pointer or '(whole)'}: {each.detail}")
            for each in error.faults
        ]
    claimed = VouchedFor(_digest(text), path.parent.name, path.stem)
    if payload != _canonical.encode(claimed):
        detail = "not the file that was signed: it was altered, or is signed as another version"
        return [Fault("", Code.NOT_AS_SIGNED, detail)]
    return []


def _digest(text: bytes) -> str:
    return f"sha256:{sha256(text).hexdigest()}"
