"""Prospects: how likely each band and score of every threat is, as it is printed."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

import msgspec

from morile_api.engine.apportion import apportioned
from morile_api.engine.coding import Coded
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.distribution import Odds, Spread
from morile_api.engine.figures import from_steps, printed, printed_steps
from morile_api.engine.lexicon import Meaning
from morile_api.engine.memo import Memo
from morile_api.engine.score import ONE, Scores, Ways
from morile_api.engine.spelling import band_number
from morile_api.engine.spreads import spreads
from morile_api.language.prospects import Distribution, Figure

PROBABILITY_DECIMALS = 4
"""Enough for a hundredth of a per cent, few enough that no program prints an exponent."""

QUANTILES = (5, 25, 50, 75, 95)


class Likely(msgspec.Struct, frozen=True):
    """How likely each exact score of one threat's headline is, and of the node of its band."""

    scores: Spread
    bands: Spread


def likelihoods(
    matrix: CompiledMatrix, odds: Odds, coded: Coded, scores: Scores, ways: Ways
) -> list[Likely | None]:
    """How likely the scores of every threat are.

    Args:
        matrix: compiled.
        odds: of that matrix.
        coded: the answers.
        scores: of their headline levels: what is certain where no answer is open.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        One a threat, None where working it out would be too much. Threats whose answers leave the
        headline the same share one.
    """
    banded = matrix.score if matrix.band is None else matrix.band
    pairs = zip(
        ways.listed(scores.values[matrix.score]), ways.listed(scores.values[banded]), strict=True
    )
    found: list[Likely | None] = list(map(Memo(_certain).__getitem__, pairs))
    if coded.open:
        of_score = spreads(matrix, odds, matrix.score, coded, coded.open)
        same = banded == matrix.score
        of_band = of_score if same else spreads(matrix, odds, banded, coded, coded.open)
        shared: dict[tuple[int, int], Likely] = {}
        for row, one, other in zip(coded.open, of_score, of_band, strict=True):
            found[row] = None
            if one is not None and other is not None:
                # Alike answers have the very same spreads; comparing them would take longer.
                found[row] = shared.setdefault((id(one), id(other)), Likely(one, other))
    return found


def _certain(values: tuple[int, int]) -> Likely:
    return Likely(Spread(values[:1], (1,)), Spread(values[1:], (1,)))


def probabilities(weights: Sequence[int]) -> list[Figure]:
    """Weights as printed probabilities that add up to exactly 1; only a weight of 0 gives 0.

    What is too small for the last decimal gets one unit of it, taken from the largest.
    """
    unit = 10**PROBABILITY_DECIMALS
    steps = apportioned(weights, sum(weights), unit, unit, ONE)
    for place, weight in enumerate(weights):
        if weight and not steps[place]:
            steps[place] = 1
            steps[steps.index(max(steps))] -= 1
    return [from_steps(each, PROBABILITY_DECIMALS) for each in steps]


def chance(weight: int, total: int) -> Figure:
    """One printed probability: 0 and 1 are only said of what cannot and what must happen."""
    unit = 10**PROBABILITY_DECIMALS
    steps = int(printed_steps(weight, total, PROBABILITY_DECIMALS))
    if 0 < weight < total:
        steps = min(max(steps, 1), unit - 1)
    return from_steps(steps, PROBABILITY_DECIMALS)


def band_weights(matrix: CompiledMatrix, bands: Spread) -> dict[int, int]:
    """How likely each band is, as integer weights; number of the band -> weight, lowest first.

    Args:
        matrix: compiled.
        bands: how likely each score of the node is whose band is the headline's.
    """
    node = matrix.nodes[matrix.score if matrix.band is None else matrix.band]
    weights: dict[int, int] = {}
    for value, weight in zip(bands.values, bands.weights, strict=True):
        number = band_number(node, value)
        weights[number] = weights.get(number, 0) + weight
    return dict(sorted(weights.items()))


class Speller:
    """Distributions of one batch as they are printed; what threats share is worked out once."""

    def __init__(self, matrix: CompiledMatrix) -> None:
        self.matrix = matrix
        self.keys = [criterion.key for criterion in matrix.definition.criteria]
        self.met: dict[int, Distribution] = {}
        self.priors = [Memo(partial(_prior, scale)) for scale in matrix.scales]

    def distribution(self, likely: Likely, said: Sequence[Meaning]) -> Distribution:
        """One threat's distribution, with what was assumed of its open answers.

        Args:
            likely: its scores.
            said: its answers, one a criterion.
        """
        if id(likely) not in self.met:
            self.met[id(likely)] = _spelt(self.matrix, likely)
        priors = {
            key: memo[each]
            for key, memo, each in zip(self.keys, self.priors, said, strict=True)
            if len(each.levels) > 1
        }
        return msgspec.structs.replace(self.met[id(likely)], priors=priors)


def _prior(scale: Sequence[str], said: Meaning) -> dict[str, Figure]:
    shares = probabilities(said.weights)
    return {scale[level]: share for level, share in zip(said.levels, shares, strict=True)}


def _spelt(matrix: CompiledMatrix, likely: Likely) -> Distribution:
    """A distribution as it is printed, yet without what was assumed."""
    node, decimals, scores = matrix.nodes[matrix.score], matrix.definition.decimals, likely.scores
    over = sum(scores.weights) * node.denominator
    mean = Fraction(sum(map(int.__mul__, scores.values, scores.weights)), over)
    return Distribution(
        band_probabilities=_by_band(matrix, likely),
        mean=printed(mean.numerator, mean.denominator, decimals),
        quantiles={
            str(percent): printed(quantile(scores, percent), node.denominator, decimals)
            for percent in QUANTILES
        },
        priors={},
    )


def quantile(spread: Spread, percent: int) -> int:
    """The lowest value that is not exceeded with at least the chance of so many per cent."""
    total, so_far = sum(spread.weights), 0
    for value, weight in zip(spread.values, spread.weights, strict=True):
        so_far += weight
        if so_far * 100 >= percent * total:
            return value
    return spread.values[-1]


def _by_band(matrix: CompiledMatrix, likely: Likely) -> dict[str, Figure]:
    if matrix.band is None:
        return {}
    weights = band_weights(matrix, likely.bands)
    names = matrix.nodes[matrix.band].bands
    shares = probabilities(list(weights.values()))
    return {names[number]: share for number, share in zip(weights, shares, strict=True)}
