"""Open questions: what closing each open answer could do, for every threat at once."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.figures import printed
from morile_api.engine.lexicon import Meaning
from morile_api.engine.likely_band import LikelyBand
from morile_api.engine.prospects import chance, probabilities
from morile_api.engine.score import MANY, Column, score
from morile_api.engine.scorer import Scorer
from morile_api.engine.span import spans
from morile_api.language.prospects import Figure, OpenQuestion, Outcome

TOGETHER = 50_000
"""Outcomes worked out in one turn: enough to amortise the calls, few enough for the memory."""

Places = NDArray[np.intp]


class Trial(msgspec.Struct, frozen=True):
    """What one answer closed at one level gives, or, with no answer closed, what there is.

    `value` and `band` are those of the headline, None where no level counts; `low` and `high` the
    lowest and highest exact score, `ends` the same of the node whose band is the headline's.
    """

    value: int | None
    band: int | None
    low: int
    high: int
    ends: tuple[int, int]


class Questions(msgspec.Struct, frozen=True):
    """One threat's open questions, the most telling first; whether any was too much to work out."""

    listed: tuple[OpenQuestion, ...]
    too_much: bool


def open_questions(
    scorer: Scorer, coded: Coded, said: Sequence[Sequence[Meaning]]
) -> list[Questions]:
    """What closing each open answer could do.

    In order of the chance that the band changes, or else the most likely band; then of the expected
    narrowing; then of the matrix's criteria.

    Args:
        scorer: of the matrix.
        coded: the answers.
        said: the same, one row a threat, for every threat.
    """
    first: dict[tuple[str, ...], int] = {}
    # Threats that answer alike are worked out once.
    alike = {
        row: first.setdefault(tuple(each.text for each in said[row]), row) for row in coded.open
    }
    found = [Questions((), too_much=False)] * len(said)
    for rows in _turns(list(first.values()), said):
        trials = _trials(scorer.matrix, coded, rows, said)
        for row in rows:
            found[row] = _of_threat(scorer, said[row], trials)
    for row, like in alike.items():
        found[row] = found[like]
    return found


def _turns(rows: Sequence[int], said: Sequence[Sequence[Meaning]]) -> Iterator[list[int]]:
    """The threats with open answers, as many at a time as are worked out together."""
    turn: list[int] = []
    size = 0
    for row in rows:
        outcomes = sum(len(each.levels) for each in said[row])
        if turn and size + outcomes > TOGETHER:
            yield turn
            turn, size = [], 0
        turn.append(row)
        size += outcomes
    if turn:
        yield turn


def _trials(
    matrix: CompiledMatrix, coded: Coded, rows: Sequence[int], said: Sequence[Sequence[Meaning]]
) -> Iterator[Trial]:
    """For each threat what there is, and then every level of every open answer in turn."""
    columns = _columns(coded, rows, said)
    every = range(matrix.size)
    heads = [columns.headline(criterion) for criterion in every]
    absent = [each == NO_LEVEL for each in heads]
    scores = score(matrix, [np.where(each == NO_LEVEL, 0, each) for each in heads], MANY)
    low, high = spans(
        matrix,
        [columns.nth(criterion, 0) for criterion in every],
        [columns.nth(criterion, -1) for criterion in every],
        lambda criterion: [
            columns.nth(criterion, place) for place in range(len(matrix.scales[criterion]))
        ],
        MANY,
    )
    banded = matrix.score if matrix.band is None else matrix.band
    head = matrix.score
    bands: Column = scores.bands[banded]
    if matrix.band is None or bands is None:
        bands = np.full(len(columns.at), -1)
    return map(
        _trial,
        scores.values[head].tolist(),
        _moved(matrix, absent, head).tolist(),
        bands.tolist(),
        _moved(matrix, absent, banded).tolist(),
        low.values[head].tolist(),
        high.values[head].tolist(),
        zip(low.values[banded].tolist(), high.values[banded].tolist(), strict=True),
    )


def _trial(
    value: int,
    unscored: bool,
    band: int,
    unbanded: bool,
    low: int,
    high: int,
    ends: tuple[int, int],
) -> Trial:
    no_band = unbanded or band < 0
    return Trial(None if unscored else value, None if no_band else band, low, high, ends)


def _moved(
    matrix: CompiledMatrix, absent: Sequence[NDArray[np.bool_]], number: int
) -> NDArray[np.bool_]:
    """Where an answer for which no level counts moves a node."""
    moved = np.zeros(len(absent[0]), dtype=bool)
    for missing, way in zip(absent, matrix.directions[number].of, strict=True):
        if way != 0:
            moved |= missing
    return moved


class _Columns:
    """The answers of trials as columns, with each trial's one answer closed at its level."""

    def __init__(self, coded: Coded, at: Places, criteria: Places, levels: Places) -> None:
        self.coded, self.at, self.criteria, self.levels = coded, at, criteria, levels

    def headline(self, criterion: int) -> Places:
        """The level that counts, or NO_LEVEL."""
        return self._closed(criterion, [each.headline for each in self.coded.meanings[criterion]])

    def nth(self, criterion: int, place: int) -> Places:
        """The level at a place among those it may be; past the highest the highest stands."""
        known = self.coded.meanings[criterion]
        return self._closed(
            criterion, [each.levels[min(place, len(each.levels) - 1)] for each in known]
        )

    def _closed(self, criterion: int, meant: Sequence[int]) -> Places:
        numbers = np.atleast_1d(self.coded.numbers[criterion])
        column = np.array(meant, dtype=np.intp)[numbers][self.at]
        return np.where(self.criteria == criterion, self.levels, column)


def _columns(coded: Coded, rows: Sequence[int], said: Sequence[Sequence[Meaning]]) -> _Columns:
    closed: list[tuple[int, int, int]] = []
    for row in rows:
        # With no answer closed: no criterion has this number.
        closed.append((row, -1, 0))
        for criterion, each in enumerate(said[row]):
            if len(each.levels) > 1:
                closed += [(row, criterion, level) for level in each.levels]
    at, criteria, levels = (np.array(each, dtype=np.intp) for each in zip(*closed, strict=True))
    return _Columns(coded, at, criteria, levels)


def _of_threat(scorer: Scorer, said: Sequence[Meaning], trials: Iterator[Trial]) -> Questions:
    now = next(trials)
    unbanded = scorer.matrix.band is not None and now.band is None
    likely = LikelyBand(scorer.matrix, scorer.odds, said) if unbanded else None
    found = []
    for criterion, mine in enumerate(said):
        if len(mine.levels) > 1:
            then = [next(trials) for _ in mine.levels]
            # Without bands nothing changes; without a headline band, perhaps the most likely one.
            other = None if likely is None else likely.changes(criterion)
            found.append(_told(scorer, criterion, mine, now, then, other))
    # Sorting is stable: what tells as much stays in the order of the criteria.
    found.sort(key=lambda each: each[0])
    return Questions(
        tuple(question for _, question in found), likely is not None and likely.too_much
    )


def _told(
    scorer: Scorer,
    criterion: int,
    mine: Meaning,
    now: Trial,
    then: Sequence[Trial],
    other: int | None,
) -> tuple[tuple[Fraction, Fraction], OpenQuestion]:
    """A question and where it stands among others: the more telling, the lower."""
    total = sum(mine.weights)
    changes = None
    if now.band is not None:
        changes = sum(
            weight * (each.band != now.band)
            for weight, each in zip(mine.weights, then, strict=True)
        )
    narrower, question = _question(scorer, criterion, mine, now, then)
    told = msgspec.structs.replace(
        question,
        band_changes=None if changes is None else chance(changes, total),
        likely_band_changes=None if other is None else chance(other, total),
    )
    return (-Fraction(changes or other or 0, total), -narrower), told


def _question(
    scorer: Scorer, criterion: int, mine: Meaning, now: Trial, then: Sequence[Trial]
) -> tuple[Fraction, OpenQuestion]:
    """How much narrower the range is to be expected, and the question without its chances."""
    matrix = scorer.matrix
    head, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
    widths = sum(
        weight * (each.high - each.low) for weight, each in zip(mine.weights, then, strict=True)
    )
    total = sum(mine.weights)
    narrower = Fraction((now.high - now.low) * total - widths, total * head.denominator)
    return narrower, OpenQuestion(
        criterion=matrix.definition.criteria[criterion].key,
        answered=mine.answered,
        band_changes=None,
        narrows_by=printed(narrower.numerator, narrower.denominator, decimals),
        outcomes=tuple(
            _outcome(scorer, matrix.scales[criterion][level], share, each)
            for level, share, each in zip(
                mine.levels, probabilities(mine.weights), then, strict=True
            )
        ),
    )


def _outcome(scorer: Scorer, level: str, share: Figure, then: Trial) -> Outcome:
    matrix = scorer.matrix
    banded = matrix.score if matrix.band is None else matrix.band
    span = scorer.spelling.ranges[(then.low, then.ends[0], then.high, then.ends[1])]
    score_ = None if then.value is None else scorer.spelling.nodes[matrix.score][then.value].score
    band = None if then.band is None else matrix.nodes[banded].bands[then.band]
    return Outcome(level, share, score_, band, span.lowest, span.highest, span.bands)
