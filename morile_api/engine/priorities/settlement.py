"""A settlement: what is given, and what the plain ranking would have given."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from morile_api.engine.figures import printed
from morile_api.engine.priorities.allocate import Filled, allocate
from morile_api.engine.priorities.budget import Budget
from morile_api.engine.priorities.standing import Standings
from morile_api.engine.priorities.tie_break import Order
from morile_api.language.assessment import Number


class Settlement(msgspec.Struct, frozen=True, eq=False):
    """What an allocation is made of, and what came of it.

    Attributes:
        standings: of all threats.
        request: decoded and without faults.
        order: of the ranked threats.
        budget: what there is to give.
        ranks: per threat, its rank; means nothing where it has none.
        titles: of organisations, by key.
        filled: what is given; `plain` the same with nothing reserved.
    """

    standings: Standings
    request: Any
    order: Order
    budget: Budget
    ranks: Sequence[int]
    titles: Mapping[str, str]
    filled: Filled
    plain: Filled

    def score(self, value: int) -> Number:
        """An exact score, or a sum of them, as printed."""
        matrix = self.standings.matrix
        denominator = matrix.nodes[matrix.score].denominator
        return printed(value, denominator, matrix.definition.decimals)

    def organisation(self, number: int) -> str:
        """Whose threat it is."""
        return str(self.request.submissions[number].organisation)

    def said(self, number: int) -> dict[str, Any]:
        """What every mention of a threat says."""
        cost = {} if self.budget.slots else {"cost": self.budget.figure(self.budget.costs[number])}
        return {
            "index": number,
            "ref": self.request.submissions[number].ref,
            "organisation": self.organisation(number),
            "rank": self.ranks[number],
            "score": self.score(self.order.scores[number]),
            **cost,
        }


def settled(
    standings: Standings,
    request: Any,
    order: Order,
    budget: Budget,
    ranks: Sequence[int],
    titles: Mapping[str, str],
) -> Settlement:
    """Allocate, with what is reserved and without; see `Settlement`."""
    organisations = [each.organisation for each in request.submissions]
    given = order.groups, budget.costs, organisations, budget.total
    plain = allocate(*given, {}, on_top=True)
    filled = plain
    if budget.parts:
        filled = allocate(*given, budget.reserved, request.reserve.counts == "on-top")
    return Settlement(standings, request, order, budget, ranks, titles, filled, plain)
