"""The panel: what several assessors said about the same threats, as columns."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.identity import Identity, identity_faults
from morile_api.engine.coding import Coded, code_many
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.rows import Row, repeat_faults, rows_of
from morile_api.engine.score import MANY, Column, score
from morile_api.engine.scorer import Scorer
from morile_api.language.comparison import Compare
from morile_api.language.faults import BadSubmission, Fault
from morile_api.language.matrix import UNKNOWN

ONE_LEVEL, SEVERAL_LEVELS, IS_UNKNOWN, MISSING = range(4)
"""What a submission says about a criterion."""

NO_ONE_LEVEL = -1


class Sheet(msgspec.Struct, frozen=True, eq=False):
    """Answers as columns, one value a submission.

    Attributes:
        threat: number of its threat.
        kinds: per criterion, what is said of it.
        levels: per criterion, the number of the level, or NO_ONE_LEVEL.
        headline: per criterion, the level that counts in the headline.
        scores: the exact headline score, where `scored` says there is one.
        bands: the number of the headline band, where `banded` says there is one.
    """

    threat: NDArray[np.intp]
    kinds: NDArray[np.intp]
    levels: NDArray[np.int64]
    headline: list[Column]
    scores: NDArray[np.int64]
    scored: NDArray[np.bool_]
    bands: NDArray[np.int64]
    banded: NDArray[np.bool_]

    def only(self, rows: NDArray[np.intp]) -> "Sheet":
        """Some of the submissions."""
        return Sheet(
            threat=self.threat[rows],
            kinds=self.kinds[:, rows],
            levels=self.levels[:, rows],
            headline=[column[rows] for column in self.headline],
            scores=self.scores[rows],
            scored=self.scored[rows],
            bands=self.bands[rows],
            banded=self.banded[rows],
        )


class Panel(msgspec.Struct, frozen=True, eq=False):
    """Submissions of the same threats.

    Attributes:
        refs: of the threats, in the order of the request.
        compared: numbers of the threats with two or more submissions besides the reference.
        sheet: the submissions but for the references.
        references: those held up as the agreed answer, at most one a threat.
        raters: who is compared: assessors in the order of the request, or periods in time.
        rater: per submission of `sheet`, which of them.
        organisations: in the order of the request.
        organisation: per submission of `sheet`, which of them.
    """

    refs: list[str]
    compared: NDArray[np.intp]
    sheet: Sheet
    references: Sheet
    raters: list[Identity]
    rater: NDArray[np.intp]
    organisations: list[Identity]
    organisation: NDArray[np.intp]


def panel_of(scorer: Scorer, submissions: Sequence[Any], compare: Compare) -> Panel:
    """The panel that submissions make.

    Args:
        scorer: of the matrix they name.
        submissions: decoded; criteria may be missing.
        compare: whether assessors or periods are compared.

    Raises:
        BadSubmission: with every fault.
    """
    places = range(len(submissions))
    coded, missing, faults = _read(scorer, submissions, places, compare)
    if faults:
        raise BadSubmission(faults)
    refs, threat = _numbered([each.ref for each in submissions])
    sheet = _sheet(scorer.matrix, coded, missing, threat)
    return _panel(submissions, compare, refs, sheet)


def panel_faults(
    scorer: Scorer, submissions: Sequence[Any], places: Sequence[int], compare: Compare
) -> list[Fault]:
    """Every fault of submissions that fit their type, in the order of the request."""
    return _read(scorer, submissions, places, compare)[-1]


def _read(
    scorer: Scorer, submissions: Sequence[Any], places: Sequence[int], compare: Compare
) -> tuple[Coded, NDArray[np.bool_], list[Fault]]:
    rows, kept, bad = rows_of(scorer.matrix.definition, submissions, places)
    filled, missing = _filled(rows)
    faults = {each.index: list(each.faults) for each in bad}
    coded = code_many(scorer.lexicon, filled)
    for row in coded.repeats:
        number = kept[row]
        faults[places[number]] = _repeats(scorer.matrix, submissions[number], places[number])
    for place, fault in identity_faults(submissions, places, compare):
        faults.setdefault(place, []).append(fault)
    return coded, missing, [fault for place in sorted(faults) for fault in faults[place]]


def _filled(rows: Sequence[Row]) -> tuple[Sequence[Row], NDArray[np.bool_]]:
    """Rows with unknown for what is missing, and (criteria, rows) what that is."""
    missing = np.array([[said is None for said in row] for row in rows], dtype=bool)
    if not missing.any():
        return rows, missing.T
    return [[UNKNOWN if said is None else said for said in row] for row in rows], missing.T


def _repeats(matrix: CompiledMatrix, submission: Any, place: int) -> list[Fault]:
    said = msgspec.structs.asdict(submission.levels)
    blanks = {key: UNKNOWN for key, answer in said.items() if answer is None}
    levels = msgspec.structs.replace(submission.levels, **blanks)
    whole = msgspec.structs.replace(submission, levels=levels)
    return repeat_faults(matrix.definition, whole, f"/submissions/{place}")


def _numbered(keys: Sequence[Any]) -> tuple[list[Any], NDArray[np.intp]]:
    """Distinct keys in order of appearance, and the number of every one."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, keys), np.intp, len(keys))


def _sheet(
    matrix: CompiledMatrix,
    coded: Coded,
    missing: NDArray[np.bool_],
    threat: NDArray[np.intp],
) -> Sheet:
    kinds, levels, counts = [], [], []
    for criterion, (number, known) in enumerate(zip(coded.numbers, coded.meanings, strict=True)):
        kind = [
            IS_UNKNOWN if each.gap else SEVERAL_LEVELS if len(each.levels) > 1 else ONE_LEVEL
            for each in known
        ]
        level = [NO_ONE_LEVEL if len(each.levels) > 1 else each.levels[0] for each in known]
        counting = np.array([each.headline != NO_LEVEL for each in known])
        blank = missing[criterion]
        kinds.append(np.where(blank, MISSING, np.array(kind)[number]))
        levels.append(np.where(blank, NO_ONE_LEVEL, np.array(level)[number]))
        counts.append(counting[number] & ~blank)
    scores = score(matrix, coded.headline, MANY)
    banded = np.zeros(len(threat), dtype=bool)
    bands: Any = np.zeros(len(threat), dtype=np.int64)
    if matrix.band is not None:
        banded, bands = _countable(matrix, matrix.band, counts), scores.bands[matrix.band]
    return Sheet(
        threat=threat,
        kinds=np.stack(kinds),
        levels=np.stack(levels),
        headline=coded.headline,
        scores=scores.values[matrix.score],
        scored=_countable(matrix, matrix.score, counts),
        bands=bands,
        banded=banded,
    )


def _countable(
    matrix: CompiledMatrix, node: int, counts: Sequence[NDArray[np.bool_]]
) -> NDArray[np.bool_]:
    """Where every criterion that moves a node has a level that counts."""
    moving = [
        column for column, way in zip(counts, matrix.directions[node].of, strict=True) if way != 0
    ]
    return np.logical_and.reduce(moving) if moving else np.ones(len(counts[0]), dtype=bool)


def _panel(submissions: Sequence[Any], compare: Compare, refs: list[str], sheet: Sheet) -> Panel:
    held_up = np.array([each.reference for each in submissions])
    rows = np.flatnonzero(~held_up)
    mine = [submissions[row] for row in rows.tolist()]
    if compare == "assessors":
        raters, rater = _numbered([Identity(each.organisation, each.assessor) for each in mine])
    else:
        raters, rater = _numbered([Identity(period=each.period) for each in mine])
        order = sorted(range(len(raters)), key=lambda number: raters[number].period)
        rater = np.argsort(np.array(order, dtype=np.intp))[rater]
        raters = [raters[number] for number in order]
    organisations, organisation = _numbered([Identity(each.organisation) for each in mine])
    compared = sheet.only(rows)
    several = np.flatnonzero(np.bincount(compared.threat, minlength=len(refs)) > 1)
    return Panel(
        refs=refs,
        compared=several,
        sheet=compared,
        references=sheet.only(np.flatnonzero(held_up)),
        raters=raters,
        rater=rater,
        organisations=organisations,
        organisation=organisation,
    )
