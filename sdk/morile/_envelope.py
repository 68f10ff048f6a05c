"""The envelope: results of any number as the one JSON answer that a request would have got."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from morile._outputs import encoder
from morile_api.language.assessment import (
    Assessed,
    AssessmentAnswer,
    MatrixMark,
    Refused,
    Summary,
)

IN_MEMORY = 8 << 20
"""Bytes of results that are held; more are put by in a file without a name."""


NO_RESULTS = b'"results":[]'


def write_answer(
    out: BinaryIO,
    mark: MatrixMark,
    engine_version: str,
    results: Iterable[Assessed | Refused],
    marking: Callable[[], str | None],
    beside: str | None,
) -> None:
    """Write the answer.

    Its counts stand before its results and are known after them, so the results are put by first:
    in memory, and beyond that in a file beside the output, where they may lie if that may.

    Args:
        out: where to.
        mark: which matrix.
        engine_version: of what scored.
        results: each taken once.
        marking: of all of them; asked for once they are taken.
        beside: the file that is written, if it is one.
    """
    total = refused = 0
    folder = str(Path(beside).resolve().parent) if beside else None
    with SpooledTemporaryFile(IN_MEMORY, dir=folder) as put_by:
        for result in results:
            put_by.write((b"," if total else b"") + encoder.encode(result))
            total, refused = total + 1, refused + isinstance(result, Refused)
        summary = Summary(total, total - refused, refused)
        whole = AssessmentAnswer(mark, engine_version, summary, [], marking())
        before, _, after = encoder.encode(whole).partition(NO_RESULTS)
        out.write(before + NO_RESULTS[:-1])
        put_by.seek(0)
        shutil.copyfileobj(put_by, out)
        out.write(NO_RESULTS[-1:] + after)
