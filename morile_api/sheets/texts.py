"""Texts: bytes as they were saved, read as UTF-8 or refused with the remedy."""

import io

from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.sheets.lines import FileLines

BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 and UTF-32 begin, if they are marked; else every second byte or more is NUL."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .ods and .xls begin."""

SAVE_AS = "save it again as UTF-8 (in Excel: Save As, 'CSV UTF-8')"
FOREIGN = f"not UTF-8, perhaps a Windows encoding such as cp1252; {SAVE_AS}"


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
