"""Odds: how likely each level of an open answer is, as the matrix states it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from morile_api.engine.figures import whole
from morile_api.language.answer import WEAKEST_FIRST
from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import Matrix


def priors_of(definition: Matrix) -> tuple[tuple[int, ...], ...]:
    """Per criterion, integer weights of its levels before anything is known: 1 each by default."""
    found = []
    for criterion in definition.criteria:
        scale = definition.scale_of(criterion)
        stated = criterion.prior or scale.prior
        found.append((1,) * len(scale.levels) if stated is None else whole(stated)[0])
    return tuple(found)


def spread_of(definition: Matrix) -> dict[str, tuple[int, ...]]:
    """Per confidence for which the matrix states one, integer weights round the stated level."""
    if definition.spread is None:
        return {}
    stated = {each: getattr(definition.spread, each) for each in WEAKEST_FIRST}
    return {each: whole(weights)[0] for each, weights in stated.items() if weights}


def level_weights(
    named: Sequence[int], prior: Sequence[int], around: Sequence[int] | None
) -> dict[int, int]:
    """How likely each level of an answer is, as integer weights; level number -> weight.

    Args:
        named: the levels the answer names; all of them when it is unknown.
        prior: weights of all levels of the scale.
        around: weights round a stated level where the confidence has a spread, else None. What
            would fall beyond the end of the scale is shared out among what is left.
    """
    known = {level: prior[level] for level in named if prior[level]}
    # Levels that the prior rules out, though named, are all the assessor leaves: equally likely.
    weights = known or dict.fromkeys(named, 1)
    if around is None or len(named) == len(prior):
        return weights
    reach = len(around) // 2
    found: dict[int, int] = {}
    # Each level's own spread is brought to one total, so that ends of the scale lose no weight.
    inside = {
        level: {
            level + step: around[step + reach]
            for step in range(-reach, reach + 1)
            if 0 <= level + step < len(prior) and around[step + reach]
        }
        for level in weights
    }
    total = 1
    for spread in inside.values():
        total *= sum(spread.values())
    for level, weight in weights.items():
        share = total // sum(inside[level].values())
        for near, each in inside[level].items():
            found[near] = found.get(near, 0) + weight * each * share
    return dict(sorted(found.items()))


def odds_faults(matrix: Matrix) -> Iterator[Fault]:
    """Faults of priors and of the spread of stated confidence."""
    scales = {scale.key: scale for scale in matrix.scales}
    stated = [(f"/scales/{i}", scale.prior, scale) for i, scale in enumerate(matrix.scales)]
    for number, criterion in enumerate(matrix.criteria):
        if criterion.scale in scales:
            stated.append((f"/criteria/{number}", criterion.prior, scales[criterion.scale]))
    for at, prior, scale in stated:
        if prior is not None and (len(prior) != len(scale.levels) or _no_weights(prior)):
            detail = f"give {len(scale.levels)} weights, one a level, none negative, not all 0"
            yield Fault(f"{at}/prior", Code.BAD_ODDS, detail)
    for confidence in WEAKEST_FIRST:
        around = None if matrix.spread is None else getattr(matrix.spread, confidence)
        if around is not None and (
            len(around) % 2 == 0 or _no_weights(around) or not around[len(around) // 2]
        ):
            detail = "give an odd number of weights, none negative, the middle one above 0"
            yield Fault(f"/spread/{confidence}", Code.BAD_ODDS, detail)


def _no_weights(weights: Sequence[Decimal]) -> bool:
    return any(weight < 0 for weight in weights) or not any(weights)
