"""Writing: results on their way into a file of one form or another, one at a time where it can be.

A ranked table and a workbook need all results at once; the other forms hold no more than a few.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from morile._envelope import write_answer
from morile._excel import FORM
from morile._outlook import ages, nearest, to_close
from morile._outputs import STREAM, encoder
from morile._ranking import Words, ranking, reasons, sentences
from morile._sheet import sheet
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.marking import highest_of
from morile_api.language.version import ENGINE_VERSION
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.further import further
from morile_api.sheets.told import Source

Results = Iterator[Assessed | Refused]

AT_ONCE = ("table", FORM)
"""Forms that need all results before any of them can be written."""


class Scored(msgspec.Struct, frozen=True):
    """Results on their way out.

    Attributes:
        mark: which matrix.
        results: in the order of the file.
        source: what they are of.
        wishes: members of a request that were asked for beside the score.
        whole: the answer as it came, where one request gave it.
        members: of the file, where that is a request.
    """

    mark: MatrixMark
    results: Iterable[Assessed | Refused]
    source: Source
    wishes: Mapping[str, Any]
    whole: bytes | None = None
    members: Mapping[str, msgspec.Raw] = {}


class Target(msgspec.Struct, frozen=True):
    """Where results go: an open file, in which form, and under which name if it has one."""

    out: BinaryIO
    form: str
    name: str | None


def write(target: Target, scored: Scored, results: Results, client: Client | Offline) -> None:
    """Write the results.

    Args:
        target: where to.
        scored: what they are of.
        results: its results as they pass; each is taken once.
        client: what knows the matrices and vocabularies.
    """
    out, form = target.out, target.form
    if form == "ndjson":
        for result in results:
            out.write(encoder.encode(result) + b"\n")
    elif form == "json" and scored.whole is not None:
        for _ in results:
            pass
        out.write(scored.whole)
    elif form == "json":
        engine = client.meta.engine_version if client.meta else None
        marking = partial(_marking, scored, client)
        write_answer(out, scored.mark, engine or ENGINE_VERSION, results, marking, target.name)
    elif form in AT_ONCE:
        out.write(_at_once(form, scored, list(results), client))
    else:
        _write_rows(target, scored, results, client)


def _marking(scored: Scored, client: Client | Offline) -> str | None:
    stated = scored.source.told.markings
    return highest_of(stated, client.vocabulary(MARKINGS).keys()) if stated else None


def _write_rows(target: Target, scored: Scored, results: Results, client: Client | Offline) -> None:
    document = client.matrix(f"{scored.mark.id}@{scored.mark.version}")
    nodes = sorted(each.key for each in document.nodes)
    # A request that was sent as it stands may have asked for more than the command line did.
    there = () if scored.whole is None else list(scored.results)
    columns = further(scored.wishes, there)
    if target.form == "csv":
        for line in sheet(scored.mark, nodes, results, scored.source, columns):
            target.out.write(line.encode())
        return
    # The library of columns is an extra, and slow to load.
    from morile._column_file import write_columns

    whole = target.name is not None and Path(target.name).suffix.lower() != STREAM
    source = scored.source
    write_columns(target.out, target.form, whole, scored.mark, nodes, results, source, columns)


def _at_once(
    form: str, scored: Scored, results: list[Assessed | Refused], client: Client | Offline
) -> bytes:
    if form == FORM:
        # The library of spreadsheets is an extra, and slow to load.
        from morile._scored_book import workbook_of

        return workbook_of(scored.mark, scored.source, results, client, scored.wishes)
    return _ranked(scored, results, client).encode()


def _ranked(scored: Scored, results: list[Assessed | Refused], client: Client | Offline) -> str:
    assessed = [each for each in results if isinstance(each, Assessed)]
    if not assessed:
        return ""
    mark, told = scored.mark, scored.source.told
    titles = [
        {term.key: term.title for term in client.vocabulary(name).terms}
        for name in (ORGANISATIONS, THREAT_TYPES)
    ]
    title = client.matrix(f"{mark.id}@{mark.version}").definition.title
    text = ranking(title, mark, assessed, told, Words(*titles))
    return text + beside(assessed, scored.wishes.get("as_of"))


def beside(assessed: list[Assessed], as_of: str | None) -> str:
    """Whatever was asked for beside the scores, each in a part of its own under the ranking."""
    parts = {
        "open_questions": to_close,
        "flips": nearest,
        "contributions": reasons,
        "sentence": sentences,
    }
    text = "".join(
        part(assessed)
        for member, part in parts.items()
        if any(getattr(each, member) is not None for each in assessed)
    )
    return text + (ages(assessed, as_of) if as_of else "")
