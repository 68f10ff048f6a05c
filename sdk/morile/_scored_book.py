"""Scored book: a workbook opened for scoring, and the workbook that comes out."""

from collections.abc import Container, Sequence

from morile._aside import say
from morile._fitting import fitting
from morile.client import Client
from morile.offline import Offline
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.faults import BadSubmission
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.book import WORDS, Book
from morile_api.sheets.filled import filled
from morile_api.sheets.further import further
from morile_api.sheets.lost import lost_from
from morile_api.sheets.made_for import made_for
from morile_api.sheets.plain_book import plain_book
from morile_api.sheets.told import Source


def opened_book(data: bytes, client: Client | Offline, marks: Sequence[str] = ()) -> Book:
    """A workbook whose cells may hold the titles of what the client knows.

    Args:
        data: the file.
        client: what knows the vocabularies.
        marks: further columns that are members of a submission.

    Raises:
        BadSubmission: it cannot be read, or has no table.
    """
    words = {
        column: {term.title: term.key for term in client.vocabulary(name).terms}
        for column, name in WORDS.items()
    }
    return Book(data, words, marks)


def named_by(book: Book, client: Client | Offline, stated: str | None) -> str | None:
    """The matrix that the cover of a workbook names; None where it has no cover.

    Raises:
        BadSubmission: it was made for another than the one stated, or than those here.
    """
    known = {f"{each.id}@{each.version}": each.digest for each in client.matrices()}
    return made_for(book, known, stated)


def scored_book(
    data: bytes, client: Client | Offline, matrix: str | None
) -> tuple[Book, MatrixDocument]:
    """A workbook that is ready to be scored, and the matrix to score it with.

    Args:
        data: the file.
        client: what knows the matrices and vocabularies.
        matrix: stated on the command line, if any.

    Raises:
        MorileError: it cannot be read, its headings do not fit, or it is for another matrix.
    """
    book = opened_book(data, client)
    named = named_by(book, client, matrix) or matrix or fitting(book, client)
    document = client.matrix(named)
    faults = book.faults_for(document.definition)
    if faults:
        raise BadSubmission(faults)
    return book, document


def workbook_of(
    mark: MatrixMark,
    source: Source,
    results: Sequence[Assessed | Refused],
    client: Client | Offline,
    wishes: Container[str],
) -> bytes:
    """The results as a workbook: a copy of the one they came from, else a plain one.

    Args:
        mark: which matrix.
        source: what the submissions came from.
        results: of every submission.
        client: what knows the matrices and vocabularies.
        wishes: members of a request that were asked for, such as `explain`.
    """
    document = client.matrix(f"{mark.id}@{mark.version}")
    markings = client.vocabulary(MARKINGS).keys()
    columns = further(wishes, results)
    if isinstance(source, Book):
        for what in lost_from(source):
            say(f"the copy lacks what cannot be carried over: {what}")
        return filled(source, document, results, columns, markings)
    titles = {
        term.key: term.title
        for name in (ORGANISATIONS, THREAT_TYPES)
        for term in client.vocabulary(name).terms
    }
    return plain_book(document, results, source, columns, titles, markings)
