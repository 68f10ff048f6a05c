"""The package: a workbook's file, looked through before a library unpacks what it says it holds."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import msgspec

from morile_api.language.faults import BadSubmission, Code
from morile_api.sheets.texts import refused

MOST_BYTES = 64 << 20
"""Of all parts, unpacked."""
MOST_PARTS = 2_000
MOST_TAGS = 3_000_000
MOST_CELLS = 300_000
"""Of the whole workbook: 10,000 threats with 30 columns. The library keeps an object for each."""
MOST_SPANNED = 100_000
"""Cells that merged ranges and links may cover: they become objects, too."""

OLD = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""How .xls and workbooks with a password begin, and what only the latter hold."""

CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
SPAN = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:mergeCell|hyperlink)\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*?"
    rb"(?<![\w:.-])ref\s*=\s*[\"']([^\"']*)"
)
SHAPE = re.compile(rb"<(?:xdr:)?(?:sp|grpSp|cxnSp)[\s/>]")
CORNERS = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")

SAVE_AS = "save it as .xlsx (in Excel: Save As, 'Excel Workbook')"
BROKEN = "is damaged, or no workbook; open it in a spreadsheet program and save it again as .xlsx"


class Package(msgspec.Struct, frozen=True):
    """What a workbook is made of: the names of its parts, and whether any draws shapes."""

    names: list[str]
    has_shapes: bool


def checked(data: bytes) -> Package:
    """What a workbook is made of, once it is known to be one that is safe to open.

    Raises:
        BadSubmission: it is another kind of file, has a password, or is too large unpacked.
    """
    if data.startswith(OLD):
        raise _refused(
            "has a password; take it off (in Excel: File, Info, Protect Workbook) and save it again"
            if LOCKED in data
            else f"is in the old format of Excel; {SAVE_AS}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            _known(package, names)
            has_shapes = _measured(package, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise _refused(BROKEN) from None
    except RuntimeError:
        # How the library of archives says that a part is encrypted.
        raise _refused("has a password; take it off and save it again") from None
    return Package(names, has_shapes)


def _known(package: zipfile.ZipFile, names: list[str]) -> None:
    """Go on only with a workbook of the kind that can be read."""
    if len(names) > MOST_PARTS:
        raise _refused(f"has more than {MOST_PARTS:,} parts; {_SMALLER}")
    if "xl/workbook.bin" in names:
        raise _refused(f"is a binary workbook; {SAVE_AS}")
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        if "content.xml" in names and "mimetype" in names:
            raise _refused(f"is an OpenDocument file; {SAVE_AS}")
        raise _refused(BROKEN)


def _measured(package: zipfile.ZipFile, names: list[str]) -> bool:
    """Unpack each part no further than is allowed, and count what it would become.

    Returns:
        Whether any part draws shapes.
    """
    has_shapes = False
    left, tags, cells, spanned = MOST_BYTES, 0, 0, 0
    for name in names:
        with package.open(name) as part:
            # What the archive says of its own sizes is not believed.
            text = part.read(left + 1)
        left -= len(text)
        if left < 0:
            raise _refused(f"is larger than {MOST_BYTES >> 20} MiB when unpacked; {_SMALLER}")
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
            raise _refused(BROKEN)
        tags += text.count(b"<")
        cells += sum(1 for _ in CELL.finditer(text))
        spanned += sum(_areas(text))
        if cells > MOST_CELLS or tags > MOST_TAGS:
            raise _refused(f"has more than {MOST_CELLS:,} cells; {_SMALLER}")
        if spanned > MOST_SPANNED:
            raise _refused("has merged cells or links over whole sheets; take them apart")
        has_shapes |= name.startswith("xl/drawings/") and SHAPE.search(text) is not None
    return has_shapes


def _areas(text: bytes) -> Iterator[int]:
    """Of every merged range and link: how many cells it covers."""
    for found in SPAN.finditer(text):
        corners = CORNERS.fullmatch(found[1])
        if corners:
            left, top, right, bottom = corners.groups()
            wide = abs(_number(right) - _number(left)) + 1
            yield wide * (abs(int(bottom) - int(top)) + 1)
        elif not found[1].isalnum():
            # Whole rows or columns, or something stranger.
            yield MOST_SPANNED + 1


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _refused(detail: str) -> BadSubmission:
    return refused(detail, Code.NOT_A_TABLE)


_SMALLER = "leave out what is not to be scored, or save the sheet as CSV"
