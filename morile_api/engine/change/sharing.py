"""Sharing out: a printed difference among named causes, so that the printed shares add up to it."""

from collections.abc import Mapping

from morile_api.engine.apportion import apportioned
from morile_api.engine.figures import from_steps
from morile_api.engine.score import ONE
from morile_api.language.assessment import Number


def shared_out(exact: Mapping[str, int], over: int, whole: int, decimals: int) -> dict[str, Number]:
    """What is printed for each exact share.

    A cause that did nothing gets 0, and no part of the rounding either. Of equal remainders the
    name that comes first in the alphabet is rounded up, so no share depends on an order.

    Args:
        exact: shares by name, over `over`.
        over: what they are over, positive.
        whole: the printed difference, in steps of the last decimal.
        decimals: how many are printed.
    """
    names = sorted(name for name, share in exact.items() if share)
    shares: dict[str, Number] = dict.fromkeys(exact, 0)
    if names:
        parts = [exact[name] for name in names]
        steps = apportioned(parts, over, whole, 10**decimals, ONE)
        printed = [from_steps(step, decimals) for step in steps]
        shares |= dict(zip(names, printed, strict=True))
    return shares
