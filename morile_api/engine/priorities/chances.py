"""Where gaps could put each threat: best, worst and expected rank, and the chance of the top k."""

from fractions import Fraction

import msgspec

from morile_api.engine.figures import from_steps, printed
from morile_api.engine.priorities.expected_rank import counted, expected_ranks
from morile_api.engine.priorities.standing import Standings
from morile_api.engine.priorities.top_chance import Chance, steps_of, top_chances
from morile_api.engine.rank import best_and_worst
from morile_api.language.assessment import Number
from morile_api.language.prioritised import InTop, Omission, Possible

RANK_DECIMALS = 2
CHANCE_DECIMALS = 6

NO_TOP = "the request has neither slots nor top"
NO_DISTRIBUTION = (
    "how likely each score of some threat is would take too long to work out; the ranks speak"
)
TOO_MUCH = "the answers leave so much open that working it out would take too long"


class Chances(msgspec.Struct, frozen=True):
    """Per threat where it could stand; and what is not given, with the reason."""

    possible: list[Possible]
    not_given: list[Omission]


def chances(standings: Standings, top: int | None) -> Chances:
    """Where the gaps could put each threat, among all threats of the request.

    Args:
        standings: of all threats.
        top: the k of the chance to be in the top k, if asked for.
    """
    best, worst = (each.tolist() for each in best_and_worst(standings.lows, standings.highs))
    spreads = [each for each in standings.spreads if each is not None]
    count = len(standings)
    means: list[Number | None] = [None] * count
    in_top: list[InTop | None] = [None] * count
    if len(spreads) < count:
        what = [Omission("expected-rank", NO_DISTRIBUTION)]
        what.append(Omission("in-top", NO_TOP if top is None else NO_DISTRIBUTION))
        return Chances(list(map(Possible, best, worst, means, in_top)), what)
    times = counted(spreads)
    not_given = []
    expected = expected_ranks(times)
    if expected is None:
        not_given.append(Omission("expected-rank", TOO_MUCH))
    else:
        shown = {spread: _printed(rank) for spread, rank in expected.items()}
        means = [shown[each] for each in spreads]
    found = None if top is None else top_chances(list(times), list(times.values()), top)
    if found is None:
        not_given.append(Omission("in-top", NO_TOP if top is None else TOO_MUCH))
    else:
        chance = dict(zip(times, map(_in_top, found), strict=True))
        in_top = [chance[each] for each in spreads]
    return Chances(list(map(Possible, best, worst, means, in_top)), not_given)


def _printed(rank: Fraction) -> Number:
    return printed(rank.numerator, rank.denominator, RANK_DECIMALS)


def _in_top(chance: Chance) -> InTop:
    shown = (steps_of(each, CHANCE_DECIMALS) for each in (chance.clear, chance.with_ties))
    return InTop(*(from_steps(each, CHANCE_DECIMALS) for each in shown))
