"""End mark: whether a stream of Arrow that is read bit by bit came to its end, or was cut.

Most readers take a stream that was cut between two messages for whole. So the heads of its messages
are followed as they pass, until the mark that stands after the last of them.
"""

from struct import unpack
from typing import BinaryIO

from morile_api.tables.flatbuffer import Broken, root
from morile_api.tables.messages import GOES_ON, LONGEST_HEAD

WORD = 4
"""Bytes of the mark and of the length that every message begins with."""


class Watched:
    """A file to read a stream from; `ended` once its end mark has been read."""

    def __init__(self, file: BinaryIO) -> None:
        """Read from where the file stands, which is where a stream begins."""
        self._file = file
        self._held = b""
        self._wanted: int | None = WORD
        self._is_head = False
        self._passed_over = 0
        self.ended = False

    @property
    def closed(self) -> bool:
        """Whether the file is."""
        return self._file.closed

    def read(self, size: int = -1) -> bytes:
        """As a file reads."""
        data = self._file.read(size)
        at = 0
        while at < len(data) and self._wanted is not None:
            step = min(self._passed_over or self._wanted - len(self._held), len(data) - at)
            if self._passed_over:
                self._passed_over -= step
            else:
                self._held += data[at : at + step]
            at += step
            if len(self._held) == self._wanted:
                self._take(self._held)
        return data

    def _take(self, held: bytes) -> None:
        """Know what comes next; nothing is wanted after the end, or where no stream can be told."""
        self._held = b""
        if self._is_head:
            self._is_head, self._wanted = False, WORD
            try:
                self._passed_over = max(0, root(held).number(3, "<q"))
            except Broken:
                self._wanted = None
            return
        # Before Arrow 0.15 there was no mark before the length.
        [length] = unpack("<I", held)
        if length == GOES_ON:
            return
        self.ended = length == 0
        self._is_head = 0 < length <= LONGEST_HEAD
        self._wanted = length if self._is_head else None
