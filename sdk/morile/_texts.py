"""Texts of files: bytes as they were saved, read as UTF-8 or refused with the remedy."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import AnyStr, BinaryIO

from morile._exits import Misused, Unusable
from morile._lines import FileLines
from morile_api.language.faults import BadSubmission, Code, Fault

FORMS = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "json"} | {
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
}
"""What a file holds, by its ending."""

BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 and UTF-32 begin, if they are marked; else every second byte or more is NUL."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .ods and .xls begin."""

SAVE_AS = "save it again as UTF-8 (in Excel: Save As, 'CSV UTF-8')"
FOREIGN = f"not UTF-8, perhaps a Windows encoding such as cp1252; {SAVE_AS}"


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
            f"{name_of(file)}: say what it holds: --from csv, ndjson, json, xlsx or arrow"
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


def lines_in(text: str) -> FileLines[str]:
    """The lines of a text that is there whole."""
    return FileLines(io.StringIO(text, newline="").readline)


def byte_lines_in(data: bytes) -> FileLines[bytes]:
    """The lines of bytes that are there whole."""
    return FileLines(io.BytesIO(data).readline)


def foreign(text: str) -> bool:
    """Whether a text that was read from a file holds what was not UTF-8 there."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def unmarked(data: bytes) -> bytes:
    """Bytes that are UTF-8, without the mark that some programs put first.

    Raises:
        BadSubmission: they are something else; the text says what and the remedy.
    """
    refuse_start(data[:200])
    data = data.removeprefix(BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(f"line {line}: {FOREIGN}", Code.NOT_UTF8) from None
    return data


def refuse_start(start: bytes) -> None:
    """Refuse a file by how it begins.

    Raises:
        BadSubmission: it is a workbook, or UTF-16; the text says the remedy.
    """
    if start.startswith(WORKBOOKS):
        raise refused(f"is a workbook, not text; {SAVE_AS}", Code.NOT_A_TABLE)
    if start.startswith(WIDE) or start.count(0) * 3 > len(start):
        raise refused(f"is UTF-16; {SAVE_AS}", Code.NOT_UTF8)


def refused(detail: str, code: Code) -> BadSubmission:
    """The refusal of a whole file."""
    return BadSubmission([Fault("", code, detail)])
