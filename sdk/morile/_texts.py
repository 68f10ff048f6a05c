"""Texts of files: bytes as they were saved, read as UTF-8 or refused with the remedy."""

import sys
from pathlib import Path

from morile._exits import Misused, Unusable

FORMS = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "json"}
"""What a file holds, by its ending."""


def name_of(file: str) -> str:
    """What messages call a file."""
    return "standard input" if file == "-" else file


def form_of(file: str, stated: str | None) -> str:
    """What a file holds: as stated, else by its ending.

    Raises:
        Misused: neither says.
    """
    form = stated or FORMS.get(Path(file).suffix.lower())
    if form is None:
        raise Misused(f"{name_of(file)}: say what it holds with --from csv, ndjson or json")
    return form


def read_bytes(file: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        Unusable: there is no such file, it cannot be read, or it is empty.
    """
    name = name_of(file)
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Unusable(f"{name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unusable("the name of a file holds no NUL") from error
    if not data.strip():
        raise Unusable(f"{name}: is empty")
    return data
