"""Explaining: what each criterion adds to the score, exactly, whatever the order of the questions.

Shares are Owen values (Owen 1977): among the inputs of a node they are its exact Shapley values
(Shapley 1953) against every criterion at its lowest level, and each input's share goes down to its
own inputs in proportion. They add up to the score less the score of all-lowest.
"""

from collections.abc import Sequence
from functools import reduce

import msgspec

from morile_api.engine.compiled import LARGEST, CompiledMatrix, Node
from morile_api.engine.score import ONE, Column, Scores, Ways, score
from morile_api.engine.share import Share, gains

STRAIGHT = ("sum", "weighted_sum", "mean")
"""Operators that pass on the same share of a unit whatever the answers."""

Terms = tuple[tuple[int, int], ...]
"""A weight as a sum: (slot, factor) each."""


class Bend(msgspec.Struct, frozen=True, eq=False):
    """A node whose shares depend on the answers: from its own weight to those of its inputs."""

    node: Node
    base: tuple[int, ...]
    at_base: tuple[int | None, ...]
    weight: Terms


class Explainer(msgspec.Struct, frozen=True, eq=False):
    """What explaining a matrix needs, worked out once.

    Attributes:
        base: per column (criteria, then nodes), its integer value with every criterion lowest.
        steps: per column, its level or band number then.
        involved: criteria that feed the headline, by key in alphabetical order, so that a tie in
            rounding is not broken by the order of the questions.
        bends: nodes of the headline that are no sums, from the headline down. Slot 0 is worth a
            unit of the headline; each bend adds a slot for each of its inputs.
        terms: per involved criterion, what one unit of it adds, in slots.
        wide: whether shares may pass 64 bits and are kept as Python integers.
    """

    base: tuple[int, ...]
    steps: tuple[int | None, ...]
    involved: tuple[int, ...]
    bends: tuple[Bend, ...]
    terms: tuple[Terms, ...]
    wide: bool


def explainer_of(matrix: CompiledMatrix) -> Explainer:
    """The baseline of a matrix, the criteria of its headline, and how wide its shares get."""
    lowest = score(matrix, [0] * matrix.size, ONE)
    base = (*(points.one[0] for points in matrix.points), *lowest.values)
    steps = (*[0] * matrix.size, *lowest.bands)
    criteria = matrix.definition.criteria
    involved = tuple(sorted(_feeding(matrix), key=lambda number: criteria[number].key))
    bends, terms = _plan(matrix.nodes, matrix, base, steps, involved)
    return Explainer(base, steps, involved, bends, terms, _is_wide(matrix, steps, involved))


def _plan(
    nodes: Sequence[Node],
    matrix: CompiledMatrix,
    base: Sequence[int],
    steps: Sequence[int | None],
    involved: Sequence[int],
) -> tuple[tuple[Bend, ...], tuple[Terms, ...]]:
    """What of the weights does not depend on the answers, from the headline down."""
    coefficients: dict[int, dict[int, int]] = {matrix.size + matrix.score: {0: 1}}
    bends: list[Bend] = []
    slots = 1
    for number in range(len(nodes) - 1, -1, -1):
        mine, node = coefficients.get(matrix.size + number), nodes[number]
        if mine is None:
            continue
        if node.combine in STRAIGHT:
            passed = [
                {slot: each * factor for slot, each in mine.items()} for factor in node.factors
            ]
        else:
            low, at_low = tuple(node.pick(base)), tuple(node.pick(steps))
            bends.append(Bend(node, low, at_low, tuple(mine.items())))
            passed = [{slots + place: 1} for place in range(len(node.inputs))]
            slots += len(node.inputs)
        for column, each in zip(node.inputs, passed, strict=True):
            have = coefficients.setdefault(column, {})
            for slot, factor in each.items():
                have[slot] = have.get(slot, 0) + factor
    return tuple(bends), tuple(tuple(coefficients[column].items()) for column in involved)


def _feeding(matrix: CompiledMatrix) -> set[int]:
    needed = {matrix.size + matrix.score}
    for number in range(len(matrix.nodes) - 1, -1, -1):
        if matrix.size + number in needed:
            needed.update(matrix.nodes[number].inputs)
    return {column for column in needed if column < matrix.size}


def _is_wide(matrix: CompiledMatrix, steps: Sequence[int | None], involved: Sequence[int]) -> bool:
    """Whether a share could pass 64 bits, from the same sums over the largest figures there are."""
    if any(node.combine in ("max", "min", "grid") for node in matrix.nodes):
        return True
    largest = [max(map(abs, points.one)) for points in matrix.points]
    largest += [max(abs(node.lowest), abs(node.highest)) for node in matrix.nodes]
    nodes = [
        msgspec.structs.replace(node, factors=tuple(map(abs, node.factors)))
        for node in matrix.nodes
    ]
    bends, terms = _plan(nodes, matrix, largest, steps, involved)
    unit = 10**matrix.definition.decimals
    sums = [
        (weight.above * 2 * largest[column] * unit, weight.below)
        for column, weight in zip(
            involved, _weights(bends, terms, largest, steps, ONE), strict=True
        )
    ]
    shares, over = _over_one(sums)
    return bool(max(*shares, over * unit * matrix.nodes[matrix.score].denominator) >= LARGEST)


def contributions(
    matrix: CompiledMatrix,
    explainer: Explainer,
    codes: Sequence[Column],
    scores: Scores,
    ways: Ways,
) -> tuple[list[Column], Column]:
    """What each involved criterion adds to the headline score.

    Args:
        matrix: compiled.
        explainer: of that matrix.
        codes: one column a criterion: the level that counts.
        scores: of these codes.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        One column an involved criterion, and the column (or int) they are all over; their sum is
        the integer score less that of all-lowest, times what they are over.

    Source: docs/how-a-score-is-made.md.
    """
    points = ways.points(matrix, codes)
    values = [*points, *scores.values]
    if explainer.wide:
        values = [ways.wide(value) for value in values]
    steps = [*codes, *scores.bands]
    weights = _weights(explainer.bends, explainer.terms, values, steps, ways)
    shares = []
    for criterion, weight in zip(explainer.involved, weights, strict=True):
        gained = values[criterion] - explainer.base[criterion]
        shares.append((weight.above * gained, weight.below))
    return _over_one(shares)


def _weights(
    bends: Sequence[Bend],
    terms: Sequence[Terms],
    values: Sequence[Column],
    steps: Sequence[Column | None],
    ways: Ways,
) -> list[Share]:
    """Per involved criterion, what one unit of it adds to the headline."""
    slots = [Share(1, 1)]
    for bend in bends:
        weight, pick = _summed(bend.weight, slots), bend.node.pick
        shared = gains(bend.node, pick(values), bend.base, pick(steps), bend.at_base, ways)
        slots += [Share(weight.above * each.above, weight.below * each.below) for each in shared]
    return [_summed(each, slots) for each in terms]


def _summed(terms: Terms, slots: Sequence[Share]) -> Share:
    scaled = [
        slots[slot] if factor == 1 else Share(slots[slot].above * factor, slots[slot].below)
        for slot, factor in terms
    ]
    return scaled[0] if len(scaled) == 1 else reduce(_added, scaled)


def _added(one: Share, other: Share) -> Share:
    if one.below is other.below or _same_int(one.below, other.below):
        return Share(one.above + other.above, one.below)
    above = one.above * other.below + other.above * one.below
    return Share(above, one.below * other.below)


def _over_one(shares: Sequence[tuple[Column, Column]]) -> tuple[list[Column], Column]:
    """The same shares over one common denominator: the product of the different ones."""
    first = shares[0][1]
    if all(below is first or _same_int(below, first) for _, below in shares):
        return [above for above, _ in shares], first
    belows: list[Column] = []
    for _, below in shares:
        if not any(below is known or _same_int(below, known) for known in belows):
            belows.append(below)
    common: Column = 1
    for below in belows:
        common = common * below
    scaled = []
    for above, below in shares:
        for known in belows:
            if not (known is below or _same_int(known, below)):
                above = above * known
        scaled.append(above)
    return scaled, common


def _same_int(one: Column, other: Column) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one == other
