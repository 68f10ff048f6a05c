"""Rejects: what was refused of a file, in its own form, to be mended and scored again."""

import csv
import io
from collections.abc import Mapping, Sequence

import msgspec

from morile._outputs import encoder, opened_output
from morile_api.language.faults import Fault
from morile_api.sheets.rows import FAULTS, records_of

Refused = Mapping[int, Sequence[str]]
"""Row, line or number of a submission -> what is wrong with it."""


def write_rejects(output: str, holds: str, data: bytes, refused: Refused) -> None:
    """Write what was refused, as it was given.

    Args:
        output: the file to write; it is there only once it is whole.
        holds: csv, ndjson or json, as the input.
        data: the input.
        refused: by row (the header's is 1), line (from 1) or number (from 0).

    Raises:
        Misused: the file cannot be written.
    """
    forms = {"csv": _rows, "ndjson": _lines, "json": _request}
    with opened_output(output) as out:
        out.write(forms[holds](data, refused))


def _rows(data: bytes, refused: Refused) -> bytes:
    """The header and the rows refused, with a column that says why, which scoring leaves alone."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row, cells in records_of(data.decode()):
        if row == 1 and not isinstance(cells, Fault):
            writer.writerow([*cells, FAULTS])
        elif row in refused:
            # What cannot be read as cells is told by its lines in the file.
            kept = [] if isinstance(cells, Fault) else cells
            writer.writerow([*kept, "; ".join(refused[row])])
    return text.getvalue().encode()


def _lines(data: bytes, refused: Refused) -> bytes:
    lines = data.split(b"\n")
    return b"".join(lines[number - 1] + b"\n" for number in sorted(refused))


def _request(data: bytes, refused: Refused) -> bytes:
    """The same request for the refused submissions only."""
    members = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    submissions = msgspec.json.decode(members["submissions"], type=list[msgspec.Raw])
    kept = [submissions[number] for number in sorted(refused)]
    return encoder.encode(members | {"submissions": msgspec.Raw(encoder.encode(kept))}) + b"\n"
