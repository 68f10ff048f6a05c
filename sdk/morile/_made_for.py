"""Made for: which matrix a workbook was made for, and whether it is the one that is here."""

from typing import NoReturn

from openpyxl import Workbook
from openpyxl.formula.tokenizer import TokenizerError

from morile._book import Book
from morile._cover import DIGEST, MATRIX
from morile._fitting import fitting
from morile._located import cells_of
from morile._texts import refused
from morile.client import Client
from morile.offline import Offline
from morile_api.language.faults import Code

ANEW = "make a new workbook with `morile template {} -o new.xlsx` and copy the rows over"


def has_cover(book: Book) -> bool:
    """Whether the workbook says which matrix it was made for."""
    return _cell(book.workbook, MATRIX) is not None


def matrix_for(book: Book, client: Client | Offline, stated: str | None) -> str:
    """The matrix to score a workbook with.

    Args:
        book: with a cover, or without.
        client: what knows the matrices.
        stated: on the command line, if any.

    Raises:
        BadSubmission: it was made for another matrix, or another version, or other figures.
        Misused: it has no cover, and its columns fit several matrices.
    """
    made = _cell(book.workbook, MATRIX)
    if made is None:
        return stated or fitting(book, client)
    place, name = made
    known = {f"{each.id}@{each.version}": each.digest for each in client.matrices()}
    if name not in known:
        family = name.partition("@")[0]
        versions = [each for each in known if each.partition("@")[0] == family]
        _refuse(
            f"{place}: the workbook was made for a matrix or version that is not here; there are "
            f"{', '.join(versions or known)}; {ANEW.format((versions or ['MATRIX'])[-1])}, or name "
            "the folder of the matrix with --matrices"
        )
    if stated is not None and stated != name:
        wanted = stated if stated in known else "MATRIX"
        detail = f"{place}: the workbook was made for {name} and not for what --matrix names"
        _refuse(f"{detail}; leave --matrix out, or {ANEW.format(wanted)}")
    digest = _cell(book.workbook, DIGEST)
    if digest is None or digest[1] != known[name]:
        where = digest[0] if digest else place
        detail = f"{where}: the workbook was made for other figures under the name {name}"
        _refuse(f"{detail}; {ANEW.format(name)}")
    return name


def _refuse(detail: str) -> NoReturn:
    raise refused(detail, Code.OTHER_MATRIX)


def _cell(workbook: Workbook, name: str) -> tuple[str, str] | None:
    """Where the cell of that name is, and its text; None where no cell has it."""
    defined = workbook.defined_names.get(name)
    if defined is None:
        return None
    try:
        places = list(defined.destinations)
    except (LookupError, TypeError, ValueError, TokenizerError):
        # What the name stands for is not the place of a cell.
        places = []
    if len(places) != 1 or places[0][0] not in workbook.sheetnames:
        return defined.attr_text or name, ""
    title, coordinate = places[0]
    spot = coordinate.replace("$", "")
    text = next(
        (
            str(cell.value or "").strip()
            for cell in cells_of(workbook[title]).values()
            if cell.coordinate == spot
        ),
        "",
    )
    return f"{title}!{spot}", text
