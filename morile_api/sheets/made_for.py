"""Made for: which matrix a workbook was made for, and whether it is the one that is here."""

from collections.abc import Mapping
from typing import NoReturn

from openpyxl import Workbook
from openpyxl.formula.tokenizer import TokenizerError

from morile_api.language.faults import Code
from morile_api.sheets.book import Book
from morile_api.sheets.cover import DIGEST, MATRIX
from morile_api.sheets.located import cells_of
from morile_api.sheets.texts import refused

ANEW = "make a new workbook with `morile template {} -o new.xlsx` and copy the rows over"
GONE = (
    "the sheet that says what the workbook was made for (Cover, or About beside results) is gone "
    "or was taken apart; put it back as it was, or "
) + ANEW


def made_for(book: Book, known: Mapping[str, str], stated: str | None) -> str | None:
    """The matrix that the cover of a workbook names; None where it has no cover.

    Args:
        book: opened.
        known: digests of the matrices that are here, by id.
        stated: the matrix that is asked for, if any.

    Raises:
        BadSubmission: it was made for another matrix, or another version, or other figures.
    """
    made = _cell(book.workbook, MATRIX)
    if made is None:
        return None
    place, name = made
    if not name:
        _refuse(GONE.format(stated if stated in known else "MATRIX"))
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
    if digest is None or not digest[1]:
        _refuse(GONE.format(name))
    if digest[1] != known[name]:
        detail = f"{digest[0]}: the workbook was made for other figures under the name {name}"
        _refuse(f"{detail}; {ANEW.format(name)}")
    return name


def _refuse(detail: str) -> NoReturn:
    raise refused(detail, Code.OTHER_MATRIX)


def _cell(workbook: Workbook, name: str) -> tuple[str, str] | None:
    """Where the cell of that name is, and its text; None where there is no such name.

    There is no text where the cell is empty, or went with its sheet.
    """
    defined = workbook.defined_names.get(name)
    if defined is None:
        return None
    try:
        places = list(defined.destinations)
    except (LookupError, TypeError, ValueError, TokenizerError):
        # What the name stands for is not the place of a cell.
        places = []
    if len(places) != 1 or places[0][0] not in workbook.sheetnames:
        return "", ""
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
