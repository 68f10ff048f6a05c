"""The command `morile score`: submissions from a file in, assessments out, the rest told aside."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from morile import _texts
from morile._aside import say
from morile._datasets import is_dataset, rows_wanted, score_dataset
from morile._excel import FORM, book_bytes, is_book, need_excel
from morile._exits import OK, SOME_REFUSED, Misused, Unfit
from morile._fitting import fitting
from morile._listed import listed
from morile._outputs import form_for, opened_output, refuse_two_in_one, same_file
from morile._progress import Progress
from morile._rejects import NoRejects, Rejects, rejected_lines, rejected_request, rejected_rows
from morile._requested import requested
from morile._sources import Lines
from morile._whole_file import is_apart
from morile._written import AT_ONCE, Scored, Target, write
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.language.faults import BadSubmission
from morile_api.sheets.rows import VECTOR, Table, csv_table
from morile_api.sheets.standing import standing

WISHES = ("explain", "sentence", "distribution", "flips", "as_of")
"""Options that are members of a request too."""


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
    if is_dataset(asked.file) and not rows_wanted(asked):
        return score_dataset(asked, client)
    book = is_book(asked.file, asked.holds)
    holds = "csv" if book else _texts.form_of(asked.file, asked.holds)
    to = form_for(asked.to, asked.output, holds)
    _check(asked, book, to)
    count: Counter[str] = Counter()
    with ExitStack() as files:
        scored = READERS[FORM if book else holds](client, asked, files)
        rejects = _rejects(asked, scored, files)
        name = _texts.name_of(asked.file)
        results = _watched(scored, name, count, rejects, forgets=to not in AT_ONCE)
        out = files.enter_context(opened_output(asked.output))
        # A pipe that has a name is a pipe.
        named = None if asked.output and is_apart(Path(asked.output)) else asked.output
        write(Target(out, to, named), scored, results, client)
    if to != "table":
        say(standing(scored.mark))
    if isinstance(scored.source, Table):
        tell_joined(scored.source, name)
    if not count["refused"]:
        return OK
    say(f"{count['assessed']} of {count.total()} assessed, {count['refused']} refused")
    return SOME_REFUSED


def _check(asked: Namespace, book: bool, to: str) -> None:
    if asked.output and same_file(asked.output, asked.file):
        raise Misused(f"{asked.output}: is the input; name another file")
    if asked.rejects and book:
        raise Misused("--rejects: a workbook lists its faults in its own copy: -o scored.xlsx")
    if asked.rejects and same_file(asked.rejects, asked.file):
        raise Misused(f"{asked.rejects}: is the input; name another file")
    refuse_two_in_one(asked)
    if book or to == FORM:
        need_excel()
        if asked.output is None and to == FORM and sys.stdout.isatty():
            raise Misused("a workbook goes to a file: -o scored.xlsx")
    if to == "parquet" and (asked.output is None or is_apart(Path(asked.output))):
        raise Misused("Parquet goes to a file: -o scored.parquet")


def tell_joined(table: Table, name: str) -> None:
    """Which rows run over several lines, so that two that were joined by mistake are noticed."""
    for each in table.joined.first:
        say(f"{name}: {each}; if it should not, a quotation mark is open")
    more = table.joined.count - len(table.joined.first)
    if more:
        say(f"{name}: and {more} more rows run over several lines")


def wishes_of(asked: Namespace) -> dict[str, Any]:
    """What the command line asks for beside the score, as members of a request."""
    return {name: value for name in WISHES if (value := getattr(asked, name))}


def _book(client: Client | Offline, asked: Namespace, files: ExitStack) -> Scored:
    """The results of a workbook, as they come."""
    del files
    # The library of spreadsheets is an extra, and slow to load.
    from morile._scored_book import scored_book

    book, document = scored_book(book_bytes(asked.file), client, asked.matrix)
    mark = MatrixMark(document.id, document.version, document.status, document.digest)
    submissions, wishes = book.submissions(document.definition), wishes_of(asked)
    name = f"{document.id}@{document.version}"
    results = client.assess_many(submissions, matrix=name, **wishes)
    return Scored(mark, map(book.reworded, results), book, wishes)


def _table(client: Client | Offline, asked: Namespace, files: ExitStack) -> Scored:
    """A CSV table; where no matrix is named, its columns tell which it was made for."""
    table = csv_table(files.enter_context(_texts.text_lines(asked.file)))
    return _tabled(client, asked, table)


def _columns(client: Client | Offline, asked: Namespace, files: ExitStack, holds: str) -> Scored:
    """The rows of a Parquet or Arrow file."""
    # The library of columns is an extra, and slow to load.
    from morile._column_rows import column_table

    try:
        return _tabled(client, asked, files.enter_context(column_table(asked.file, holds)))
    except BadSubmission as error:
        raise Unfit(error.faults) from error


def _tabled(client: Client | Offline, asked: Namespace, table: Table) -> Scored:
    matrix = asked.matrix
    if matrix is None and VECTOR not in table.columns:
        matrix = fitting(table, client)
    return listed(client, table, table.submissions(), wishes_of(asked), matrix, table)


def _lines(client: Client | Offline, asked: Namespace, files: ExitStack) -> Scored:
    """Lines of JSON."""
    lines = Lines(files.enter_context(_texts.byte_lines(asked.file)))
    return listed(client, lines, lines.submissions(), wishes_of(asked), asked.matrix)


def _request(client: Client | Offline, asked: Namespace, files: ExitStack) -> Scored:
    """A request of the API."""
    return requested(client, asked.file, wishes_of(asked), asked.matrix, files)


READERS: dict[str, Callable[[Client | Offline, Namespace, ExitStack], Scored]] = {
    "csv": _table,
    "ndjson": _lines,
    "json": _request,
    FORM: _book,
    "parquet": partial(_columns, holds="parquet"),
    "arrow": partial(_columns, holds="arrow"),
}
"""By what a file holds, what scores it as it is read."""


def _rejects(asked: Namespace, scored: Scored, files: ExitStack) -> Rejects:
    """What takes the submissions that are refused, in the form they came in."""
    if not asked.rejects:
        return NoRejects()
    made = partial(rejected_request, members=scored.members)
    if isinstance(scored.source, Table):
        made = partial(rejected_rows, columns=scored.source.columns)
    elif isinstance(scored.source, Lines):
        made = partial(rejected_lines)
    return files.enter_context(made(asked.rejects))


def _watched(
    scored: Scored, name: str, count: Counter[str], rejects: Rejects, forgets: bool
) -> Iterator[Assessed | Refused]:
    """The results, counted, the faults of those refused told as they pass.

    Where they are written one by one, what is told of a submission is forgotten after its result.
    """
    progress = Progress()
    for result in scored.results:
        if isinstance(result, Refused):
            count["refused"] += 1
            progress.clear()
            rejects.add(scored.source.told.given(result.index), _told(scored, name, result))
        else:
            count["assessed"] += 1
        yield result
        progress.one()
        if forgets:
            scored.source.told.forget(result.index)
    progress.clear()


def _told(scored: Scored, name: str, result: Refused) -> list[str]:
    """The faults of a submission in words, said aside as they are found."""
    start, told = f"/submissions/{result.index}", []
    for fault in result.problem.errors:
        place = scored.source.place(result.index, fault.pointer.removeprefix(start))
        say(f"{name}: {place}: {fault.detail} [{fault.code}]")
        told.append(f"{place}: {fault.detail}")
    return told
