"""The commands `morile matrix keygen` and `morile matrix sign`: keys and signatures as files."""

import os
from argparse import Namespace
from pathlib import Path

import msgspec

from morile import _texts
from morile._exits import OK, Misused
from morile._outputs import encoder, opened_output
from morile.verification import NEEDS
from morile_api.language.definition import read_definition
from morile_api.language.faults import BadKey

PRIVATE, PUBLIC = ".pem", ".json"
OWNER_ONLY = 0o600


def keygen(asked: Namespace) -> int:
    """Make a key: the private half for its owner only, the public half for everyone.

    Raises:
        Misused: a file of that name is there, or cannot be written.
    """
    try:
        from morile_api.provenance.keys import new_private_key, published, signing_key
    except ModuleNotFoundError as error:
        raise Misused(NEEDS) from error
    pem = new_private_key()
    key = signing_key(pem)
    private, public = (Path(f"{asked.name}{ending}") for ending in (PRIVATE, PUBLIC))
    # Never over another: a private key that is gone cannot be had back.
    _write_new(public, msgspec.json.format(encoder.encode(published([key]))) + b"\n", 0o644)
    _write_new(private, pem, OWNER_ONLY)
    with opened_output(None) as out:
        out.write(f"{key.public.kid}\n{private}: keep it secret\n{public}: give it away\n".encode())
    return OK


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
    except FileExistsError:
        raise Misused(f"{path}: is there already; choose another name") from None
    except OSError as error:
        raise Misused(f"{path}: cannot be written: {error.strerror}") from error


def sign(asked: Namespace) -> int:
    """Sign matrix files, each with a signature file beside it.

    Raises:
        BadMatrix: a file is no sound definition, or not the version its name says; of all of them
            none is signed then.
        BadKey: the key is none.
    """
    try:
        from morile_api.provenance.keys import signing_key
        from morile_api.provenance.vouching import signature_path, vouched
    except ModuleNotFoundError as error:
        raise Misused(NEEDS) from error
    try:
        key = signing_key(_texts.read_bytes(asked.key), asked.key)
    except BadKey as error:
        raise Misused(str(error)) from error
    made: dict[Path, bytes] = {}
    for file in asked.files:
        text, path = _texts.read_bytes(file), Path(file)
        definition = read_definition(text, file)
        name, version = definition.matrix, definition.version
        if (path.resolve().parent.name, path.stem) != (name, version):
            raise Misused(f"{file}: holds {definition.id}; it belongs in {name}/{version}.toml")
        made[signature_path(path)] = vouched(text, name, version, key)
    for path, data in made.items():
        with opened_output(str(path)) as out:
            out.write(data)
    with opened_output(None) as out:
        out.write("".join(f"{path}\n" for path in made).encode())
    return OK
