"""Batches: the rows of Parquet and Arrow files in tables that fit into memory, however they lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from morile_api.language.faults import BadSubmission, Code, Fault

FORMATS = {".parquet": "parquet", ".arrow": "ipc", ".feather": "ipc"}
"""What a file holds, by its ending."""

ROWS = 131_072
"""Of one batch, at the most: enough that what is worked out once for each hardly shows."""

PIECE = 1 << 20
"""Bytes of a column of Parquet that are read at a time."""

READING = {"batch_readahead": 0, "fragment_readahead": 0, "use_threads": False}
"""Nothing is read before it is wanted, so that memory does not grow with the file."""


def dataset_of(source: Any) -> Any:
    """A pyarrow dataset of files of one kind, or the one that is given.

    Raises:
        ValueError: the files are of several kinds, or do not say of which.
    """
    from pyarrow import dataset  # type: ignore[import-untyped]

    if isinstance(source, dataset.Dataset):
        return source
    files = [source] if isinstance(source, str | Path) else list(source)
    kinds = {"parquet" if Path(each).is_dir() else form_of(each) for each in files}
    if len(kinds) != 1:
        raise ValueError("give files of one kind")
    named: str | list[str] = [str(each) for each in files]
    return dataset.dataset(named[0] if len(named) == 1 else named, format=kinds.pop())


def form_of(path: str | Path) -> str:
    """What a file holds, by its ending.

    Raises:
        ValueError: that says nothing.
    """
    ending = Path(path).suffix.lower()
    if ending not in FORMATS:
        raise ValueError(f"name files by what they hold: {', '.join(FORMATS)}")
    return FORMATS[ending]


def batches(data: Any, ours: bool) -> Iterator[Any]:
    """The rows in tables that are neither too large nor, where files are in small parts, small.

    Args:
        data: a pyarrow dataset.
        ours: whether it was made of files here, and not by a caller with wishes of his own.

    Raises:
        BadSubmission: a file is cut short or damaged.
    """
    from pyarrow import Table

    kept: list[Any] = []
    with readable():
        for batch in (
            _parts(data) if ours else data.scanner(batch_size=ROWS, **READING).to_batches()
        ):
            kept.append(batch)
            if sum(each.num_rows for each in kept) >= ROWS // 2:
                yield Table.from_batches(kept)
                kept = []
    if kept:
        yield Table.from_batches(kept)


def _parts(data: Any) -> Iterator[Any]:
    """Batches of files, read one after another: a scanner of the whole reads far ahead of us."""
    from pyarrow import dataset

    for fragment in data.get_fragments():
        alike = fragment.physical_schema.equals(data.schema)
        if alike and isinstance(fragment, dataset.ParquetFileFragment):
            yield from _pages(fragment)
        else:
            yield from fragment.to_batches(schema=data.schema, batch_size=ROWS, **READING)


def _pages(fragment: Any) -> Iterator[Any]:
    """Batches of a Parquet file; a scanner decodes a whole row group, which may be the file."""
    from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]

    with (
        fragment.open() as opened,
        ParquetFile(opened, pre_buffer=False, buffer_size=PIECE) as file,
    ):
        yield from file.iter_batches(batch_size=ROWS, use_threads=False)


@contextmanager
def readable() -> Iterator[None]:
    """What goes wrong in reading, as one fault.

    Raises:
        BadSubmission: a file cannot be read to its end.
        FileNotFoundError: it is not there.
    """
    from pyarrow import ArrowException

    try:
        yield
    except (ArrowException, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        detail = (
            "cannot be read to its end; is it cut short, damaged or of another kind, or are two of "
            "its columns called the same?"
        )
    else:
        return
    raise BadSubmission([Fault("", Code.NOT_A_TABLE, detail)])
