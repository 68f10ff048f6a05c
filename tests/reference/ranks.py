"""Ranks and chances by looking at every outcome: slow, plain, and right."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from morile_api.engine.distribution import Spread

Outcome = tuple[Fraction, tuple[int, ...]]
"""How likely it is, and the score of every threat."""


def every_outcome(spreads: Sequence[Spread]) -> Iterator[Outcome]:
    """All that may turn out, answers of different threats being independent."""
    listed = [list(zip(each.values, each.weights, strict=True)) for each in spreads]
    totals = [sum(each.weights) for each in spreads]
    for outcome in product(*listed):
        chance = Fraction(1)
        for (_, weight), total in zip(outcome, totals, strict=True):
            chance *= Fraction(weight, total)
        yield chance, tuple(value for value, _ in outcome)


def mid_ranks(scores: Sequence[int]) -> list[Fraction]:
    """Rank of every score; equal ones share the middle of their ranks."""
    return [
        1 + sum(other > each for other in scores) + Fraction(scores.count(each) - 1, 2)
        for each in scores
    ]


def in_top(spreads: Sequence[Spread], top: int) -> list[tuple[Fraction, Fraction]]:
    """Chance of being in the top k: clear of ties, and with every tie in one's favour."""
    clear = [Fraction(0)] * len(spreads)
    with_ties = list(clear)
    for chance, scores in every_outcome(spreads):
        for number, score in enumerate(scores):
            others = [*scores[:number], *scores[number + 1 :]]
            clear[number] += chance * (sum(other >= score for other in others) < top)
            with_ties[number] += chance * (sum(other > score for other in others) < top)
    return list(zip(clear, with_ties, strict=True))


def extreme_ranks(spreads: Sequence[Spread]) -> list[tuple[int, int]]:
    """The best and the worst rank that some outcome gives."""
    found: list[list[int]] = [[] for _ in spreads]
    for _, scores in every_outcome(spreads):
        for number, score in enumerate(scores):
            found[number].append(1 + sum(other > score for other in scores))
    return [(min(each), max(each)) for each in found]


def at_most(chances: Sequence[float], most: int) -> float:
    """The chance that at most so many of independent things happen, one factor at a time."""
    cells = [1.0] + [0.0] * max(most, 0)
    if most < 0:
        return 0.0
    for chance in chances:
        for place in range(most, 0, -1):
            cells[place] = cells[place] * (1 - chance) + cells[place - 1] * chance
        cells[0] *= 1 - chance
    return sum(cells)
