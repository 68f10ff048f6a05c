"""Spark: a distributed data frame scored where its rows are, with the bits of `morile.frames`.

It needs the extra `spark`; where Spark is there already, `morile[arrow,frames]` on the driver and
on every executor is enough. Nothing else of morile imports it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]

from morile._bulk import OnError
from morile._loading import ready
from morile.frames.datasets import scored_table
from morile.frames.matching import Columns, Manner
from morile.frames.scoring import More, Wanted, refuse_unknown, this_process
from morile.offline import Offline
from morile_api.engine.scorer import Scorer
from morile_api.language.version import ENGINE_VERSION

ROWS = 131_072
"""Scored at once, at the least, if there are so many: what is worked out once then hardly shows."""

BYTES = 64 << 20
"""Scored at once sooner, where rows are wide, so that a worker's memory is bounded."""

SPARK_TYPES = {pa.float64(): "double", pa.string(): "string"}
"""Those of result columns."""

IN_SPARK = Manner(alike=str.lower)
"""Unless a session is told otherwise, capitals make no other name there."""

NOT_A_FRAME = "give a data frame of Spark"


class Task(msgspec.Struct, frozen=True):
    """All that an executor is told.

    Attributes:
        text: the definition of the matrix, as it is written.
        wanted: which columns are read and added.
        on_error: what a row at fault means for the others.
        engine: the version of the engine on the driver.
    """

    text: bytes
    wanted: Wanted
    on_error: OnError
    engine: str = ENGINE_VERSION


def score(
    frame: Any,
    matrix: str,
    columns: Columns | None = None,
    on_error: OnError = "report",
    *,
    add: Sequence[More] = (),
    prefix: str = "",
    engine: Offline | None = None,
) -> Any:
    """Score every row of a data frame of Spark; `morile.frames.score` says what is not said here.

    The columns are checked at once, on the driver. Rows are scored when Spark runs the plan; the
    definition of the matrix travels with the tasks, and executors fetch nothing.

    Args:
        frame: with a column for each criterion, of strings or arrays of strings.
        matrix: its full name, such as `thematic@1.0.0`.
        columns: by criterion, the column that answers it, where that has another name.
        on_error: with `reject` a wrong row fails the job, by criterion and row of its partition.
        add: `nodes`, `vector`, `digest`.
        prefix: before the name of each column that is added.
        engine: whose matrices are meant.

    Returns:
        The frame with the columns that `morile.frames.score` adds: doubles and strings.

    Raises:
        BadSubmission: columns or `on_error` do not fit.
        UnknownMatrix: there is no such matrix.
        TypeError: it is no data frame of Spark.
    """
    if not hasattr(frame, "mapInArrow"):
        raise TypeError(NOT_A_FRAME)
    text = (engine or this_process()).catalogue.entry(matrix).text
    task = Task(text, Wanted(dict(columns or {}), tuple(add), prefix, IN_SPARK), on_error)
    schema = deepcopy(frame.schema)
    for name, kind in added_columns(task, frame.dtypes):
        schema.add(name, kind)
    return frame.mapInArrow(answering(task), schema)


def added_columns(task: Task, given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The names of the columns that are added and their types, as Spark calls them.

    Args:
        task: what is to be done.
        given: the columns there are, likewise.

    Raises:
        BadSubmission: these do not fit, or nobody knows what a row at fault is to mean.
    """
    refuse_unknown(task.on_error)
    arrays = [(name, pa.array([], _as_arrow(kind))) for name, kind in given]
    names = [name for name, _ in arrays]
    empty = pa.table([array for _, array in arrays], names=names)
    whole = scored_table(scorer_of(task.text), task.wanted, "report", 0, empty)[1].schema
    return [(field.name, SPARK_TYPES[field.type]) for field in list(whole)[len(names) :]]


def _as_arrow(kind: str) -> Any:
    """Words as Arrow holds them; of any other type it only matters that it holds none."""
    if kind == "array<string>":
        return pa.list_(pa.string())
    if kind == "void":
        return pa.null()
    words = kind == "string" or kind.startswith(("string ", "varchar(", "char("))
    return pa.string() if words else pa.bool_()


def answering(task: Task) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What an executor runs on each partition: record batches in, the same with results out."""

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        return scored_batches(task, batches)

    return run


def scored_batches(task: Task, batches: Iterator[Any]) -> Iterator[Any]:
    """Record batches with their results, whatever the batches they came in.

    Raises:
        BadSubmission: a row is at fault and that rejects; rows count from 0 where `batches` begin.
        RuntimeError: the engine here is another than the driver's.
    """
    if task.engine != ENGINE_VERSION:
        here = f"the driver has morile {task.engine}, this executor {ENGINE_VERSION}"
        raise RuntimeError(f"{here}; install the same on all, or scores could differ")
    scorer, before = scorer_of(task.text), 0
    for table in _gathered(batches):
        yield from scored_table(scorer, task.wanted, task.on_error, before, table)[1].to_batches()
        before += len(table)


def _gathered(batches: Iterator[Any]) -> Iterator[Any]:
    """Spark's small batches in tables that are worth scoring at once."""
    kept: list[Any] = []
    for batch in batches:
        kept.append(batch)
        rows = sum(each.num_rows for each in kept)
        if rows >= ROWS or sum(each.nbytes for each in kept) >= BYTES:
            yield pa.Table.from_batches(kept)
            kept = []
    if kept:
        yield pa.Table.from_batches(kept)


@cache
def scorer_of(text: bytes) -> Scorer:
    """A definition made ready to score, once in a process for all its tasks."""
    return ready(text)
