"""Results: exact columns become what people and systems read."""

from itertools import compress

import numpy as np

from morile_api.engine.coding import Coded, weakest_stated
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.lexicon import NOT_STATED
from morile_api.engine.memo import Memo
from morile_api.engine.score import ONE, Scores, Ways
from morile_api.engine.spelling import ABSENT, Spelling
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.assessment import NodeScore, Range


def node_scores(
    matrix: CompiledMatrix, spelling: Spelling, coded: Coded, scores: Scores, ways: Ways
) -> list[list[NodeScore]]:
    """Per node in the matrix's order, each threat's printed score and band.

    A node that an answer without a level that counts would move has neither.
    """
    columns = [
        list(map(memo.__getitem__, ways.listed(values)))
        for memo, values in zip(spelling.nodes, scores.values, strict=True)
    ]
    if coded.simple:
        return columns
    for criterion in matrix.unsure:
        rows = ways.places(coded.facts(criterion, "headline") == NO_LEVEL)
        if not rows:
            continue
        for column, direction in zip(columns, matrix.directions, strict=True):
            if direction.of[criterion] != 0:
                for row in rows:
                    column[row] = ABSENT
    return columns


def ranges(
    matrix: CompiledMatrix,
    spelling: Spelling,
    coded: Coded,
    scores: Scores,
    ends: tuple[Scores, Scores] | None,
    ways: Ways,
) -> list[Range]:
    """Each threat's lowest and highest score, and the bands from the lowest to the highest."""
    banded = matrix.score if matrix.band is None else matrix.band

    def heads(of: Scores) -> tuple[list[int], list[int]]:
        return ways.listed(of.values[matrix.score]), ways.listed(of.values[banded])

    values, bands = heads(scores)
    found = list(map(spelling.ranges.__getitem__, zip(values, bands, values, bands, strict=True)))
    if ends is not None:
        keys = zip(*heads(ends[0]), *heads(ends[1]), strict=True)
        for row, key in zip(coded.open, keys, strict=True):
            found[row] = spelling.ranges[key]
    return found


def vectors(matrix: CompiledMatrix, coded: Coded, ways: Ways) -> list[str]:
    """Each threat's canonical vector."""
    said = zip(coded.meanings, coded.numbers, strict=True)
    if ways is ONE:
        return [matrix.id + "".join([known[number].text for known, number in said])]
    columns = [
        np.array([each.text for each in known], dtype=object)[number].tolist()
        for known, number in said
    ]
    return [matrix.id + "".join(parts) for parts in zip(*columns, strict=True)]


def gaps(matrix: CompiledMatrix, coded: Coded, count: int, ways: Ways) -> list[tuple[str, ...]]:
    """Each threat's criteria that are answered unknown."""
    if coded.simple:
        return [()] * count
    flags = [coded.facts(number, "gap") for number in range(matrix.size)]
    keys = [criterion.key for criterion in matrix.definition.criteria]

    def named(bits: int) -> tuple[str, ...]:
        return tuple([key for place, key in enumerate(keys) if bits >> place & 1])

    if ways is ONE:
        return [tuple(compress(keys, flags))]
    return list(map(Memo(named).__getitem__, ways.listed(ways.bits(flags))))


def confidences(
    matrix: CompiledMatrix, coded: Coded, count: int, ways: Ways
) -> list[dict[str, str] | None]:
    """Each threat's weakest stated confidence per section; None where none is stated."""
    if coded.plain:
        return [None] * count
    sections: dict[str, list[int]] = {}
    for number, criterion in enumerate(matrix.definition.criteria):
        sections.setdefault(criterion.section, []).append(number)
    if ways is ONE:
        found: dict[str, int] = {}
        for criterion, known in zip(matrix.definition.criteria, coded.meanings, strict=True):
            if known[0].confidence < found.get(criterion.section, NOT_STATED):
                found[criterion.section] = known[0].confidence
        return [{s: WEAKEST_FIRST[found[s]] for s in sections if s in found} or None]
    weakest = [weakest_stated(coded, criteria, ways.smaller) for criteria in sections.values()]
    said = zip(*map(ways.listed, weakest), strict=True)

    def stated(numbers: tuple[int, ...]) -> dict[str, str] | None:
        pairs = zip(sections, numbers, strict=True)
        return {section: WEAKEST_FIRST[n] for section, n in pairs if n != NOT_STATED} or None

    return list(map(Memo(stated).__getitem__, said))
