"""Workbooks for tests: the template of a small matrix, filled in cell by cell."""

import io
import zipfile
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from zipfile import ZIP_DEFLATED as DEFLATED

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

import morile
from morile._scored_book import scored_book, workbook_of
from morile._template import template
from morile_api.language.assessment import MatrixMark
from morile_api.sheets.book import Book
from morile_api.sheets.fault_list import found_in
from morile_api.sheets.made_for import made_for
from morile_api.sheets.threats import key_of

GRID = "priority-grid-4x4@1.0.0"
"""Impact times likelihood, each 1 to 4: its scores can be worked in one's head."""


@cache
def offline() -> morile.Offline:
    return morile.Offline()


@cache
def blank(matrix: str = GRID) -> bytes:
    """The template of a matrix, by way of a file of this process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        template(
            Namespace(matrix=matrix, output=str(path), marking="OFFICIAL-SENSITIVE"), offline()
        )
        return path.read_bytes()


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), rich_text=True)


def packed(book: Workbook) -> bytes:
    text = io.BytesIO()
    book.save(text)
    return text.getvalue()


def columns_of(sheet: Worksheet, row: int = 1) -> dict[str, int]:
    """The column of every key in the headings, counted from 1."""
    return {
        key_of(str(cell.value)): number
        for number, cell in enumerate(sheet[row], start=1)
        if cell.value
    }


def a_row(
    ref: str = "A-1", impact: Any = "3", likelihood: Any = "2", **more: Any
) -> dict[str, Any]:
    return {
        "ref": ref,
        "organisation": "National Crime Agency",
        "threat_type": "Fraud",
        "impact": impact,
        "likelihood": likelihood,
        **more,
    }


def filled_in(
    *rows: Mapping[str, Any],
    matrix: str = GRID,
    change: Callable[[Worksheet], object] = lambda sheet: None,
) -> bytes:
    """A template with these rows in it, from row 2 on, and then changed."""
    book = opened(blank(matrix))
    sheet = book["Threats"]
    places = columns_of(sheet)
    for number, row in enumerate(rows, start=2):
        for key, value in row.items():
            sheet.cell(number, places[key]).value = value
    change(sheet)
    return packed(book)


def texts(sheet: Worksheet, columns: Sequence[int] | None = None) -> list[list[Any]]:
    """What stands in every row that says anything."""
    rows = [
        [cell.value for cell in row if columns is None or cell.column in columns]
        for row in sheet.iter_rows()
    ]
    return [row for row in rows if any(value is not None for value in row)]


def printed(sheet: Worksheet) -> tuple[str | None, str | None, str | None]:
    """What pages say: above in the middle, below in the middle, below on the left."""
    above, below = (
        cast("HeaderFooterItem", sheet.oddHeader),
        cast("HeaderFooterItem", sheet.oddFooter),
    )
    return above.center.text, below.center.text, below.left.text


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with its parts changed one by one; a part that becomes None is left out."""
    text = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(text, "w", DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return text.getvalue()


def book_of(data: bytes) -> Book:
    """The workbook as it is opened for scoring."""
    book, _ = scored_book(data, offline(), None)
    return book


def details(data: bytes, matrix: str | None = None) -> list[str]:
    """Why a workbook as a whole is refused."""
    try:
        book, document = scored_book(data, offline(), matrix)
        list(book.submissions(document.definition))
    except morile.BadSubmission as refused:
        return [fault.detail for fault in refused.faults]
    return []


def results_of(data: bytes) -> tuple[Book, list[morile.Assessed | morile.Refused]]:
    """A workbook scored in this process: what was read, and what came of it."""
    book, document = scored_book(data, offline(), None)
    name = f"{document.id}@{document.version}"
    submissions = book.submissions(document.definition)
    results = offline().assess_many(submissions, matrix=name)
    return book, [book.reworded(each) for each in results]


def faults_of(data: bytes) -> list[str]:
    """Every fault of the rows: `Threats!H2: detail`."""
    book, results = results_of(data)
    return [f"{each.place}: {each.detail}" for each in found_in(results, book)]


def copy_of(data: bytes) -> Workbook:
    """The scored copy, as a spreadsheet program opens it."""
    book, results = results_of(data)
    known = {f"{it.id}@{it.version}": it for it in offline().matrices()}
    mark = known[made_for(book, {name: it.digest for name, it in known.items()}, None) or ""]
    whose = MatrixMark(mark.id, mark.version, mark.status, mark.digest)
    return opened(workbook_of(whose, book, results, offline(), {}))
