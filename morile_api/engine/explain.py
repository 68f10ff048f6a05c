"""Explaining: what each criterion adds to the score, exactly, whatever the order of the questions.

Shares are Owen values (Owen 1977): among the inputs of a node they are its exact Shapley values
(Shapley 1953) against every criterion at its lowest level, and each input's share goes down to its
own inputs in proportion. They add up to the score less the score of all-lowest.
"""

from collections.abc import Sequence

import msgspec

from morile_api.engine.compiled import LARGEST, CompiledMatrix
from morile_api.engine.score import ONE, Column, Scores, Ways, score
from morile_api.engine.share import Share, gains


class Explainer(msgspec.Struct, frozen=True, eq=False):
    """What explaining a matrix needs, worked out once.

    Attributes:
        base: per column (criteria, then nodes), its integer value with every criterion lowest.
        steps: per column, its level or band number then.
        involved: criteria that feed the headline, by key in alphabetical order, so that a tie in
            rounding is not broken by the order of the questions.
        wide: whether shares may pass 64 bits and are kept as Python integers.
    """

    base: tuple[int, ...]
    steps: tuple[int | None, ...]
    involved: tuple[int, ...]
    wide: bool


def explainer_of(matrix: CompiledMatrix) -> Explainer:
    """The baseline of a matrix, the criteria of its headline, and how wide its shares get."""
    lowest = score(matrix, [0] * matrix.size, ONE)
    base = (*(points.one[0] for points in matrix.points), *lowest.values)
    steps = (*[0] * matrix.size, *lowest.bands)
    criteria = matrix.definition.criteria
    feeding = sorted(_feeding(matrix), key=lambda number: criteria[number].key)
    explainer = Explainer(base, steps, tuple(feeding), wide=True)
    return msgspec.structs.replace(explainer, wide=_is_wide(matrix, explainer))


def _feeding(matrix: CompiledMatrix) -> set[int]:
    needed = {matrix.size + matrix.score}
    for number in range(len(matrix.nodes) - 1, -1, -1):
        if matrix.size + number in needed:
            needed.update(matrix.nodes[number].inputs)
    return {column for column in needed if column < matrix.size}


def _is_wide(matrix: CompiledMatrix, explainer: Explainer) -> bool:
    """Whether a share could pass 64 bits, from the same sums over the largest figures there are."""
    if any(node.combine in ("max", "min", "grid") for node in matrix.nodes):
        return True
    largest = [max(map(abs, points.one)) for points in matrix.points]
    largest += [max(abs(node.lowest), abs(node.highest)) for node in matrix.nodes]
    positive = [
        msgspec.structs.replace(node, factors=tuple(map(abs, node.factors)))
        for node in matrix.nodes
    ]
    bound = msgspec.structs.replace(matrix, nodes=tuple(positive))
    stretched = msgspec.structs.replace(explainer, base=tuple(largest))
    weights = _weights(bound, stretched, largest, list(explainer.steps), ONE)
    unit = 10**matrix.definition.decimals
    sums = [
        (weights[c].above * 2 * largest[c] * unit, weights[c].below) for c in explainer.involved
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
    points = ways.look_up_all(matrix.points, codes)
    values = [*points, *scores.values]
    if explainer.wide:
        values = [ways.wide(value) for value in values]
    steps = [*codes, *scores.bands]
    weights = _weights(matrix, explainer, values, steps, ways)
    shares = []
    for criterion in explainer.involved:
        gained = values[criterion] - explainer.base[criterion]
        shares.append((weights[criterion].above * gained, weights[criterion].below))
    return _over_one(shares)


def _weights(
    matrix: CompiledMatrix,
    explainer: Explainer,
    values: Sequence[Column],
    steps: Sequence[Column | None],
    ways: Ways,
) -> dict[int, Share]:
    """Per column, what one unit of it adds to the headline, gathered from the headline down."""
    weights = {matrix.size + matrix.score: Share(1, 1)}
    for number in range(len(matrix.nodes) - 1, -1, -1):
        weight = weights.get(matrix.size + number)
        if weight is None:
            continue
        node = matrix.nodes[number]
        base = [explainer.base[column] for column in node.inputs]
        at_base = [explainer.steps[column] for column in node.inputs]
        mine = [values[column] for column in node.inputs]
        at = [steps[column] for column in node.inputs]
        shares = gains(node, mine, base, at, at_base, ways)
        for column, share in zip(node.inputs, shares, strict=True):
            passed = Share(weight.above * share.above, weight.below * share.below)
            weights[column] = _added(weights.get(column), passed)
    return weights


def _added(one: Share | None, other: Share) -> Share:
    if one is None:
        return other
    if one.below is other.below or _same_int(one.below, other.below):
        return Share(one.above + other.above, one.below)
    above = one.above * other.below + other.above * one.below
    return Share(above, one.below * other.below)


def _over_one(shares: Sequence[tuple[Column, Column]]) -> tuple[list[Column], Column]:
    """The same shares over one common denominator: the product of the different ones."""
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
