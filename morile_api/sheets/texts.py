"""Texts: bytes as they were saved, read as UTF-8 or refused with the remedy."""

from morile_api.language.faults import BadSubmission, Code, Fault

BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 and UTF-32 begin, if they are marked; else every second byte or more is NUL."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .ods and .xls begin."""

SAVE_AS = "save it again as UTF-8 (in Excel: Save As, 'CSV UTF-8')"


def unmarked(data: bytes) -> bytes:
    """Bytes that are UTF-8, without the mark that some programs put first.

    Raises:
        BadSubmission: they are something else; the text says what and the remedy.
    """
    if data.startswith(WORKBOOKS):
        raise refused(f"is a workbook, not text; {SAVE_AS}", Code.NOT_A_TABLE)
    start = data[:200]
    if start.startswith(WIDE) or start.count(0) * 3 > len(start):
        raise refused(f"is UTF-16; {SAVE_AS}", Code.NOT_UTF8)
    data = data.removeprefix(BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        detail = f"line {line}: not UTF-8, perhaps a Windows encoding such as cp1252; {SAVE_AS}"
        raise refused(detail, Code.NOT_UTF8) from None
    return data


def refused(detail: str, code: Code) -> BadSubmission:
    """The refusal of a whole file."""
    return BadSubmission([Fault("", code, detail)])
