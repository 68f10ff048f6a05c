"""Key files: what the service signs with, and whose matrices it takes, read from where they lie."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from morile_api.language.faults import BadKey, Code, Fault
from morile_api.provenance.keys import SigningKey, keyring, signing_key
from morile_api.provenance.vouching import Voucher, voucher

SIGNING, TRUST = "MORILE_SIGNING_KEY", "MORILE_TRUST"


def signing_keys(files: Sequence[str]) -> list[SigningKey]:
    """The private keys of these files, in order.

    Raises:
        BadKey: a file cannot be read, or holds no such key.
    """
    return [signing_key(key_text(file), file) for file in files]


def trusted(file: str | None) -> Voucher | None:
    """What refuses matrices that no key of a file has signed; nothing without a file.

    Raises:
        BadKey: the file cannot be read, or is no set of public keys.
    """
    return None if file is None else voucher(keyring(key_text(file), file))


def key_faults(signing: object, trust: object) -> list[Fault]:
    """What is wrong with the files that settings name; no name of a file is repeated.

    Args:
        signing: files of private keys.
        trust: a file of public keys.
    """
    faults: list[Fault] = []
    for number, file in enumerate(signing if isinstance(signing, list) else [], start=1):
        opening = f"file {number}, separated by '{os.pathsep}': "
        faults += _told(SIGNING, opening, _faults_in(signing_keys, [file]))
    if not faults and isinstance(signing, list):
        faults += _twice(signing)
    if isinstance(trust, str):
        faults += _told(TRUST, "", _faults_in(trusted, trust))
    return faults


def _twice(files: Sequence[str]) -> list[Fault]:
    """Where a key stands again: it was to be another, to roll over to."""
    names = [key.public.kid for key in signing_keys(files)]
    return [
        Fault(SIGNING, Code.REPEATED_KEY, f"file {number} holds the key of a file before it")
        for number, name in enumerate(names, start=1)
        if name in names[: number - 1]
    ]


def _faults_in(read: Callable[[Any], object], files: object) -> list[Fault]:
    try:
        read(files)
    except BadKey as error:
        return error.faults
    return []


def _told(setting: str, opening: str, faults: list[Fault]) -> list[Fault]:
    """Faults of a file as faults of the setting that names it."""
    places = [f"{each.pointer}: " if each.pointer else "" for each in faults]
    return [
        Fault(setting, each.code, f"{opening}{place}{each.detail}")
        for place, each in zip(places, faults, strict=True)
    ]


def key_text(file: str) -> bytes:
    """What is written in a key file.

    Raises:
        BadKey: it cannot be read.
    """
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError):
        raise BadKey([Fault("", Code.NO_SUCH_NAME, "not a file that can be read")], file) from None
