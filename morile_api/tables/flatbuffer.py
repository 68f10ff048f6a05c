"""Flatbuffers: the tables that an Arrow message begins with, read without trusting an offset."""

from struct import error, unpack_from
from typing import Any

import msgspec


class Broken(Exception):
    """An offset leads out of the buffer, or to nothing."""


class FlatTable(msgspec.Struct, frozen=True):
    """One table: the bytes it is in, and where it begins.

    Source: https://flatbuffers.dev/internals/ (little-endian; a table begins with the distance
    back to its list of places, which holds two lengths and then the place of each field).
    """

    buffer: bytes
    start: int

    def number(self, field: int, form: str, otherwise: int = 0) -> int:
        """A number stored in the table.

        Args:
            field: its place in the schema, from 0.
            form: as `struct` has it, such as `<q`.
            otherwise: what it is where it is left out.

        Raises:
            Broken: an offset leads nowhere.
        """
        place = self._place(field)
        return otherwise if place is None else _read(self.buffer, place, form)

    def table(self, field: int) -> "FlatTable | None":
        """A table that a field leads to, if it is there.

        Raises:
            Broken: an offset leads nowhere.
        """
        place = self._place(field)
        if place is None:
            return None
        return FlatTable(self.buffer, place + _read(self.buffer, place, "<I"))

    def _place(self, field: int) -> int | None:
        places = self.start - _read(self.buffer, self.start, "<i")
        slot = 4 + 2 * field
        if slot + 2 > _read(self.buffer, places, "<H"):
            return None
        away = _read(self.buffer, places + slot, "<H")
        return self.start + away if away else None


def root(buffer: bytes) -> FlatTable:
    """The table that a buffer is of.

    Raises:
        Broken: it is too short to be one.
    """
    return FlatTable(buffer, _read(buffer, 0, "<I"))


def _read(buffer: bytes, place: int, form: str) -> int:
    if place < 0:
        raise Broken
    try:
        found: Any = unpack_from(form, buffer, place)[0]
    except error:
        raise Broken from None
    return int(found)
