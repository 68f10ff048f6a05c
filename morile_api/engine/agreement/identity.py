"""Identity: whose answers are compared, and where that is not clear."""

from collections.abc import Sequence
from typing import Any

import msgspec

from morile_api.language.comparison import Compare
from morile_api.language.faults import Code, Fault


class Identity(msgspec.Struct, frozen=True):
    """Who is compared with whom: assessors of organisations, organisations, or periods."""

    organisation: str | None = None
    assessor: str | None = None
    period: str | None = None


def identity_faults(
    submissions: Sequence[Any], places: Sequence[int], compare: Compare
) -> list[tuple[int, Fault]]:
    """Where it is not clear whose answers are to be compared, with the places in the request.

    Args:
        submissions: decoded.
        places: theirs in the request.
        compare: whether assessors or periods are compared.
    """
    faults: list[tuple[int, Fault]] = []
    seen: dict[Any, int] = {}
    forms = {_form(each.period) for each in submissions if each.period and not each.reference}
    for place, each in zip(places, submissions, strict=True):
        at = f"/submissions/{place}"
        if compare == "periods" and not each.reference:
            faults += [(place, fault) for fault in _period_faults(each.period, len(forms), at)]
            if each.period is None:
                continue
        key, code, what = _key(each, compare)
        if key in seen:
            pointer = f"{at}/reference" if each.reference else at
            detail = f"a second {what} for one threat; the first is number {seen[key]}: keep one"
            faults.append((place, Fault(pointer, code, detail)))
        seen.setdefault(key, place)
    return faults


def _key(submission: Any, compare: Compare) -> tuple[Any, Code, str]:
    """What may be there once only, and what to say where it is there again."""
    ref = submission.ref
    if submission.reference:
        return ref, Code.REPEATED_REFERENCE, "reference"
    if compare == "periods":
        return (ref, submission.period), Code.REPEATED_SUBMISSION, "submission in this period"
    who = submission.organisation, submission.assessor
    return (ref, *who), Code.REPEATED_SUBMISSION, "submission by this assessor"


def _period_faults(period: str | None, forms: int, at: str) -> list[Fault]:
    if period is None:
        detail = "missing; say in which period, such as 2026-Q1"
        return [Fault(f"{at}/period", Code.MISSING_MEMBER, detail)]
    if forms > 1:
        detail = "years, half-years, quarters and months are mixed; use one of them"
        return [Fault(f"{at}/period", Code.MIXED_PERIODS, detail)]
    return []


def _form(period: str) -> str:
    """What kind of period: the letter of a quarter or half-year, or how long it is written."""
    return period[5] if period[5:6].isalpha() else str(len(period))
