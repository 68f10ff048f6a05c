"""Outputs: where the command's data goes, whole or not at all."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from morile._exits import Misused
from morile._whole_file import is_apart, whole_file

encoder = msgspec.json.Encoder(decimal_format="number")
"""The one way answers are written, so that every way to the engine gives the same bytes."""

STANDARD_OUTPUT = "-"

FORMS = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "json"} | {
    ".txt": "table",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".arrows": "arrow",
    ".feather": "arrow",
}
"""What a file is to hold, by its ending."""

STREAM = ".arrows"
"""What a file of Arrow's stream ends in; the others are of the form that can be read anywhere."""


def named_or_standard(said: str) -> str | None:
    """What `-o` names: a file, or none for standard output."""
    return None if said == STANDARD_OUTPUT else said


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


def same_file(output: str, file: str) -> bool:
    """Whether two names are those of one file."""
    if STANDARD_OUTPUT in (output, file):
        return False
    return Path(output).resolve() == Path(file).resolve() and not is_apart(Path(file))


def refuse_two_in_one(asked: Namespace) -> None:
    """Go on only where results and rejects go to two places.

    Args:
        asked: output and rejects, from the command line.

    Raises:
        Misused: both go to one.
    """
    if asked.rejects is None:
        return
    if asked.output is None and asked.rejects == STANDARD_OUTPUT:
        raise Misused("--rejects: standard output has the results; name a file, or the results -o")
    if asked.output is not None and same_file(asked.output, asked.rejects):
        raise Misused(f"{asked.rejects}: -o and --rejects name one file; name two")


@contextmanager
def opened_output(output: str | None) -> Iterator[BinaryIO]:
    """Standard output (also for `-`), or a file that bears its name only once it is whole.

    Raises:
        Misused: the file cannot be written.
    """
    if output in (None, STANDARD_OUTPUT):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if not path.name or path.is_dir():
        raise Misused(f"{output}: is a folder; name a file")
    try:
        with whole_file(path) as file:
            yield file
    except OSError as error:
        raise Misused(f"{output}: cannot be written: {error.strerror}") from error
