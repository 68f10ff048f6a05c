"""Texts of files: bytes as they were saved, read as UTF-8 or refused with the remedy."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import AnyStr, BinaryIO

from morile._exits import Misused, Unusable
from morile_api.sheets.lines import FileLines
from morile_api.sheets.texts import refuse_start

FORMS = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "json"} | {
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".arrows": "arrow",
    ".feather": "arrow",
}
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
        raise Misused(
            f"{name_of(file)}: say what it holds: --from csv, ndjson, json, xlsx, parquet or arrow"
        )
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


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """A file, or standard input for `-`, to be read bit by bit.

    Raises:
        Unusable: there is no such file, or it cannot be read.
    """
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        reading = Path(file).open("rb")  # noqa: SIM115
    except OSError as error:
        raise Unusable(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unusable("the name of a file holds no NUL") from error
    with reading:
        yield reading


@contextmanager
def text_lines(file: str) -> Iterator[FileLines[str]]:
    """The lines of a file of text, without the mark that some programs put first.

    Bytes that are not UTF-8 stand in them as lone surrogates, which no UTF-8 holds; see `foreign`.

    Raises:
        Unusable: the file cannot be read, or is empty.
        BadSubmission: it is no text, or of another encoding from its first line on.
    """
    with opened(file) as data:
        text = io.TextIOWrapper(data, "utf-8-sig", errors="surrogateescape", newline="")
        try:
            yield _begun(FileLines(text.readline), file)
        finally:
            # The wrapper would close what it reads when it is collected.
            text.detach()


@contextmanager
def byte_lines(file: str) -> Iterator[FileLines[bytes]]:
    """The lines of a file as they are, the mark that some programs put first among them.

    Raises:
        Unusable: the file cannot be read, or is empty.
        BadSubmission: it is no text, or UTF-16.
    """
    with opened(file) as data:
        yield _begun(FileLines(data.readline), file)


def _begun(lines: FileLines[AnyStr], file: str) -> FileLines[AnyStr]:
    first = lines.first()
    if first is not None and not first.strip():
        raise Unusable(f"{name_of(file)}: is empty")
    if first is not None:
        start: str | bytes = first[:200]
        refuse_start(start.encode(errors="surrogateescape") if isinstance(start, str) else start)
    return lines
