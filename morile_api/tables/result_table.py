"""The result table: what scoring the columns of submissions gives, as columns of Arrow."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.assess_columns import assess_columns
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.lines import digests, vectors
from morile_api.engine.scorer import Scorer
from morile_api.language.asked import Reader
from morile_api.tables.asked_of import MATRIX, OURS, VECTOR, ArrowAsked
from morile_api.tables.found import Found, found_in, left_out
from morile_api.tables.rows_at_fault import Wrong, answers_in, note_foreign, note_members

FAULTS = "faults"

GIVEN_BACK = ("ref", "marking")
"""Members of a submission that stand beside its results, where it has them."""


class Results(msgspec.Struct, frozen=True, eq=False):
    """The results of some rows: how many, how many of them refused, and columns of the schema."""

    rows: int
    refused: int
    columns: list[Any]


def schema_of(pyarrow: Any, scorer: Scorer, asked: ArrowAsked) -> Any:
    """The schema of the answer: its columns, and in its metadata which matrix is used."""
    nothing = [LevelColumn(np.zeros(0, dtype=np.int8), ())] * scorer.matrix.size
    outcome = assess_columns(scorer.lexicon, nothing, every_node="nodes" in asked.add)
    text = pyarrow.string()
    kinds = [(name, text) for name in _given_back(asked)]
    kinds += [
        (each.name, pyarrow.float64() if each.figures else text)
        for each in found_in(outcome, "nodes" in asked.add)
    ]
    kinds += [(name, text) for name in _lines(asked)]
    mark = {MATRIX: asked.matrix, f"{OURS}status": scorer.mark.status}
    return pyarrow.schema(kinds, metadata=mark)


def results_of(
    pyarrow: Any,
    scorer: Scorer,
    reader: Reader,
    asked: ArrowAsked,
    columns: Mapping[str, LevelColumn],
) -> Results:
    """The results of rows, each column an array.

    Args:
        pyarrow: the module.
        scorer: of the matrix.
        reader: of requests over the loaded matrices.
        asked: what is wanted.
        columns: of the submissions, by name.
    """
    rows = len(columns["ref"].codes)
    wrong = Wrong(rows)
    note_members(wrong, reader, asked.matrix, columns)
    if reader.reach is not None:
        note_foreign(wrong, reader.reach, columns)
    answers = [columns[name] for name in asked.answers]
    if asked.by_vector:
        answers = answers_in(wrong, scorer.matrix.definition, columns[VECTOR])
    outcome = assess_columns(scorer.lexicon, answers, every_node="nodes" in asked.add)
    refused = wrong.rows | outcome.faulty
    made = [_given(pyarrow, columns[name], wrong.of[name]) for name in _given_back(asked)]
    for each in found_in(outcome, "nodes" in asked.add):
        if each.name == FAULTS:
            texts = wrong.beside(_column(pyarrow, each).to_pylist())
            made.append(pyarrow.array(texts, pyarrow.string()))
        else:
            made.append(_column(pyarrow, left_out(each, wrong.rows)))
    for name in _lines(asked):
        said = vectors(scorer.lexicon, answers) if name == VECTOR else digests(scorer, answers)
        said[refused] = None
        made.append(pyarrow.array(said, pyarrow.string()))
    return Results(rows, int(refused.sum()), made)


def _given_back(asked: ArrowAsked) -> list[str]:
    return [name for name in GIVEN_BACK if name in asked.members]


def _lines(asked: ArrowAsked) -> list[str]:
    return [name for name in (VECTOR, "digest") if name in asked.add]


def _column(pyarrow: Any, found: Found) -> Any:
    absent = found.codes < 0 if found.some_absent else None
    if found.figures:
        return pyarrow.array(found.floats(), mask=absent)
    codes = pyarrow.array(found.codes.astype(np.int32), mask=absent)
    return pyarrow.array(list(found.choices), pyarrow.string()).take(codes)


def _given(pyarrow: Any, column: LevelColumn, at_fault: NDArray[Any]) -> Any:
    """What the caller said, but where that is itself at fault."""
    codes = np.where(at_fault, -1, column.codes.astype(np.int64))
    words = pyarrow.array(list(column.words), pyarrow.string())
    return words.take(pyarrow.array(codes, mask=codes < 0))
