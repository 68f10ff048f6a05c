"""A sheet that was sent in: its rows as submissions, scored, each in its place."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import msgspec

from morile_api.engine.answer import answer
from morile_api.engine.compiling.describe import document_of
from morile_api.language.assessment import Assessed, Refused, refusal
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.permitted import held_to
from morile_api.language.reach import Reach
from morile_api.language.vocabulary import ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.rows import VECTOR, Table, csv_table
from morile_api.sheets.texts import WORKBOOKS, lines_in, refused, unmarked
from morile_api.sheets.told import Columned, Source
from morile_api.sheets.unreadable import Row, Unreadable
from morile_api.web.pages.scored import Desk, Shown

NO_WORKBOOKS = "workbooks cannot be read by this service; save the sheet as CSV and send that"
SEVERAL = "the columns fit {}; choose the matrix"
NONE = "the columns are those of no matrix; choose one to see what is missing"
EMPTY = "holds no rows"


class Sheet(msgspec.Struct, frozen=True):
    """A sheet with the matrix it is for, its submissions, and what became of every row."""

    source: Any
    shown: Shown
    submissions: list[Row]
    results: list[Assessed | Refused]

    @property
    def refused(self) -> int:
        """How many rows were not scored."""
        return sum(isinstance(each, Refused) for each in self.results)


def scored_sheet(desk: Desk, data: bytes, stated: str | None, reach: Reach | None = None) -> Sheet:
    """A sheet, read and scored.

    Args:
        desk: with the matrices.
        data: of a CSV table or a workbook.
        stated: the matrix that was chosen, if any.
        reach: whose rows the caller may send; None where anybody's.

    Raises:
        BadSubmission: it cannot be read at all, or fits no matrix, or several.
    """
    source, shown = _opened(desk, data, stated)
    matrix = shown.wording.matrix
    if isinstance(source, Table):
        submissions = list(source.submissions())
    else:
        submissions = list(source.submissions(matrix))
    if not submissions:
        raise refused(EMPTY, Code.NOT_A_TABLE)
    limit = desk.catalogue.reader.types.limit
    if len(submissions) > limit:
        raise refused(f"{len(submissions)} rows; at most {limit} at a time", Code.TOO_LONG)
    results = _results(desk, shown.id, submissions, reach)
    if not isinstance(source, Table):
        results = [source.reworded(each) for each in results]
    return Sheet(source, shown, submissions, results)


def _opened(desk: Desk, data: bytes, stated: str | None) -> tuple[Any, Shown]:
    if not data.startswith(WORKBOOKS):
        text = unmarked(data).decode()
        table = csv_table(lines_in(text))
        return table, _fitting(desk, table, stated or _of_vectors(csv_table(lines_in(text))))
    if find_spec("openpyxl") is None:
        raise refused(NO_WORKBOOKS, Code.NOT_A_TABLE)
    # The library of spreadsheets is an extra, and slow to load.
    from morile_api.sheets.book import WORDS, Book
    from morile_api.sheets.made_for import made_for

    words = {
        column: {term.title: term.key for term in desk.catalogue.vocabulary(name).terms}
        for column, name in WORDS.items()
    }
    book = Book(data, words)
    known = {name: each.entry.scorer.matrix.digest for name, each in desk.matrices.items()}
    return book, _fitting(desk, book, made_for(book, known, stated) or stated)


def _of_vectors(table: Table) -> str | None:
    """The matrix that the first row of a table of vectors names."""
    if VECTOR not in table.columns:
        return None
    first = next(table.submissions(), None)
    vector = first.get(VECTOR, "") if isinstance(first, dict) else ""
    return str(vector).partition("/")[0]


def _fitting(desk: Desk, source: Columned, stated: str | None) -> Shown:
    """The matrix that was named, if its columns are there; else the one that they fit.

    Raises:
        BadSubmission: with what is wrong with the columns.
    """
    if stated is not None:
        shown = desk.matrices.get(stated)
        if shown is None:
            raise refused(NONE, Code.NO_SUCH_MATRIX)
        faults = source.faults_for(shown.wording.matrix)
        if faults:
            raise BadSubmission(faults)
        return shown
    # Faults carry guesses at what was meant: worked out only where all columns are there.
    whole = [each for each in desk.matrices.values() if _is_whole(source, each.wording.matrix)]
    fit = [each for each in whole if not source.faults_for(each.wording.matrix)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        names = " and ".join(each.id for each in fit)
        raise refused(SEVERAL.format(names), Code.OTHER_MATRIX)
    near = max(desk.matrices.values(), key=lambda each: _shared(source, each.wording.matrix))
    if not _shared(source, near.wording.matrix):
        raise refused(NONE, Code.OTHER_MATRIX)
    raise BadSubmission(source.faults_for(near.wording.matrix))


def _is_whole(source: Columned, matrix: Matrix) -> bool:
    return _shared(source, matrix) == len(matrix.criteria)


def _shared(source: Columned, matrix: Matrix) -> int:
    return len({each.key for each in matrix.criteria}.intersection(source.columns))


def _results(
    desk: Desk, name: str, submissions: Sequence[Row], reach: Reach | None
) -> list[Assessed | Refused]:
    """What the API answers for the rows that can be sent; the others are refused unsent."""
    places = [at for at, each in enumerate(submissions) if not isinstance(each, Unreadable)]
    unsent = [
        refusal(at, each.ref, [_at(fault, "", at) for fault in each.faults])
        for at, each in enumerate(submissions)
        if isinstance(each, Unreadable)
    ]
    if not places:
        return list(unsent)
    body = msgspec.json.encode({"matrix": name, "submissions": [submissions[at] for at in places]})
    catalogue = desk.catalogue
    answered = answer(catalogue.scorers, held_to(reach, catalogue.reader), body).results
    sent = [_placed(each, at) for each, at in zip(answered, places, strict=True)]
    return sorted([*sent, *unsent], key=lambda each: each.index)


def _placed(it: Assessed | Refused, at: int) -> Assessed | Refused:
    """A result at the place of its row; pointers lead there too."""
    if isinstance(it, Assessed):
        return msgspec.structs.replace(it, index=at)
    old = f"/submissions/{it.index}"
    return refusal(at, it.ref, [_at(fault, old, at) for fault in it.problem.errors])


def _at(fault: Fault, old: str, at: int) -> Fault:
    pointer = fault.pointer.removeprefix(old)
    return Fault(f"/submissions/{at}{pointer}", fault.code, fault.detail)


def workbook_of(desk: Desk, it: Sheet) -> bytes:
    """The scored workbook: a copy of the one that was sent, or a plain one for a table.

    Raises:
        BadSubmission: the library of spreadsheets is not there, or no column is free.
    """
    if find_spec("openpyxl") is None:
        raise refused(NO_WORKBOOKS, Code.NOT_A_TABLE)
    # The library of spreadsheets is an extra, and slow to load.
    from morile_api.sheets.filled import filled
    from morile_api.sheets.plain_book import plain_book

    document = document_of(it.shown.entry.scorer.matrix)
    markings = desk.catalogue.reader.types.words.markings
    if not isinstance(it.source, Table):
        return filled(it.source, document, it.results, {}, markings)
    titles = {
        term.key: term.title
        for name in (ORGANISATIONS, THREAT_TYPES)
        for term in desk.catalogue.vocabulary(name).terms
    }
    source: Source = it.source
    return plain_book(document, it.results, source, {}, titles, markings)
