"""The command `morile score`: submissions from a file in, assessments out, the rest told aside."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from morile import _texts
from morile._aside import say
from morile._bulk import Submission, Wish, matrix_of
from morile._datasets import is_dataset, score_dataset
from morile._excel import FORM, book_bytes, is_book, need_excel
from morile._exits import OK, SOME_REFUSED, Misused
from morile._fitting import fitting
from morile._outlook import ages, nearest, to_close
from morile._outputs import encoder, form_for, opened_output
from morile._ranking import Words, ranking, reasons, sentences
from morile._rejects import write_rejects
from morile._sheet import sheet
from morile._sources import Lines, Whole
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import (
    Assessed,
    AssessmentAnswer,
    MatrixMark,
    Refused,
    Summary,
)
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.marking import highest_of
from morile_api.language.version import ENGINE_VERSION
from morile_api.language.vocabulary import MARKINGS, ORGANISATIONS, THREAT_TYPES
from morile_api.sheets.further import further
from morile_api.sheets.rows import VECTOR, Table
from morile_api.sheets.standing import standing
from morile_api.sheets.texts import refused, unmarked
from morile_api.sheets.told import Source

MOST_JOINED = 5
"""Rows of several lines that are told one by one: who writes long notes knows after a few."""

WISHES = ("explain", "sentence", "distribution", "flips", "as_of")
"""Options that are members of a request too."""


class Scored(msgspec.Struct, frozen=True):
    """Results on their way out.

    `whole` is the answer as it came, where one request gave it; `given` the text they are of.
    """

    mark: MatrixMark
    results: Iterable[Assessed | Refused]
    source: Source
    whole: bytes | None = None
    given: bytes | None = None


def score(asked: Namespace, client: Client | Offline) -> int:
    """Score a file.

    Args:
        asked: file, holds, to, output, matrix and what is wished for, from the command line.
        client: what scores.

    Returns:
        The exit code: whether any submission was refused.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file is refused whole, or the service is of no help.
    """
    if is_dataset(asked.file):
        return score_dataset(asked, client)
    book = is_book(asked.file, asked.holds)
    holds = "csv" if book else _texts.form_of(asked.file, asked.holds)
    to = form_for(asked.to, asked.output, holds)
    if asked.output and _same(asked.output, asked.file):
        raise Misused(f"{asked.output}: is the input; name another file")
    if asked.rejects and book:
        raise Misused("--rejects: a workbook lists its faults in its own copy: -o scored.xlsx")
    if book or to == FORM:
        need_excel()
        if asked.output is None and to == FORM and sys.stdout.isatty():
            raise Misused("a workbook goes to a file: -o scored.xlsx")
    scored = _book(client, asked) if book else _read(client, holds, asked)
    count: Counter[str] = Counter()
    refused: dict[int, list[str]] = {}
    results = _watched(scored, _texts.name_of(asked.file), count, refused)
    with opened_output(asked.output) as out:
        _write(out, to, scored, results, client, asked)
    if to != "table":
        say(standing(scored.mark))
    _leave(asked, scored, holds, refused)
    if not count["refused"]:
        return OK
    say(f"{count['assessed']} of {count.total()} assessed, {count['refused']} refused")
    return SOME_REFUSED


def _leave(asked: Namespace, scored: Scored, holds: str, refused: dict[int, list[str]]) -> None:
    """What there is beside the results: the rejects, and which rows run over several lines."""
    if asked.rejects and scored.given is not None:
        write_rejects(asked.rejects, holds, scored.given, refused)
    if isinstance(scored.source, Table):
        tell_joined(scored.source, _texts.name_of(asked.file))


def tell_joined(table: Table, name: str) -> None:
    """Which rows run over several lines, so that two that were joined by mistake are noticed."""
    for each in table.joined[:MOST_JOINED]:
        say(f"{name}: {each}; if it should not, a quotation mark is open")
    if len(table.joined) > MOST_JOINED:
        say(f"{name}: and {len(table.joined) - MOST_JOINED} more rows run over several lines")


def _read(client: Client | Offline, holds: str, asked: Namespace) -> Scored:
    """The results of a text file, as they come."""
    data = unmarked(_texts.read_bytes(asked.file))
    if holds == "json":
        scored = _request(client, data, asked)
    elif holds == "csv":
        scored = _table(client, data, asked)
    else:
        lines = Lines(data)
        scored = _listed(client, lines, lines.submissions(), asked, asked.matrix)
    return msgspec.structs.replace(scored, given=data)


def _book(client: Client | Offline, asked: Namespace) -> Scored:
    """The results of a workbook, as they come."""
    # The library of spreadsheets is an extra, and slow to load.
    from morile._scored_book import scored_book

    book, document = scored_book(book_bytes(asked.file), client, asked.matrix)
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    submissions = book.submissions(document.definition)
    name = f"{document.id}@{document.version}"
    results = client.assess_many(submissions, matrix=name, **wishes_of(asked))
    return Scored(mark, map(book.reworded, results), book)


def _same(output: str, file: str) -> bool:
    return file != "-" and Path(output).resolve() == Path(file).resolve()


def wishes_of(asked: Namespace) -> dict[str, Any]:
    """What the command line asks for beside the score, as members of a request."""
    return {name: value for name in WISHES if (value := getattr(asked, name))}


def _request(client: Client | Offline, body: bytes, asked: Namespace) -> Scored:
    """A request of the API, sent as it stands but for what the command line says otherwise."""
    stated = wishes_of(asked) | ({"matrix": asked.matrix} if asked.matrix else {})
    if stated:
        body = _reworded(body, stated)
    said = client.answer(body)
    answer = msgspec.json.decode(said, type=AssessmentAnswer)
    return Scored(answer.matrix, answer.results, Whole(body), said)


def _reworded(body: bytes, stated: dict[str, Any]) -> bytes:
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return body
    return encoder.encode(members | stated)


def _table(client: Client | Offline, data: bytes, asked: Namespace) -> Scored:
    """A CSV table; where no matrix is named, its columns tell which it was made for."""
    table, matrix = Table(data.decode()), asked.matrix
    if matrix is None and VECTOR not in table.columns:
        matrix = fitting(table, client)
    return _listed(client, table, table.submissions(), asked, matrix, table)


def _listed(
    client: Client | Offline,
    source: Source,
    submissions: Iterator[Submission],
    asked: Namespace,
    matrix: str | None,
    table: Table | None = None,
) -> Scored:
    """Submissions one after another, all scored with one matrix."""
    first = next(submissions, None)
    if first is None:
        raise refused("holds no submissions", Code.NOT_A_TABLE)
    name = matrix_of(first, Wish(matrix))
    if name is None:
        raise Misused("say which matrix to score with: --matrix thematic@1.0.0, for example")
    document = client.matrix(name)
    faults = table.faults_for(document.definition) if table else []
    if faults:
        raise BadSubmission(faults)
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    every = chain([first], submissions)
    results = client.assess_many(every, matrix=name, **wishes_of(asked))
    return Scored(mark, results, source)


def _watched(
    scored: Scored, name: str, count: Counter[str], refused: dict[int, list[str]]
) -> Iterator[Assessed | Refused]:
    """The results, counted, the faults of those refused told as they pass."""
    for result in scored.results:
        if isinstance(result, Refused):
            count["refused"] += 1
            start = f"/submissions/{result.index}"
            told = refused.setdefault(scored.source.told[result.index].place, [])
            for fault in result.problem.errors:
                place = scored.source.place(result.index, fault.pointer.removeprefix(start))
                say(f"{name}: {place}: {fault.detail} [{fault.code}]")
                told.append(f"{place}: {fault.detail}")
        else:
            count["assessed"] += 1
        yield result


def _write(
    out: BinaryIO,
    to: str,
    scored: Scored,
    results: Iterator[Assessed | Refused],
    client: Client | Offline,
    asked: Namespace,
) -> None:
    if to == "ndjson":
        for result in results:
            out.write(encoder.encode(result) + b"\n")
        return
    every = list(results)
    if to == "csv":
        out.write(
            sheet(scored.mark, every, scored.source, further(wishes_of(asked), every)).encode()
        )
    elif to == "json":
        out.write(scored.whole or encoder.encode(_answer(scored, every, client)))
    elif to == FORM:
        from morile._scored_book import workbook_of

        out.write(workbook_of(scored.mark, scored.source, every, client, wishes_of(asked)))
    else:
        out.write(_ranked(scored, every, client, asked).encode())


def _answer(
    scored: Scored, results: list[Assessed | Refused], client: Client | Offline
) -> AssessmentAnswer:
    """What one request for all of them would have been answered."""
    refused = sum(isinstance(each, Refused) for each in results)
    summary = Summary(len(results), len(results) - refused, refused)
    engine = client.meta.engine_version if client.meta else None
    stated = [each.marking for each in scored.source.told]
    marking = highest_of(stated, client.vocabulary(MARKINGS).keys()) if any(stated) else None
    return AssessmentAnswer(scored.mark, engine or ENGINE_VERSION, summary, results, marking)


def _ranked(
    scored: Scored,
    results: list[Assessed | Refused],
    client: Client | Offline,
    asked: Namespace,
) -> str:
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
    return text + beside(assessed, asked.as_of)


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
