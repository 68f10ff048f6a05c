"""Display: an answer as a short HTML table, for notebooks that show the value of a cell.

No style and no colour: the page that shows it has its own, and every figure has a word beside it.
"""

from collections.abc import Iterable, Sequence
from html import escape

MOST = 20
"""Rows of a table; the rest is counted."""

NONE = "–"

Cell = object
"""Anything; None is shown as a dash."""


def table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Iterable[str] = ()
) -> str:
    """A table with its caption, the first cell of a row as its heading.

    Args:
        caption: what it is; text, as all else.
        header: of the columns.
        rows: at most 20 are shown.
        notes: a line each, under the table.
    """
    every = list(rows)
    more = len(every) - MOST
    said = [*([f"{more} more not shown."] if more > 0 else []), *notes]
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in header)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in every[:MOST])
    under = "".join(f"<p>{escape(each)}</p>" for each in said)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{under}"
    )


def words(key: str | None) -> str:
    """A key as people read it: `very high`; a dash where there is none."""
    return key.replace("_", " ") if key else NONE


def between(lowest: object, highest: object) -> str:
    """A range, or the one figure it is."""
    return f"{lowest}" if lowest == highest else f"{lowest} to {highest}"


def _row(cells: Sequence[Cell]) -> str:
    first, *rest = (NONE if cell is None else str(cell) for cell in cells)
    told = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
    return f'<th scope="row">{escape(first)}</th>{told}'
