"""Tables in plain text: columns side by side, as wide as they need or the terminal lets them."""

import shutil
import sys
from collections.abc import Sequence

GAP = "  "
NARROWEST = 8


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str] = (),
    yielding: Sequence[str] = (),
) -> str:
    """Rows under a header, in columns.

    Args:
        header: names of the columns.
        rows: their cells.
        right: columns of figures, which stand to the right.
        yielding: columns that are cut, first ones first, where the terminal is too narrow.
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    surplus = sum(widths) + len(GAP) * (len(widths) - 1) - terminal_width()
    for name in yielding:
        column = header.index(name)
        given = min(max(0, surplus), max(0, widths[column] - NARROWEST))
        widths[column] -= given
        surplus -= given
    lines = []
    for cells in (header, *rows):
        shown = [
            _cut(cell, width).rjust(width) if name in right else _cut(cell, width).ljust(width)
            for name, cell, width in zip(header, cells, widths, strict=True)
        ]
        lines.append(GAP.join(shown).rstrip())
    return "\n".join(lines) + "\n"


def terminal_width() -> int:
    """Characters a line may have: without end where the output is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"
