"""Results: exact columns become what people and systems read."""

from functools import cache
from itertools import repeat

from morile_api.engine.coding import Coded
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix, Node
from morile_api.engine.figures import printed
from morile_api.engine.lexicon import NOT_STATED
from morile_api.engine.score import Scores, Ways
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.assessment import NodeScore, Range

ABSENT = NodeScore(None, None)


def node_scores(
    matrix: CompiledMatrix, coded: Coded, scores: Scores, ways: Ways
) -> list[list[NodeScore]]:
    """Per node in the matrix's order, each threat's printed score and band.

    A node that a criterion without a level that counts would move has neither.
    """
    decimals = matrix.definition.decimals
    columns = [
        _of_node(node, ways.listed(values), None if bands is None else ways.listed(bands), decimals)
        for node, values, bands in zip(matrix.nodes, scores.values, scores.bands, strict=True)
    ]
    for row in coded.unscored:
        open_ended = [each.headline == NO_LEVEL for each in coded.said(row)]
        for column, direction in zip(columns, matrix.directions, strict=True):
            if any(way != 0 and none for way, none in zip(direction.of, open_ended, strict=True)):
                column[row] = ABSENT
    return columns


def _of_node(
    node: Node, values: list[int], bands: list[int] | None, decimals: int
) -> list[NodeScore]:
    @cache
    def shown(value: int, band: int | None) -> NodeScore:
        name = None if band is None else node.bands[band]
        return NodeScore(name, printed(value, node.denominator, decimals))

    return list(map(shown, values, bands or repeat(None)))


def ranges(
    matrix: CompiledMatrix,
    coded: Coded,
    scores: Scores,
    ends: tuple[Scores, Scores] | None,
    ways: Ways,
) -> list[Range]:
    """Each threat's lowest and highest score, and the bands from the lowest to the highest."""
    lows = _headline(matrix, scores, ways)
    highs = list(lows)
    if ends is not None:
        at_low, at_high = (_headline(matrix, end, ways) for end in ends)
        for place, row in enumerate(coded.open):
            lows[row], highs[row] = at_low[place], at_high[place]
    node = matrix.nodes[matrix.score]
    names = () if matrix.band is None else matrix.nodes[matrix.band].bands
    decimals = matrix.definition.decimals

    @cache
    def shown(low: tuple[int, int], high: tuple[int, int]) -> Range:
        bands = [*names[low[1] : high[1] + 1]]
        lowest, highest = (printed(end[0], node.denominator, decimals) for end in (low, high))
        return Range(bands, highest, lowest)

    return list(map(shown, lows, highs))


def _headline(matrix: CompiledMatrix, scores: Scores, ways: Ways) -> list[tuple[int, int]]:
    values = ways.listed(scores.values[matrix.score])
    bands = None if matrix.band is None else scores.bands[matrix.band]
    return list(
        zip(values, [0] * len(values) if bands is None else ways.listed(bands), strict=True)
    )


def vectors(matrix: CompiledMatrix, coded: Coded, ways: Ways) -> list[str]:
    """Each threat's canonical vector."""
    parts = []
    for numbers, known in zip(coded.numbers, coded.meanings, strict=True):
        texts = [each.text for each in known]
        parts.append([texts[number] for number in ways.listed(numbers)])
    parts[0] = [matrix.id + text for text in parts[0]]
    return list(map("".join, zip(*parts, strict=True)))


def gaps(matrix: CompiledMatrix, coded: Coded, count: int) -> list[list[str]]:
    """Each threat's criteria that are answered unknown."""
    found: list[list[str]] = [[] for _ in range(count)]
    keys = [criterion.key for criterion in matrix.definition.criteria]
    for row in coded.open:
        found[row] = [key for key, said in zip(keys, coded.said(row), strict=True) if said.gap]
    return found


def confidences(matrix: CompiledMatrix, coded: Coded, count: int) -> list[dict[str, str]]:
    """Each threat's weakest stated confidence per section; sections without one are left out."""
    if all(each.confidence == NOT_STATED for known in coded.meanings for each in known):
        return [{} for _ in range(count)]
    return [_weakest(matrix, coded, row) for row in range(count)]


def _weakest(matrix: CompiledMatrix, coded: Coded, row: int) -> dict[str, str]:
    weakest: dict[str, int] = {}
    for criterion, said in zip(matrix.definition.criteria, coded.said(row), strict=True):
        if said.confidence != NOT_STATED:
            so_far = weakest.get(criterion.section, NOT_STATED)
            weakest[criterion.section] = min(so_far, said.confidence)
    return {section: WEAKEST_FIRST[number] for section, number in weakest.items()}
