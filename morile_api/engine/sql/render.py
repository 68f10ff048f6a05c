"""Rendering: a matrix as one SQL statement whose results equal the engine's, row by row."""

from collections.abc import Sequence

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.sql.answers import (
    Columns,
    faults,
    gaps,
    given,
    levels_meant,
    levels_plain,
    levels_said,
)
from morile_api.engine.sql.dialects import SPEECHES, Dialect, Speech
from morile_api.engine.sql.nodes import named, stages, stands
from morile_api.language.faults import BadMatrix, BadSubmission, Code, Fault

LARGEST_DIGITS = 18


def rendered(matrix: CompiledMatrix, dialect: Dialect, table: str, keep: Sequence[str]) -> str:
    """The statement that scores a table of answers.

    The table has a text column for every criterion, spelt as in a CSV table: `severe`, `unknown`,
    `minor|severe`, `severe~low`. Per row come the columns to keep, the headline with its range and
    gaps, every node's score and band, and in `fault` the criteria whose cell is no answer; then
    everything else is null. Scores are exact integers until they are printed.

    Args:
        matrix: compiled.
        dialect: of which warehouse.
        table: its name there, as it is to stand in the statement.
        keep: columns of it that go on.

    Raises:
        BadMatrix: its ranges cannot be said so: some criterion lowers a score, or a stated
            confidence widens what an answer leaves open.
        BadSubmission: a column to keep is named twice, or as one of the results.
    """
    _refuse(matrix)
    speech = SPEECHES[dialect]
    outputs = _outputs(matrix, speech)
    _refuse_names(keep, outputs)
    below = f"(\nSELECT\n  {_listed(given(matrix, speech, keep))}\nFROM {table}\n) AS given"
    layers: list[Columns] = [
        levels_plain(matrix),
        levels_said(matrix, speech),
        levels_meant(matrix, speech) | {"fault": faults(matrix)},
        *stages(matrix, speech),
    ]
    for number, columns in enumerate(layers):
        below = f"(\nSELECT *,\n  {_listed(columns)}\nFROM {below}\n) AS stage_{number}"
    kept = {speech.name(each): f"_kept_{number}" for number, each in enumerate(keep)}
    made = kept | {speech.name(name): each for name, each in outputs.items()}
    mark = matrix.definition
    first = f"-- {mark.id}, {mark.status}, {matrix.digest}"
    return f"{first}\nSELECT\n  {_listed(made)}\nFROM {below}\n"


def _listed(columns: Columns) -> str:
    return ",\n  ".join(f"{each} AS {name}" for name, each in columns.items())


def _refuse(matrix: CompiledMatrix) -> None:
    found = []
    if not matrix.rising:
        detail = "some level lowers a score as it rises, so the range needs more than two scorings"
        found.append(Fault("/nodes", Code.NOT_MONOTONE, f"{detail}; score it with the engine"))
    if matrix.spread:
        detail = "a stated confidence widens what is open; score it with the engine"
        found.append(Fault("/spread", Code.TOO_LARGE, detail))
    if found:
        raise BadMatrix(found)


def _refuse_names(keep: Sequence[str], outputs: Columns) -> None:
    """Warehouses do not tell capitals from small letters in names."""
    faults, taken = [], set(outputs)
    for number, name in enumerate(map(str.lower, keep)):
        if name in outputs:
            detail = "a result has this name too; keep the column under another, from a view"
            faults.append(Fault(f"/keep/{number}", Code.NOT_A_TABLE, detail))
        elif name in taken:
            faults.append(
                Fault(f"/keep/{number}", Code.NOT_A_TABLE, "kept already; name each column once")
            )
        taken.add(name)
    if faults:
        raise BadSubmission(faults)


def _outputs(matrix: CompiledMatrix, speech: Speech) -> Columns:
    score, at = matrix.nodes[matrix.score], matrix.size + matrix.score
    headline = stands(matrix, matrix.score)
    found = {
        "score": _when(headline, _printed(matrix, score.denominator, f"value_head_{at}", speech)),
        "lowest": _when(SOUND, _printed(matrix, score.denominator, f"value_low_{at}", speech)),
        "highest": _when(SOUND, _printed(matrix, score.denominator, f"value_high_{at}", speech)),
    }
    if matrix.band is not None:
        band, place = matrix.nodes[matrix.band], matrix.size + matrix.band
        found |= {
            "band": _when(stands(matrix, matrix.band), named(band, f"step_head_{place}")),
            "lowest_band": _when(SOUND, named(band, f"step_low_{place}")),
            "highest_band": _when(SOUND, named(band, f"step_high_{place}")),
        }
    found["gaps"] = _when(SOUND, gaps(matrix))
    for number, node in enumerate(matrix.nodes):
        place, ok = matrix.size + number, stands(matrix, number)
        value = _printed(matrix, node.denominator, f"value_head_{place}", speech)
        found[f"{node.key}_score"] = _when(ok, value)
        if node.bands:
            found[f"{node.key}_band"] = _when(ok, named(node, f"step_head_{place}"))
    return found | {"fault": "fault"}


SOUND = "fault = ''"


def _when(condition: str, value: str) -> str:
    return f"CASE WHEN {condition} THEN {value} END"


def _printed(matrix: CompiledMatrix, denominator: int, value: str, speech: Speech) -> str:
    """The score as people read it: rounded once, half away from zero, in whole numbers."""
    decimals = matrix.definition.decimals
    unit = 10**decimals
    if denominator == 1 and decimals == 0:
        return value
    doubled = f"ABS({value}) * {speech.whole(2 * unit)} + {speech.whole(denominator)}"
    steps = speech.divided.format(doubled, speech.whole(2 * denominator))
    signed = f"SIGN({value}) * ({steps})"
    if decimals == 0:
        return f"CAST({signed} AS BIGINT)"
    whole = f"CAST({signed} AS DECIMAL({LARGEST_DIGITS}, 0))"
    return f"{whole} * CAST({10**-decimals:.{decimals}f} AS DECIMAL({decimals + 1}, {decimals}))"
