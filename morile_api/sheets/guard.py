"""Guard: cells of a CSV table that no spreadsheet takes for a formula, and the way back."""

from collections.abc import Iterator

from morile_api.language.faults import Fault

RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""How a text begins that some spreadsheet takes for a formula when it is opened or edited."""

GUARD = "'"
"""What spreadsheets read as "this is text"."""


def guarded(cell: str) -> str:
    """A caller's text with an apostrophe before it where it begins like a formula.

    So does one that has an apostrophe there already, so that `unguarded` gives each text back.
    """
    return f"{GUARD}{cell}" if _begins_like_a_formula(cell) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    is_guarded = cell.startswith(GUARD) and _begins_like_a_formula(cell[1:])
    return cell[1:] if is_guarded else cell


def _begins_like_a_formula(cell: str) -> bool:
    return cell.lstrip(f" {GUARD}").startswith(RISKY)


def without_guards(
    records: Iterator[tuple[int, list[str] | Fault]], mark: str
) -> Iterator[tuple[int, list[str] | Fault]]:
    """The records of a table, their cells unguarded where it has a column that says they are.

    Args:
        records: the header, then the rows.
        mark: the name of that column.
    """
    header = next(records, None)
    if header is None:
        return
    yield header
    if isinstance(header[1], Fault) or mark not in map(str.strip, header[1]):
        yield from records
        return
    for row, cells in records:
        yield row, cells if isinstance(cells, Fault) else [unguarded(each) for each in cells]
