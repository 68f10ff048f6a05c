"""Scored book: a workbook opened for scoring, and the workbook that comes out."""

from collections.abc import Container, Sequence

from morile._aside import say
from morile._book import Book
from morile._filled import filled
from morile._further import further
from morile._lost import lost_from
from morile._made_for import matrix_for
from morile._plain_book import plain_book
from morile._sources import Source
from morile.client import Client
from morile.offline import Offline
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.faults import BadSubmission
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES

WORDS = {"organisation": ORGANISATIONS, "threat_type": THREAT_TYPES, "marking": MARKINGS}
"""Columns whose cells may hold titles instead of keys."""


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
    document = client.matrix(matrix_for(book, client, matrix))
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
