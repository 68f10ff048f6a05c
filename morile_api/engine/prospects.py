"""Prospects: how likely each band is, and what closing each open question could do."""

from collections.abc import Sequence
from fractions import Fraction

from morile_api.engine.apportion import apportioned
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.distribution import Odds, Spread, spread_of_node
from morile_api.engine.figures import from_steps, printed, printed_steps
from morile_api.engine.lexicon import Meaning
from morile_api.engine.score import ONE, Scores, score
from morile_api.engine.span import spans
from morile_api.engine.spelling import band_number
from morile_api.language.prospects import Distribution, Figure, OpenQuestion, Outcome

PROBABILITY_DECIMALS = 6
QUANTILES = (5, 25, 50, 75, 95)


def probabilities(weights: Sequence[int]) -> list[Figure]:
    """Weights as probabilities of six decimals that add up to exactly 1."""
    unit = 10**PROBABILITY_DECIMALS
    steps = apportioned(weights, sum(weights), unit, unit, ONE)
    return [from_steps(each, PROBABILITY_DECIMALS) for each in steps]


def distribution(
    matrix: CompiledMatrix, odds: Odds, said: Sequence[Meaning]
) -> Distribution | None:
    """How likely each band and score of one threat is.

    Args:
        matrix: compiled.
        odds: of that matrix.
        said: the threat's answers, one a criterion.

    Returns:
        The distribution, or None where working it out would be too large; the range speaks then.
    """
    banded = matrix.score if matrix.band is None else matrix.band
    scores = spread_of_node(matrix, odds, matrix.score, said)
    bands = scores if banded == matrix.score else spread_of_node(matrix, odds, banded, said)
    if scores is None or bands is None:
        return None
    node, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
    total = sum(scores.weights)
    mean = Fraction(sum(map(int.__mul__, scores.values, scores.weights)), total * node.denominator)
    keys = [criterion.key for criterion in matrix.definition.criteria]
    return Distribution(
        band_probabilities={} if matrix.band is None else _by_band(matrix, banded, bands),
        mean=printed(mean.numerator, mean.denominator, decimals),
        quantiles={
            str(percent): printed(quantile(scores, percent), node.denominator, decimals)
            for percent in QUANTILES
        },
        priors={
            key: _prior(matrix, criterion, each)
            for criterion, (key, each) in enumerate(zip(keys, said, strict=True))
            if len(each.levels) > 1
        },
    )


def quantile(spread: Spread, percent: int) -> int:
    """The lowest value that is not exceeded with at least the chance of so many per cent."""
    total, so_far = sum(spread.weights), 0
    for value, weight in zip(spread.values, spread.weights, strict=True):
        so_far += weight
        if so_far * 100 >= percent * total:
            return value
    return spread.values[-1]


def _by_band(matrix: CompiledMatrix, banded: int, spread: Spread) -> dict[str, Figure]:
    node = matrix.nodes[banded]
    weights: dict[int, int] = {}
    for value, weight in zip(spread.values, spread.weights, strict=True):
        number = band_number(node, value)
        weights[number] = weights.get(number, 0) + weight
    numbers = sorted(weights)
    shares = probabilities([weights[number] for number in numbers])
    return {node.bands[number]: share for number, share in zip(numbers, shares, strict=True)}


def _prior(matrix: CompiledMatrix, criterion: int, said: Meaning) -> dict[str, Figure]:
    scale = matrix.scales[criterion]
    shares = probabilities(said.weights)
    return {scale[level]: share for level, share in zip(said.levels, shares, strict=True)}


def open_questions(matrix: CompiledMatrix, said: Sequence[Meaning]) -> tuple[OpenQuestion, ...]:
    """What closing each open answer of one threat could do, the most telling first.

    In order of the chance that the band changes, then of the expected narrowing, then of the
    matrix's criteria.
    """
    found = [
        _question(matrix, said, criterion)
        for criterion, each in enumerate(said)
        if len(each.levels) > 1
    ]
    found.sort(key=lambda each: (-(each.band_changes or 0), -each.narrows_by))
    return tuple(found)


def _question(matrix: CompiledMatrix, said: Sequence[Meaning], criterion: int) -> OpenQuestion:
    mine, scale = said[criterion], matrix.scales[criterion]
    total, decimals = sum(mine.weights), matrix.definition.decimals
    band = _headline(matrix, said, {})[1]
    outcomes, changes, widths = [], 0, Fraction(0)
    head = matrix.nodes[matrix.score]
    for level, weight, share in zip(
        mine.levels, mine.weights, probabilities(mine.weights), strict=True
    ):
        value, then = _headline(matrix, said, {criterion: level})
        low, high, bands = _range(matrix, said, {criterion: level})
        changes += weight * (then != band)
        widths += Fraction(weight * (high - low), total)
        ends = [printed(each, head.denominator, decimals) for each in (low, high)]
        shown = None if value is None else printed(value, head.denominator, decimals)
        outcomes.append(Outcome(scale[level], share, shown, then, ends[0], ends[1], bands))
    low, high, _ = _range(matrix, said, {})
    narrower = (high - low - widths) / head.denominator
    return OpenQuestion(
        criterion=matrix.definition.criteria[criterion].key,
        answered=mine.answered,
        band_changes=None if band is None else _chance(changes, total),
        narrows_by=printed(narrower.numerator, narrower.denominator, decimals),
        outcomes=tuple(outcomes),
    )


def _chance(weight: int, total: int) -> Figure:
    return from_steps(int(printed_steps(weight, total, PROBABILITY_DECIMALS)), PROBABILITY_DECIMALS)


def _headline(
    matrix: CompiledMatrix, said: Sequence[Meaning], closed: dict[int, int]
) -> tuple[int | None, str | None]:
    """The headline score and band with some answers closed; None where no level counts."""
    codes = [closed.get(column, each.headline) for column, each in enumerate(said)]
    missing = [column for column, code in enumerate(codes) if code == NO_LEVEL]
    scores = score(matrix, [0 if code == NO_LEVEL else code for code in codes], ONE)

    def moved(number: int) -> bool:
        return any(matrix.directions[number].of[column] != 0 for column in missing)

    value = None if moved(matrix.score) else scores.values[matrix.score]
    if matrix.band is None or moved(matrix.band):
        return value, None
    return value, _band(matrix, scores)


def _band(matrix: CompiledMatrix, scores: Scores) -> str:
    number = matrix.score if matrix.band is None else matrix.band
    node = matrix.nodes[number]
    return node.bands[band_number(node, scores.values[number])]


def _range(
    matrix: CompiledMatrix, said: Sequence[Meaning], closed: dict[int, int]
) -> tuple[int, int, tuple[str, ...]]:
    """Lowest and highest score, and the bands between, with some answers closed."""
    levels = [
        (closed[column],) if column in closed else each.levels for column, each in enumerate(said)
    ]
    lows, highs = [each[0] for each in levels], [each[-1] for each in levels]
    low, high = spans(matrix, lows, highs, levels.__getitem__, ONE)
    bands: tuple[str, ...] = ()
    if matrix.band is not None:
        node = matrix.nodes[matrix.band]
        first, last = (band_number(node, end.values[matrix.band]) for end in (low, high))
        bands = tuple(node.bands[first : last + 1])
    return low.values[matrix.score], high.values[matrix.score], bands
