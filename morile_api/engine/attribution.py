"""Attribution: whose submission each assessment is of, for answers that are to be signed."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from morile_api.language.assessment import Assessed, Refused


def attributed(
    results: Iterable[Assessed | Refused], submissions: Mapping[int, Any]
) -> list[Assessed | Refused]:
    """The results, each assessment with the organisation that submitted it.

    Args:
        results: in order.
        submissions: decoded, by their place in the request or stream.
    """
    of = attrgetter("organisation")
    return [
        replace(each, organisation=of(submissions[each.index]))
        if isinstance(each, Assessed)
        else each
        for each in results
    ]
