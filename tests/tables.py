"""Tables and lines for tests: texts read as the command reads the files that hold them."""

from collections.abc import Sequence

from morile._sources import Lines
from morile_api.sheets.rows import Table, csv_table
from morile_api.sheets.texts import byte_lines_in, lines_in


def a_table(text: str, marks: Sequence[str] = ()) -> Table:
    """A CSV text."""
    return csv_table(lines_in(text), marks)


def lines_of(data: bytes) -> Lines:
    """NDJSON."""
    return Lines(byte_lines_in(data))
