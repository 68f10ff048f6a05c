"""Apportioning: printed shares that still add up to the printed whole, by largest remainder."""

from collections.abc import Sequence

from morile_api.engine.score import Column, Ways


def apportioned(
    shares: Sequence[Column], over: Column, whole: Column, unit: int, ways: Ways
) -> list[Column]:
    """Exact shares as printed steps that add up to a printed whole.

    Every share is rounded down; what is missing goes, a step each, to the largest remainders, and
    never to a share of nothing. Of equal remainders the earlier share gets it.

    Args:
        shares: one column a share, each over `over`.
        over: what the shares are over: a column or an int, never 0.
        whole: the printed whole, in steps.
        unit: steps to one.
        ways: MANY for arrays, ONE for plain ints.

    Returns:
        One column a share, in steps.
    """
    sign = (over > 0) * 2 - 1
    over = over * sign
    down, rests = [], []
    for share in shares:
        exact = share * sign * unit
        down.append(exact // over)
        rests.append(exact - down[-1] * over)
    missing = whole
    for steps in down:
        missing = missing - steps
    # A share of nothing is printed as nothing, unless every share is.
    live = [share != 0 for share in shares]
    count = sum(live)
    none = count == 0
    count = count + none * len(shares)
    each, more = missing // count, missing % count
    # A share of nothing has no remainder: one more puts every other before it.
    ranks = ways.ranks([rest + alive for rest, alive in zip(rests, live, strict=True)])
    return [
        steps + (alive | none) * (each + (rank < more))
        for steps, rank, alive in zip(down, ranks, live, strict=True)
    ]
