"""Datasets: Parquet and Arrow files of any length, scored in batches that fit into memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from morile._bulk import OnError
from morile._whole_file import whole_file
from morile.frames.batches import batches, dataset_of, form_of, readable
from morile.frames.kinds import opened
from morile.frames.matching import Columns
from morile.frames.scoring import (
    MOST_LISTED,
    More,
    Wanted,
    faults_of,
    refuse,
    refuse_unknown,
    result_names,
    scored,
    this_process,
)
from morile.offline import Offline
from morile_api.engine.columns.outcome import Outcome
from morile_api.engine.scorer import Scorer
from morile_api.language.faults import Fault

Told = Callable[[Sequence[Fault]], None]
"""Told what is wrong with the rows of a batch, by row (from 0) and criterion: `/volume/3`."""

Progress = Callable[[int, int], None]
"""Told after each batch how many rows are done, and how many there are."""


class Scored(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """How many rows were scored, those at fault among them, and results that were there before."""

    rows: int
    faulty: int
    replaced: tuple[str, ...] = ()


def score_dataset(
    source: Any,
    to: str | Path,
    matrix: str,
    columns: Columns | None = None,
    on_error: OnError = "report",
    *,
    add: Sequence[More] = (),
    prefix: str = "",
    engine: Offline | None = None,
    progress: Progress | None = None,
    rejects: str | Path | None = None,
    told: Told | None = None,
) -> Scored:
    """Score a dataset that need not fit into memory; `score` says what is not said here.

    It needs pyarrow. The columns are checked before any row is read.

    Args:
        source: files of one kind (`.parquet`, `.arrow`), a folder of Parquet, or a pyarrow dataset.
        to: the file to write; it is there only once it is whole.
        matrix: its full name.
        columns: by criterion, the column that answers it, where that has another name.
        on_error: with `reject` the first batch with a wrong row ends it, and nothing is written.
        add: `nodes`, `vector`, `digest`.
        prefix: before the name of each column that is added.
        engine: what scores.
        progress: called after each batch.
        rejects: a file for the rows at fault, with the column `faults` beside their own.
        told: called for each batch with rows at fault.

    Raises:
        BadSubmission: as `score` does; or a file is cut short, damaged or of another kind.
        ValueError: the ending of a file does not say what it holds.
    """
    refuse_unknown(on_error)
    scorer = (engine or this_process()).catalogue.entry(matrix).scorer
    aside = Aside(progress or _untold, told or _unheard, Path(rejects) if rejects else None)
    return scored_dataset(source, Path(to), scorer, Wanted(columns, add, prefix), aside, on_error)


def _untold(rows: int, of: int) -> None:
    """Progress that nobody asked for."""


def _unheard(faults: Sequence[Fault]) -> None:
    """Faults that nobody asked for."""


class Aside(msgspec.Struct, frozen=True):
    """What is told and written beside the results; see `score_dataset`."""

    progress: Progress
    told: Told
    rejects: Path | None


def scored_dataset(
    source: Any,
    to: Path,
    scorer: Scorer,
    wanted: Wanted,
    aside: Aside,
    on_error: OnError = "report",
    anew: bool = False,
) -> Scored:
    """Score a dataset with a matrix that is ready; `score_dataset` says what is not said here.

    Args:
        source: files or a dataset.
        to: the file to write.
        scorer: of the matrix.
        wanted: which columns are read and added.
        aside: what is told and written beside the results.
        on_error: what a row at fault means for the others.
        anew: whether results that are there are left out, as faults of rejects are, or refused.
    """
    with readable():
        data = dataset_of(source)
        total = data.count_rows()
    before = result_names(scorer, wanted) if anew else [wanted.faults]
    over = [name for name in data.schema.names if name in before]
    kept = [*(name for name in data.schema.names if name not in over), wanted.faults]
    score_table = partial(scored_table, scorer, wanted, on_error)
    schema = score_table(0, data.schema.empty_table().drop_columns(over))[1].schema
    done = Scored(0, 0, tuple(name for name in over if name != wanted.faults))
    with _written(to, schema) as write, _rejected(aside.rejects, schema, kept) as reject:
        for table in batches(data, ours=data is not source):
            outcome, whole = score_table(done.rows, table.drop_columns(over))
            write(whole.cast(schema))
            faulty = int(outcome.faulty.sum())
            if faulty:
                aside.told(faults_of(outcome, done.rows, MOST_LISTED))
                reject(whole.cast(schema).filter(outcome.faulty).select(kept))
            done = Scored(done.rows + len(table), done.faulty + faulty, done.replaced)
            aside.progress(done.rows, total)
    return done


@contextmanager
def _rejected(to: Path | None, schema: Any, kept: Sequence[str]) -> Iterator[Callable[[Any], None]]:
    """What appends rows to a file of rejects, if there is to be one."""
    if to is None:
        yield lambda table: None
        return
    from pyarrow import schema as schema_of  # type: ignore[import-untyped]

    with _written(to, schema_of([schema.field(name) for name in kept])) as write:
        yield write


def scored_table(
    scorer: Scorer, wanted: Wanted, on_error: OnError, before: int, table: Any
) -> tuple[Outcome, Any]:
    """What the rows of a table come to, and the table with its results.

    Args:
        scorer: of the matrix.
        wanted: which columns are read and added.
        on_error: with `reject` a row at fault refuses the table.
        before: rows before its first, for the places of faults.
        table: of pyarrow; what it comes back with holds text, no codes, so that the results of any
            two tables of one schema have one schema.

    Raises:
        BadSubmission: its columns do not fit, or a row is at fault and that rejects.
    """
    given = opened(table)
    added = scored(scorer, given, wanted)
    if on_error == "reject":
        refuse(added.outcome, before)
    return added.outcome, _plain(given.given_back(added.columns))


def _plain(table: Any) -> Any:
    """The same with texts for codes: batches of one file cannot each have codes of their own."""
    from pyarrow import chunked_array, large_string, types

    for place, field in enumerate(table.schema):
        if types.is_dictionary(field.type):
            kind = field.type.value_type
            # Views of text can be cast, and nothing else be done with them.
            kind = large_string() if types.is_string_view(kind) else kind
            chunks = table.column(place).chunks
            plain = [each.dictionary.cast(kind).take(each.indices) for each in chunks]
            table = table.set_column(place, field.name, chunked_array(plain, kind))
    return table


@contextmanager
def _written(to: Path, schema: Any) -> Iterator[Callable[[Any], None]]:
    """What appends tables to a file, which bears its name only once all went well."""
    form = form_of(to)
    with whole_file(to) as file, _writer(file, form, schema) as writer:
        yield writer.write_table


def _writer(file: BinaryIO, form: str, schema: Any) -> Any:
    if form == "parquet":
        from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]

        return ParquetWriter(file, schema)
    from pyarrow import ipc

    return ipc.new_file(file, schema)
