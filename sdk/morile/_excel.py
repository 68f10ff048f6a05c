"""Excel: what counts as a workbook, and whether the extra that reads and writes it is installed."""

import sys
from importlib.util import find_spec
from pathlib import Path

from morile._exits import Misused, Unusable
from morile._texts import name_of

FORM = "xlsx"
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Of workbooks; those that cannot be read are refused with the remedy."""

MOST_PACKED = 32 << 20
"""Bytes of a file that are read."""


def is_book(file: str, stated: str | None) -> bool:
    """Whether a file holds a workbook: as stated, else by its ending."""
    return stated == FORM if stated else Path(file).suffix.lower() in ENDINGS


def need_excel() -> None:
    """Go on only with the extra.

    Raises:
        Misused: it is not installed; the text says how.
    """
    if find_spec("openpyxl") is None:
        raise Misused("spreadsheets need their extra: pip install 'morile[excel]'")


def book_bytes(file: str) -> bytes:
    """The bytes of a workbook, or of standard input for `-`.

    Raises:
        Unusable: there is no such file, it cannot be read, it is empty or far too large.
    """
    name = name_of(file)
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_PACKED + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(MOST_PACKED + 1)
    except OSError as error:
        raise Unusable(f"{name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unusable("the name of a file holds no NUL") from error
    if not data:
        raise Unusable(f"{name}: is empty")
    if len(data) > MOST_PACKED:
        limit = MOST_PACKED >> 20
        raise Unusable(f"{name}: is larger than {limit} MiB; save the sheet as CSV and score that")
    return data
