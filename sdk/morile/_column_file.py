"""Column files: results written as Parquet or Arrow, some thousand rows at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

from morile._exits import Misused
from morile._sheet import cells_of, columns_of
from morile_api.language.assessment import Assessed, MatrixMark, Refused
from morile_api.sheets.further import Cell
from morile_api.sheets.told import Source

ROWS = 8_192
"""Of one batch: what it costs is then little beside what its rows cost."""

FIGURES = ("score", "lowest", "highest", "mean_score", "band_may_change", "narrows_by")
COUNTS = ("row", "age_days")

NEEDED = "this needs pyarrow: pip install 'morile[arrow]'"


def write_columns(
    out: BinaryIO,
    form: str,
    whole: bool,
    mark: MatrixMark,
    nodes: Sequence[str],
    results: Iterable[Assessed | Refused],
    source: Source,
    further: Mapping[str, Cell],
) -> None:
    """Write the table that `sheet` writes, figures as figures and texts as they are.

    Args:
        out: where to.
        form: parquet or arrow.
        whole: whether it is a file, and no pipe: of Arrow there is a form for each.
        mark: which matrix, and its status.
        nodes: keys of its nodes, in the order of an answer.
        results: of every submission.
        source: what they came from.
        further: columns that were asked for beside the usual ones, by name.

    Raises:
        Misused: the library is not installed.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise Misused(NEEDED) from error
    names = columns_of(nodes, further)
    schema = pyarrow.schema([(name, _kind(pyarrow, name, nodes)) for name in names])
    # The reference as it was: no program takes a cell of these files for a formula.
    rows = ([result.ref, *cells_of(mark, nodes, result, source, further)[1:]] for result in results)
    with _writer(out, form, whole, schema) as writer:
        while batch := list(islice(rows, ROWS)):
            columns = zip(*batch, strict=True)
            arrays = [
                _array(pyarrow, each, kind) for each, kind in zip(columns, schema, strict=True)
            ]
            writer.write_table(pyarrow.table(arrays, schema=schema))


def _kind(pyarrow: Any, name: str, nodes: Sequence[str]) -> Any:
    if name in FIGURES or name in [f"{node}_score" for node in nodes]:
        return pyarrow.float64()
    return pyarrow.int64() if name in COUNTS else pyarrow.string()


def _array(pyarrow: Any, said: Sequence[Any], field: Any) -> Any:
    if field.type == pyarrow.string():
        said = [None if each is None else str(each) for each in said]
    elif field.type == pyarrow.float64():
        said = [None if each is None else float(each) for each in said]
    return pyarrow.array(said, field.type)


@contextmanager
def _writer(out: BinaryIO, form: str, whole: bool, schema: Any) -> Iterator[Any]:
    if form == "parquet":
        from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]

        with ParquetWriter(out, schema) as writer:
            yield writer
        return
    from pyarrow import ipc

    with ipc.new_file(out, schema) if whole else ipc.new_stream(out, schema) as writer:
        yield writer
