"""Scanner: JSON of any length gone through value by value, a part of it in memory."""

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from morile_api.language.faults import BadSubmission, Code
from morile_api.sheets.lines import LONGEST_LINE
from morile_api.sheets.texts import FOREIGN, foreign, refused

AT_ONCE = 1 << 20
"""Bytes that are read at once."""

BLANK = " \t\r\n"
IN_NUMBERS = "0123456789.eE+-"


class Scanner:
    """The values of a JSON text, found one after another with a part of it in memory."""

    def __init__(self, file: BinaryIO) -> None:
        """Read from where the file stands."""
        self._file = file
        self._decoder = getincrementaldecoder("utf-8-sig")("surrogateescape")
        # Only where a value ends matters: its figures are read again, exactly.
        self._json = json.JSONDecoder(parse_int=str, parse_float=str)
        self._text, self._at, self._line, self._ended = "", 0, 1, False

    def next(self) -> str:
        """The next character that is not blank, which is not taken; none at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANK:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, wanted: str) -> str:
        """The next character that is not blank, taken.

        Raises:
            BadSubmission: it is none of those wanted.
        """
        found = self.next()
        if not found or found not in wanted:
            raise self.fault()
        self._at += 1
        return found

    def value(self) -> str:
        """The text of the next value.

        Raises:
            BadSubmission: there is none, it is too long, or nested too deeply.
        """
        self.next()
        while True:
            try:
                _, end = self._json.raw_decode(self._text, self._at)
            except ValueError:
                end = -1
            except RecursionError:
                detail = "nested too deeply to be a request"
                raise refused(f"{self._here()}: {detail}", Code.TOO_DEEP) from None
            # A number that ends where the part in memory does may go on after it.
            if end >= 0 and (self._ended or self._text[end : end + 4].strip(IN_NUMBERS)):
                found = self._text[self._at : end]
                self._at = end
                return found
            if len(self._text) - self._at > LONGEST_LINE:
                detail = f"{self._here()}: not JSON, or a value longer than {LONGEST_LINE} bytes"
                raise refused(detail, Code.NOT_JSON)
            if not self._more():
                raise self.fault()

    def fault(self) -> BadSubmission:
        """That what stands here is no JSON."""
        ended = self._ended and self._at >= len(self._text)
        said = "cut short" if ended else "this is not what may stand here"
        return refused(f"{self._here()}: not JSON: {said}", Code.NOT_JSON)

    def _here(self) -> str:
        return f"line {self._line + self._text.count(chr(10), 0, self._at)}"

    def _more(self) -> bool:
        if self._ended:
            return False
        self._line += self._text.count("\n", 0, self._at)
        # As much again as is held, or a long value would be looked through over and over.
        data = self._file.read(max(AT_ONCE, len(self._text) - self._at))
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=self._ended)
        self._at = 0
        return True


def names_in(scanner: Scanner) -> Iterator[str]:
    """The name of every member of an object; the scanner stands before its value meanwhile.

    Raises:
        BadSubmission: there is no JSON object, or it names a member twice: the last would win
            unseen.
    """
    names: set[str] = set()
    scanner.take("{")
    if scanner.next() == "}":
        scanner.take("}")
        return
    while True:
        if scanner.next() != '"':
            raise scanner.fault()
        name = str(json.loads(scanner.value()))
        if name in names:
            raise refused("a member is named more than once", Code.DUPLICATE_MEMBER)
        names.add(name)
        scanner.take(":")
        yield name
        if scanner.take(",}") == "}":
            return


def items_in(scanner: Scanner) -> Iterator[str]:
    """The text of every item of a list.

    Raises:
        BadSubmission: there is no list.
    """
    scanner.take("[")
    if scanner.next() == "]":
        scanner.take("]")
        return
    while True:
        yield scanner.value()
        if scanner.take(",]") == "]":
            return


def spelt(text: str) -> msgspec.Raw:
    """The text of a value, to be read when it is needed.

    Raises:
        BadSubmission: it is not UTF-8.
    """
    if foreign(text):
        raise refused(FOREIGN, Code.NOT_UTF8)
    return msgspec.Raw(text.encode())
