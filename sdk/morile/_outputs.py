"""Outputs: where the command's data goes, whole or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from morile._exits import Misused

encoder = msgspec.json.Encoder(decimal_format="number")
"""The one way answers are written, so that every way to the engine gives the same bytes."""

FORMS = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "json"} | {
    ".txt": "table",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
}
"""What a file is to hold, by its ending."""


def form_for(stated: str | None, output: str | None, input_form: str) -> str:
    """The form of the results: as stated, else by the file's ending, else for who reads.

    A table for a terminal; for anything else the form that came in.
    """
    if stated:
        return stated
    if output:
        form = FORMS.get(Path(output).suffix.lower())
        if form is None:
            raise Misused(
                f"{output}: say what it is to hold with --to table, csv, ndjson, json, xlsx, "
                "parquet or arrow"
            )
        return form
    return "table" if sys.stdout.isatty() else input_form


@contextmanager
def opened_output(output: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there under its name only once it is whole.

    Raises:
        Misused: the file cannot be written.
    """
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if not path.name or path.is_dir():
        raise Misused(f"{output}: is a folder; name a file")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise Misused(f"{output}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
