"""What is wrong with a request for priorities though its members are of their types."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any, get_args, get_type_hints

import msgspec

from morile_api.engine.coding import code_many
from morile_api.engine.rows import repeat_faults, rows_of
from morile_api.engine.scorer import Scorer
from morile_api.language.faults import Code, Fault
from morile_api.language.priorities import opposite


def priority_faults(scorer: Scorer, request: Any) -> list[Fault]:
    """Every fault of a request whose members are all of their types."""
    places = range(len(request.submissions))
    return _faults(scorer, request, request.submissions, places)


def further_faults(
    scorer: Scorer, kind: type[msgspec.Struct], value: Mapping[str, object]
) -> list[Fault]:
    """The same faults in what is of its type, beside something that is not.

    Args:
        scorer: of the matrix the request names.
        kind: the type of the request.
        value: the request, read without types.
    """
    frame = _frame(kind, value)
    if frame is None:
        # What it would have said is not known, so nothing more can be said about the rest.
        return []
    said = value.get("submissions")
    submission = get_args(get_type_hints(kind)["submissions"])[0]
    fitting: dict[int, Any] = {}
    for place, each in enumerate(said if isinstance(said, list) else ()):
        with suppress(msgspec.ValidationError):
            fitting[place] = msgspec.convert(each, submission)
    return _faults(scorer, frame, list(fitting.values()), list(fitting))


def _frame(kind: type[msgspec.Struct], value: Mapping[str, object]) -> Any | None:
    """The members beside the submissions; None where one is not of its type."""
    hints = get_type_hints(kind, include_extras=True)
    frame = {}
    for field in msgspec.structs.fields(kind):
        if field.name == "submissions":
            continue
        if field.name not in value:
            made = field.default_factory
            frame[field.name] = field.default if made is msgspec.NODEFAULT else made()
            continue
        try:
            frame[field.name] = msgspec.convert(value[field.name], hints[field.name])
        except msgspec.ValidationError:
            return None
    return SimpleNamespace(**frame)


def _faults(
    scorer: Scorer, frame: Any, submissions: Sequence[Any], places: Sequence[int]
) -> list[Fault]:
    return [
        *_of_budget(frame, submissions, places),
        *(_of_reserve(frame) if frame.reserve is not None else ()),
        *_repeated(frame.tie_break, "/tie_break/{}"),
        *_opposed(frame.tie_break),
        *_of_populations(frame.populations),
        *_of_rows(scorer, submissions, places),
        *_of_twice(submissions, places),
        *_of_dates(submissions, places, frame.as_of),
    ]


def _of_budget(frame: Any, submissions: Sequence[Any], places: Sequence[int]) -> Iterator[Fault]:
    if frame.slots is not None and frame.capacity is not None:
        yield Fault("/capacity", Code.EITHER_OR, "give slots or capacity, and not both")
    if frame.capacity is None or frame.slots is not None:
        # Until it is known which of the two is meant, nobody knows whether costs are missing.
        return
    for place, each in zip(places, submissions, strict=True):
        if each.cost is None:
            detail = "missing; with a capacity every threat has a cost"
            yield Fault(f"/submissions/{place}/cost", Code.MISSING_MEMBER, detail)


def _of_reserve(frame: Any) -> Iterator[Fault]:
    reserve = frame.reserve
    total = frame.slots if frame.slots is not None else frame.capacity
    if total is None:
        detail = "missing; what is reserved is a part of slots or of a capacity"
        yield Fault("/slots", Code.MISSING_MEMBER, detail)
    if reserve.share is None and reserve.amount is None:
        detail = "says neither; give a share or an amount"
        yield Fault("/reserve", Code.EITHER_OR, detail)
    elif reserve.share is not None and reserve.amount is not None:
        detail = "says both; give a share or an amount, and not both"
        yield Fault("/reserve", Code.EITHER_OR, detail)
    elif reserve.amount is not None and total is not None:
        if reserve.amount > total:
            detail = "out of range: more than there is to give"
            yield Fault("/reserve/amount", Code.OUT_OF_RANGE, detail)
        elif frame.slots is not None and reserve.amount % 1:
            yield Fault("/reserve/amount", Code.WRONG_FORM, "not a whole number of slots")
    names = [each.organisation for each in reserve.among or ()]
    yield from _repeated(names, "/reserve/among/{}/organisation")


def _of_populations(populations: Sequence[Any]) -> Iterator[Fault]:
    for number, each in enumerate(populations):
        if each.population is None and each.excluded is None:
            detail = "missing; give the population, or in excluded why there is none"
            yield Fault(f"/populations/{number}/population", Code.MISSING_MEMBER, detail)
    names = [each.organisation for each in populations]
    yield from _repeated(names, "/populations/{}/organisation")


def _repeated(names: Sequence[str], pointer: str) -> Iterator[Fault]:
    """Faults of names that stand in a list twice; `{}` in the pointer is their place."""
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if first.setdefault(name, number) < number:
            detail = f"named at {first[name]} already; name each once"
            yield Fault(pointer.format(number), Code.REPEATED_CHOICE, detail)


def _opposed(keys: Sequence[str]) -> Iterator[Fault]:
    """Faults of keys of the tie-break that would undo an earlier one."""
    for number, key in enumerate(keys):
        other = opposite(key)
        if other in keys[:number]:
            detail = f"the contrary of {other}, which stands before it; keep one of the two"
            yield Fault(f"/tie_break/{number}", Code.EITHER_OR, detail)


def _of_rows(scorer: Scorer, submissions: Sequence[Any], places: Sequence[int]) -> Iterator[Fault]:
    """Faults of the answers: of vectors, and of levels that are named twice."""
    definition = scorer.matrix.definition
    rows, kept, bad = rows_of(definition, submissions, places)
    for each in bad:
        yield from each.faults
    for row in code_many(scorer.lexicon, rows).repeats:
        number = kept[row]
        yield from repeat_faults(definition, submissions[number], f"/submissions/{places[number]}")


def _of_twice(submissions: Sequence[Any], places: Sequence[int]) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for place, each in zip(places, submissions, strict=True):
        earlier = first.setdefault((each.organisation, each.ref), place)
        if earlier < place:
            detail = (
                f"the organisation's second of one threat; the first is number {earlier}: keep one"
            )
            yield Fault(f"/submissions/{place}", Code.REPEATED_SUBMISSION, detail)


def _of_dates(
    submissions: Sequence[Any], places: Sequence[int], as_of: date | None
) -> Iterator[Fault]:
    for place, each in zip(places, submissions, strict=True):
        if as_of and each.information_date and each.information_date > as_of:
            detail = "the information is dated after as_of; mend one of the two"
            yield Fault(f"/submissions/{place}/information_date", Code.FUTURE_DATE, detail)
