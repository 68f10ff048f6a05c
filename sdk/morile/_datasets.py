"""Datasets at the command line: Parquet and Arrow files of any length, scored batch by batch."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from morile._aside import say
from morile._exits import OK, SOME_REFUSED, Misused, Unfit, Unusable
from morile._outputs import FORMS, STREAM, refuse_two_in_one, same_file
from morile._whole_file import is_apart
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import MatrixMark
from morile_api.language.faults import BadSubmission, Fault
from morile_api.sheets.rows import letter
from morile_api.sheets.standing import standing

if TYPE_CHECKING:
    from morile.frames.datasets import Scored

ENDINGS = (".parquet", ".arrow", ".feather")
"""Of files that are read and written in batches, without all of them in memory."""

ROWS = ("table", "csv", "ndjson", "json", "xlsx")
"""Forms in which every row stands by itself."""

MOST_TOLD = 1_000
"""Faults that are said one by one."""

WISHES = ("explain", "sentence", "distribution", "flips", "as_of")


def is_dataset(file: str) -> bool:
    """Whether a file is one, by its ending."""
    return Path(file).suffix.lower() in ENDINGS


def rows_wanted(asked: Namespace) -> bool:
    """Whether the results are to go into something else, which is written row by row."""
    ending = Path(asked.output).suffix.lower() if asked.output else ""
    if ending == STREAM:
        return True
    return asked.to in ROWS or (asked.to is None and FORMS.get(ending) in ROWS)


def score_dataset(asked: Namespace, client: Client | Offline) -> int:
    """Score a file of columns into another.

    Args:
        asked: file, output, matrix and what is wished for, from the command line.
        client: what scores; only this process can.

    Returns:
        The exit code: whether any row is at fault.

    Raises:
        Misused: the options do not fit the file.
        MorileError: the file is refused whole.
    """
    offline = _able(asked, client)
    try:
        done = _scored(asked, offline)
    except BadSubmission as error:
        raise Unfit(error.faults) from error
    except FileNotFoundError as error:
        raise Unusable(f"{asked.file}: cannot be read: {error.strerror}") from error
    except ModuleNotFoundError as error:
        raise Misused(f"this needs {error.name}: pip install 'morile[frames,arrow]'") from error
    except ValueError as error:
        raise Misused(str(error)) from error
    if done.replaced:
        say(f"{asked.file}: its columns {', '.join(done.replaced)} are written anew")
    say(_standing(offline, asked.matrix))
    if not done.faulty:
        return OK
    said = f"{done.rows - done.faulty} of {done.rows} assessed, {done.faulty} refused"
    say(f"{said}; see column faults")
    return SOME_REFUSED


def _scored(asked: Namespace, offline: Offline) -> "Scored":
    # The library of columns is an extra, and slow to load.
    from morile.frames.datasets import Aside, scored_dataset
    from morile.frames.matching import Manner
    from morile.frames.scoring import Wanted

    scorer = offline.catalogue.entry(asked.matrix).scorer
    wanted = Wanted(manner=Manner(place=_lettered, remedy="give the column that name"))
    progress = _progress if sys.stderr.isatty() else _untold
    rejects = Path(asked.rejects) if asked.rejects else None
    aside = Aside(progress, _Faults(asked.file), rejects)
    return scored_dataset(asked.file, Path(asked.output), scorer, wanted, aside, anew=True)


def _lettered(column: int) -> str:
    """A column as all other tables at the command line have it."""
    return f"column {letter(column)}"


def _standing(offline: Offline, matrix: str) -> str:
    document = offline.matrix(matrix)
    return standing(MatrixMark(document.id, document.version, document.status, document.digest))


def _able(asked: Namespace, client: Client | Offline) -> Offline:
    """The engine in this process, if all that is asked can be had for a dataset."""
    if not isinstance(client, Offline):
        raise Misused("files of Parquet and Arrow are scored in this process: leave --url out")
    if not asked.matrix:
        raise Misused("say which matrix to score with: --matrix thematic@1.0.0, for example")
    if not asked.output or not is_dataset(asked.output):
        raise Misused(f"name the results with -o, ending in {' or '.join(ENDINGS)}")
    wished = [name for name in WISHES if getattr(asked, name)]
    if wished:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in wished)
        raise Misused(f"{options}: not for files of columns; ask it of the rows that matter")
    if asked.rejects and not is_dataset(asked.rejects):
        raise Misused(f"{asked.rejects}: name the rejects with an ending of {' or '.join(ENDINGS)}")
    if is_apart(Path(asked.output)):
        raise Misused(f"{asked.output}: is no file; what is written by its end needs one")
    refuse_two_in_one(asked)
    if same_file(asked.output, asked.file):
        raise Misused(f"{asked.output}: is the input; name another file")
    return client


class _Faults:
    """The faults of rows, said one by one; of very many the first, for a column has them all."""

    def __init__(self, file: str) -> None:
        self._file, self._left = file, MOST_TOLD

    def __call__(self, faults: Sequence[Fault]) -> None:
        """Say them."""
        if self._left and sys.stderr.isatty():
            say("")
        for fault in faults[: self._left]:
            column, row = fault.pointer[1:].rsplit("/", 1)
            place = f"row {int(row) + 1}, column {column}"
            say(f"{self._file}: {place}: {fault.detail} [{fault.code}]")
        if self._left and len(faults) > self._left:
            say(f"{self._file}: and more; column faults names all")
        self._left = max(0, self._left - len(faults))


def _untold(rows: int, of: int) -> None:
    """Progress that nobody watches."""


def _progress(rows: int, of: int) -> None:
    sys.stderr.write(f"\r{rows:,} of {of:,} rows" + ("\n" if rows >= of else ""))
