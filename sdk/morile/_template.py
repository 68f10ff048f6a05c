"""The command `morile template`: a workbook for a matrix, to be filled in by hand."""

import io
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from morile._exits import OK, Misused
from morile._outputs import opened_output
from morile.client import Client
from morile.offline import Offline
from morile_api.language.about import MatrixDocument
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES, Vocabulary
from morile_api.sheets.cover import add_cover
from morile_api.sheets.guidance import add_guidance
from morile_api.sheets.threats import LISTS, add_threats

SUFFIX = ".xlsx"


def template(asked: Namespace, client: Client | Offline) -> int:
    """Write a workbook.

    Args:
        asked: matrix, output and marking, from the command line.
        client: what knows the matrix and the vocabularies.

    Raises:
        Misused: the output is no workbook, or the marking is none.
        UnknownMatrix: there is no such matrix.
    """
    if asked.output is None or Path(asked.output).suffix.lower() != SUFFIX:
        raise Misused("a workbook goes to a file that ends in .xlsx: -o threats.xlsx")
    names = {"organisation": ORGANISATIONS, "threat_type": THREAT_TYPES, "marking": MARKINGS}
    words = {column: client.vocabulary(name) for column, name in names.items()}
    markings = words["marking"].keys()
    if asked.marking not in markings:
        raise Misused(f"--marking: no such marking; choose from {', '.join(markings)}")
    data = workbook_for(
        client.matrix(asked.matrix),
        words["organisation"],
        words["threat_type"],
        markings[: markings.index(asked.marking) + 1],
    )
    with opened_output(asked.output) as out:
        out.write(data)
    return OK


def workbook_for(
    document: MatrixDocument,
    organisations: Vocabulary,
    threat_types: Vocabulary,
    markings: Sequence[str],
) -> bytes:
    """The workbook, ready to be filled in.

    Args:
        document: the matrix.
        organisations: who may submit.
        threat_types: what may be assessed.
        markings: those that rows may carry, lowest first; the highest is printed on every page.
    """
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    label = f"{document.id}@{document.version}, {document.status}"
    highest = markings[-1]
    words = {
        "organisation": [term.title for term in organisations.terms],
        "threat_type": [term.title for term in threat_types.terms],
        "marking": markings,
    }
    add_cover(book, document, highest)
    add_threats(book, document.definition, words, highest, label)
    add_guidance(book, document.definition, highest, label)
    # The hidden lists go last.
    book.move_sheet(LISTS, offset=1)
    book.properties.creator = "morile"
    book.properties.title = document.definition.title
    text = io.BytesIO()
    book.save(text)
    return text.getvalue()
