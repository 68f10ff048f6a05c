"""Every fault of an untyped value against a type; asked only after strict decoding has failed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from msgspec import inspect

from morile_api.language.faults import Code, Fault, counted, escaped
from morile_api.language.patterns import asked_for

LISTED_CHOICES = 40
"""How many choices a text lists whole."""

GUESSES = 5
"""Of how many unknown names an object has we guess what was meant."""

LONGEST_GUESS = 60
"""Longer texts are not compared with the choices: none is that long."""

CHOICES = "choices"
"""Key of a type's `Meta(extra=...)` under which its choices stand in the order to list them in."""

MOST_READ = 1_000
"""Items of a list of fewer that are looked at all the same, so that each fault is named."""

SLIP = 2
"""Characters in a row that may differ from a choice for it to be offered instead."""

Bounded = inspect.IntType | inspect.FloatType | inspect.DecimalType
Sized = inspect.StrType | inspect.ListType | inspect.VarTupleType


@lru_cache(maxsize=512)
def type_of(declared: object) -> inspect.Type:
    """The inspected form of a declared type, worked out once."""
    return inspect.type_info(declared)


def shape_faults(value: object, declared: object, pointer: str = "") -> list[Fault]:
    """Every place where a decoded JSON or TOML value does not fit a declared type.

    The texts name places, kinds and choices of ours; nothing of the value is repeated.
    """
    return list(_faults(value, type_of(declared), pointer))


def _faults(value: object, kind: inspect.Type, at: str) -> Iterator[Fault]:
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType):
        yield from _of_union(value, kind, at)
    elif not _fits(value, kind):
        yield Fault(at, Code.WRONG_TYPE, f"expected {_called(kind)}")
    elif isinstance(kind, inspect.StructType) and isinstance(value, dict):
        yield from _of_struct(value, kind, at)
    elif isinstance(kind, inspect.LiteralType):
        yield from _of_choice(value, [str(each) for each in kind.values], at)
    elif isinstance(kind, inspect.ListType | inspect.VarTupleType) and isinstance(value, list):
        yield from _of_size(len(value), kind, "items", at)
        # Of a list that is much too long the rest is not read: there may be millions.
        most = max(kind.max_length or len(value), MOST_READ)
        for number, item in enumerate(value[:most]):
            yield from _faults(item, kind.item_type, f"{at}/{number}")
    elif isinstance(kind, inspect.DictType) and isinstance(value, dict):
        for name, item in value.items():
            yield from _faults(item, kind.value_type, f"{at}/{_named(name)}")
    else:
        yield from _of_plain(value, kind, at)


def _of_plain(value: object, kind: inspect.Type, at: str) -> Iterator[Fault]:
    if isinstance(kind, inspect.StrType):
        yield from _of_text(str(value), kind, at)
    elif isinstance(kind, inspect.DateType):
        yield from _of_date(value, at)
    elif isinstance(kind, Bounded):
        yield from _of_number(value, kind, at)


def _bare(kind: inspect.Type) -> inspect.Type:
    ordered: tuple[str, ...] | None = None
    while isinstance(kind, inspect.Metadata):
        ordered = (kind.extra or {}).get(CHOICES, ordered)
        kind = kind.type
    return (
        inspect.LiteralType(ordered) if ordered and isinstance(kind, inspect.LiteralType) else kind
    )


def _fits(value: object, kind: inspect.Type) -> bool:
    match kind:
        case inspect.StructType() | inspect.DictType():
            return isinstance(value, dict)
        case inspect.ListType() | inspect.VarTupleType():
            return isinstance(value, list)
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(value, str)
        case inspect.DateType():
            return isinstance(value, str | date | time)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.NoneType():
            return value is None
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType() | inspect.DecimalType():
            return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        case _:
            return True


def _called(kind: inspect.Type) -> str:
    match kind:
        case inspect.StructType() | inspect.DictType():
            return "an object"
        case inspect.ListType() | inspect.VarTupleType():
            return "a list"
        case inspect.StrType():
            return "text"
        case inspect.LiteralType(values=values):
            return f"text: {_choices([str(each) for each in values])}"
        case inspect.DateType():
            return "a date, YYYY-MM-DD"
        case inspect.BoolType():
            return "true or false"
        case inspect.NoneType():
            return "null"
        case inspect.IntType():
            return "a whole number"
        case _:
            return "a number"


def _named(name: str) -> str:
    """A member's name as a part of a pointer; what is too long to be one of ours is left out."""
    return escaped(name) if len(name) <= LONGEST_GUESS else "..."


def _choices(values: Iterable[str]) -> str:
    names = [str(each) for each in values]
    if len(names) <= LISTED_CHOICES:
        return "choose from " + ", ".join(names)
    return f"one of {len(names)} terms, such as " + ", ".join(names[:5])


def _near(value: str, names: Iterable[str]) -> str:
    """A remedy in our own words: the choice that what was written most likely means, if any."""
    if len(value) > LONGEST_GUESS:
        return ""
    said = value.lower()
    ends = (said[:1], said[-1:])
    # What differs in one place only still begins or ends alike; the rest need no comparing.
    alike = {
        each: low
        for each in names
        if -SLIP <= len(each) - len(said) <= SLIP
        and ((low := each.lower())[:1] == ends[0] or low[-1:] == ends[1])
    }
    nearest = min(alike, key=lambda each: _apart(said, alike[each]), default=None)
    if nearest is None or _apart(said, alike[nearest]) > SLIP:
        return ""
    return f" (nearest: {nearest})"


def _apart(one: str, other: str) -> int:
    """How many characters in a row differ: what is left between a common beginning and end."""
    begins = _alike(one, other)
    left, right = one[begins:], other[begins:]
    return max(len(left), len(right)) - _alike(left[::-1], right[::-1])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _of_union(value: object, kind: inspect.UnionType, at: str) -> Iterator[Fault]:
    kinds = [_bare(each) for each in kind.types]
    tagged = [each for each in kinds if isinstance(each, inspect.StructType) and each.tag_field]
    if isinstance(value, dict) and len(tagged) > 1:
        yield from _of_tagged(value, tagged, at)
        return
    for each in kinds:
        if _fits(value, each):
            yield from _faults(value, each, at)
            return
    named = [_called(each) for each in kinds if not isinstance(each, inspect.NoneType)]
    called = list(dict.fromkeys(named))
    yield Fault(at, Code.WRONG_TYPE, "expected " + ", or ".join(called))


def _of_tagged(
    value: dict[str, object], kinds: list[inspect.StructType], at: str
) -> Iterator[Fault]:
    """Of several objects the one that the value's own tag names."""
    name = str(kinds[0].tag_field)
    by_tag = {str(each.tag): each for each in kinds}
    place = f"{at}/{escaped(name)}"
    if name not in value:
        yield Fault(place, Code.MISSING_MEMBER, f"missing; expected text: {_choices(by_tag)}")
    elif not isinstance(value[name], str):
        yield Fault(place, Code.WRONG_TYPE, f"expected text: {_choices(by_tag)}")
    elif value[name] not in by_tag:
        yield from _of_choice(value[name], list(by_tag), place)
    else:
        yield from _of_struct(value, by_tag[str(value[name])], at)


def _of_struct(value: dict[str, object], kind: inspect.StructType, at: str) -> Iterator[Fault]:
    fields = {field.encode_name: field for field in kind.fields}
    tag = [kind.tag_field] if kind.tag_field else []
    strangers = [name for name in value if name not in fields and name not in tag]
    if strangers and kind.forbid_unknown_fields:
        count = counted(len(strangers), "member")
        missing = [name for name in fields if name not in value]
        # Comparing is slow, and a long list of guesses helps nobody.
        guessed = strangers[:GUESSES]
        near = "".join(sorted({_near(str(name), missing or fields) for name in guessed}))
        detail = f"{count} not known here{near}; {_choices([*tag, *fields])}"
        yield Fault(at, Code.UNKNOWN_MEMBER, detail)
    for name, field in fields.items():
        place = f"{at}/{escaped(name)}"
        if name in value:
            yield from _faults(value[name], field.type, place)
        elif field.required:
            yield Fault(place, Code.MISSING_MEMBER, f"missing; expected {_expected(field.type)}")


def _expected(kind: inspect.Type) -> str:
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType):
        return _called(_bare(kind.types[0]))
    return _called(kind)


def _of_choice(value: object, names: list[str], at: str) -> Iterator[Fault]:
    if value not in names:
        near = _near(str(value), names)
        yield Fault(at, Code.NOT_A_CHOICE, f"not a choice{near}; {_choices(names)}")


def _of_size(size: int, kind: Sized, what: str, at: str) -> Iterator[Fault]:
    if kind.min_length is not None and size < kind.min_length:
        detail = f"too short: {size} {what}; at least {kind.min_length}"
        yield Fault(at, Code.TOO_SHORT, detail)
    if kind.max_length is not None and size > kind.max_length:
        yield Fault(at, Code.TOO_LONG, f"too long: {size} {what}; at most {kind.max_length}")


def _of_text(value: str, kind: inspect.StrType, at: str) -> Iterator[Fault]:
    yield from _of_size(len(value), kind, "characters", at)
    if kind.pattern is not None and re.search(kind.pattern, value) is None:
        yield Fault(at, Code.WRONG_FORM, asked_for(kind.pattern))


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _of_date(value: object, at: str) -> Iterator[Fault]:
    if isinstance(value, str):
        try:
            # Python also reads weeks, which the decoder does not.
            fits = _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
        except ValueError:
            fits = False
    else:
        fits = isinstance(value, date) and not isinstance(value, datetime)
    if not fits:
        yield Fault(at, Code.WRONG_FORM, "not a date of the form YYYY-MM-DD")


def _of_number(value: Any, kind: Bounded, at: str) -> Iterator[Fault]:
    if isinstance(kind, inspect.DecimalType):
        return
    below = (kind.ge is not None and value < kind.ge) or (kind.gt is not None and value <= kind.gt)
    above = (kind.le is not None and value > kind.le) or (kind.lt is not None and value >= kind.lt)
    if below or above:
        low = _figure(kind.ge) if kind.gt is None else f"above {_figure(kind.gt)}"
        high = _figure(kind.le) if kind.lt is None else f"below {_figure(kind.lt)}"
        yield Fault(at, Code.OUT_OF_RANGE, f"out of range: {low} to {high}")
    elif kind.multiple_of is not None and Fraction(value) % Fraction(str(kind.multiple_of)):
        step = kind.multiple_of
        form = "whole number" if step == 1 else f"multiple of {_figure(step)}"
        yield Fault(at, Code.WRONG_FORM, f"not a {form}")


def _figure(bound: float | None) -> str:
    """A bound as people write it: without an exponent, and whole where it is."""
    if bound is None:
        return "any"
    return f"{Decimal(str(bound)):,f}".removesuffix(".0")
