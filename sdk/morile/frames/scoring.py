"""Scoring frames: a table in, the same table with its results out."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, get_args

import msgspec
import numpy as np

from morile._bulk import OnError
from morile.frames.kinds import Opened, opened
from morile.frames.matching import IN_PYTHON, Columns, Manner, matched
from morile.offline import Offline
from morile_api.engine.columns.assess_columns import assess_columns
from morile_api.engine.columns.level_column import LevelColumn
from morile_api.engine.columns.lines import digests, vectors
from morile_api.engine.columns.outcome import Outcome
from morile_api.engine.scorer import Scorer
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.shape import shape_faults
from morile_api.tables.found import found_in

More = Literal["nodes", "vector", "digest"]
"""What can be added to a frame beside the headline, the range, gaps and faults."""

MOST_LISTED = 1_000
"""Rows at fault that a refusal lists; of more it gives the number."""


@cache
def this_process() -> Offline:
    """The engine with the shipped matrices and those of MORILE_MATRICES, loaded once."""
    return Offline()


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
    """Score every row of a frame.

    Args:
        frame: of pandas, polars (eager or lazy) or pyarrow, or a relation of DuckDB; a column for
            each criterion, of words or categories. A list column holds several levels.
        matrix: its full name, such as `thematic@1.0.0`.
        columns: by criterion, the column that answers it, where that has another name.
        on_error: `report` puts what is wrong with a row into column `faults`; `reject` refuses all.
        add: `nodes` for the score and band of every node; `vector` and `digest`, which take far
            longer than scores.
        prefix: before the name of each column that is added.
        engine: what scores; by default one with the shipped matrices and those of MORILE_MATRICES.

    Returns:
        The same kind of frame, its rows in order (of pandas: with their index), with columns
        `score`, `band`, `lowest`, `highest`, `bands`, `gaps` and `faults` added. Scores are 64-bit
        floats that print as the single assessment does.

    Raises:
        BadSubmission: columns or `on_error` do not fit, or a row is at fault and that rejects.
        UnknownMatrix: there is no such matrix.
        TypeError: it is no frame.
    """
    refuse_unknown(on_error)
    scorer = (engine or this_process()).catalogue.entry(matrix).scorer
    given = opened(frame)
    added = scored(scorer, given, Wanted(columns, add, prefix))
    if on_error == "reject":
        refuse(added.outcome)
    return given.given_back(added.columns)


def refuse_unknown(on_error: object) -> None:
    """Refuse what cannot be done with rows at fault, in the words of the API.

    Raises:
        BadSubmission: it is neither `report` nor `reject`.
    """
    faults = shape_faults(on_error, OnError, "/on_error")
    if faults:
        raise BadSubmission(faults)


class Wanted(msgspec.Struct, frozen=True):
    """Which columns are read and which are added; see `score`.

    `manner` is how the caller calls columns.
    """

    columns: Columns | None = None
    add: Sequence[More] = ()
    prefix: str = ""
    manner: Manner = IN_PYTHON

    @property
    def nodes(self) -> bool:
        """Whether every node is wanted."""
        return "nodes" in self.add

    @property
    def faults(self) -> str:
        """The column that says what is wrong with a row."""
        return f"{self.prefix}faults"


class Added(msgspec.Struct, frozen=True, eq=False):
    """What an outcome adds to a frame, by the names it is given there."""

    outcome: Outcome
    columns: dict[str, Any]


def scored(scorer: Scorer, given: Opened, wanted: Wanted) -> Added:
    """The result columns of a frame.

    Raises:
        BadSubmission: its columns do not fit.
    """
    manner, results = wanted.manner, result_names(scorer, wanted)
    if given.caseless:
        manner = msgspec.structs.replace(manner, alike=str.lower)
    definition = scorer.matrix.definition
    names = matched(definition, given.frame.schema, wanted.columns, results, manner)
    answers = level_columns(given, names)
    outcome = assess_columns(scorer.lexicon, answers, every_node=wanted.nodes)
    kind, library, prefix = given.kind, given.library, wanted.prefix
    found = found_in(outcome, wanted.nodes)
    added = {prefix + each.name: kind.column(library, each) for each in found}
    for name in _lines(wanted):
        texts = vectors(scorer.lexicon, answers) if name == "vector" else digests(scorer, answers)
        texts[outcome.faulty] = None
        added[prefix + name] = kind.texts(library, texts)
    return Added(outcome, added)


def result_names(scorer: Scorer, wanted: Wanted) -> list[str]:
    """What the columns are called that scoring adds: those of a frame without rows."""
    nothing = [LevelColumn(np.zeros(0, dtype=np.int8), ())] * scorer.matrix.size
    outcome = assess_columns(scorer.lexicon, nothing, every_node=wanted.nodes)
    names = [each.name for each in found_in(outcome, wanted.nodes)]
    return [wanted.prefix + name for name in (*names, *_lines(wanted))]


def _lines(wanted: Wanted) -> list[str]:
    """The columns of texts that differ by row.

    Raises:
        ValueError: something is to be added that is not known here.
    """
    if set(wanted.add) - set(get_args(More)):
        raise ValueError(f"add: choose from {', '.join(get_args(More))}")
    return [name for name in ("vector", "digest") if name in wanted.add]


def level_columns(given: Opened, names: Sequence[str]) -> list[LevelColumn]:
    """The named columns as codes; one that answers several criteria is read once."""
    read = {name: given.kind.levels(given.library, given.native(name)) for name in set(names)}
    return [read[name] for name in names]


def refuse(outcome: Outcome, before: int = 0) -> None:
    """Refuse a frame of which some rows are at fault.

    Args:
        outcome: of scoring.
        before: rows before the first of it.

    Raises:
        BadSubmission: with what is wrong, by row and criterion: `/volume/3`.
    """
    faults = faults_of(outcome, before, MOST_LISTED)
    more = int(outcome.faulty.sum()) - MOST_LISTED
    if more > 0:
        detail = f"{more} further rows are at fault; on_error='report' names all"
        faults.append(Fault("", Code.TOO_LONG, detail))
    if faults:
        raise BadSubmission(faults)


def faults_of(outcome: Outcome, before: int, most: int) -> list[Fault]:
    """What is wrong with rows, by row and criterion: `/volume/3`.

    Args:
        outcome: of scoring.
        before: rows before the first of it.
        most: rows that are listed.
    """
    criteria = outcome.matrix.definition.criteria
    return [
        Fault(f"/{criteria[number].key}/{before + row}", wrong.code, wrong.detail)
        for row in np.flatnonzero(outcome.faulty).tolist()[:most]
        for number, wrong in outcome.faults.choices[outcome.faults.codes[row]]
    ]
