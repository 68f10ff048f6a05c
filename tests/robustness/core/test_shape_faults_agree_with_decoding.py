"""What strict decoding refuses gets at least one fault with its place, and nothing else gets any.

The decoder stops at the first thing that is wrong and repeats it in its message; the list of faults
is a second reading of the same types. Where the two disagree, a caller is told nothing useful, or
something sound is refused.
"""

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given, settings
from msgspec import Meta

from morile_api.catalogue import read_matrix, shipped
from morile_api.language.definition import read_definition
from morile_api.language.faults import BadMatrix
from morile_api.language.matrix import Matrix
from morile_api.language.shape import shape_faults
from morile_api.language.vocabulary import as_vocabulary
from tests.builders import A_DEFINITION, CANARY, a_desk, a_threat, by_vector, shipped_catalogue
from tests.property.strategies import SEEDS

VECTOR = "example@1.0.0/PH:none/CO:severe"
SOUND: list[Any] = [
    a_threat(physical_harm=["moderate", "severe"], more={"assessor": "lead", "marking": None}),
    a_threat(physical_harm={"level": "unknown", "confidence": "low", "grading": "2CP"}),
    by_vector(VECTOR, information_date="2026-02-28", marking="OFFICIAL"),
]
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    0.5,
    1e300,
    2**63,
    2**70,
    "",
    " ",
    "\0",
    "\n",
    "none",
    "none\n",
    "unknown",
    "severe",
    "Severe",
    CANARY,
    "a" * 201,
    "\u202e",
    "É",
    "2026-02-28",
    "2026-02-30",
    "2026-W01-1",
    "20260228",
    "2026-2-28",
    "2026-02-28T00:00:00",
    "0000-01-01",
    "２０２６-02-28",
    "+026-02-28",
    "2026-02-28Z",
    [],
    ["none"],
    ["none", "none"],
    ["unknown"],
    ["none"] * 4,
    [None],
    [[]],
    {},
    {"level": "none"},
    {"level": ["none"]},
    {"level": {}},
    {"level": None},
    {"level": "none", "confidence": None},
    {"level": "none", "confidence": "sure"},
    VECTOR,
    VECTOR + "/",
    "example@1.0.0",
    "2CP",
    "OFFICIAL",
    "SECRET",
    "TOP-SECRET",
    {"x": 1},
]


def _mutated(value: Any, dice: Random, odd: list[Any]) -> Any:
    """The same value with parts of it taken out, put in or replaced."""
    if dice.random() < 0.12:
        return dice.choice(odd)
    if isinstance(value, dict):
        items = {
            key: _mutated(each, dice, odd) for key, each in value.items() if dice.random() > 0.03
        }
        if dice.random() < 0.05:
            items[dice.choice([*value, "x", "", "a/b", CANARY])] = dice.choice(odd)
        return items
    if isinstance(value, list):
        return [_mutated(each, dice, odd) for each in value] * dice.choice([1, 1, 1, 2])
    return value


def _replaced(value: Any, odd: list[Any]) -> Iterator[Any]:
    """The same value with each part of it in turn replaced by everything odd, and taken out."""
    yield from odd
    if isinstance(value, dict):
        for key, each in value.items():
            yield {name: part for name, part in value.items() if name != key}
            yield from ({**value, key: part} for part in _replaced(each, odd))
        yield from ({**value, key: 1} for key in ("x", "", "a/b", CANARY))
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from ([*value[:at], part, *value[at + 1 :]] for part in _replaced(each, odd))


def _decodes(value: Any, declared: Any) -> bool:
    try:
        msgspec.json.decode(json.dumps(value), type=declared)
    except msgspec.ValidationError:
        return False
    return True


def _converts(value: Any, declared: Any) -> bool:
    try:
        msgspec.convert(value, declared, strict=True)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("sound", SOUND, ids=["plain", "graded", "by vector"])
def test_a_submission_decodes_or_has_faults_and_never_both(sound: Any) -> None:
    """Everything odd in the place of every member of a submission."""
    declared = SUBMISSION_TYPES["example@1.0.0"]

    wrong = [
        value
        for value in _replaced(sound, ODD)
        if _decodes(value, declared) != (shape_faults(value, declared) == [])
    ]

    # Few and short: a long list would bury the first of them.
    assert [repr(each)[-200:] for each in wrong[:3]] == []


@settings(max_examples=300)
@given(SEEDS)
def test_a_submission_with_several_odd_members_decodes_or_has_faults(seed: int) -> None:
    """Several things wrong at once, and no text of the caller in what is said of them."""
    dice = Random(seed)  # noqa: S311
    declared = SUBMISSION_TYPES["example@1.0.0"]
    value = _mutated(dice.choice(SOUND), dice, ODD)

    faults = shape_faults(value, declared)

    assert _decodes(value, declared) == (faults == [])
    assert CANARY not in repr(faults)


SUBMISSION_TYPES = a_desk().reader.types.submissions


@pytest.mark.parametrize("name", sorted(shipped_catalogue().entries))
def test_a_submission_to_a_shipped_matrix_decodes_or_has_faults(name: str) -> None:
    """The same over the real matrices, with every word of their vocabularies."""
    types = shipped_catalogue().reader.types
    definition = shipped_catalogue().entry(name).scorer.matrix.definition
    levels = {c.key: definition.scale_of(c).levels[0].key for c in definition.criteria}
    dice = Random(name)  # noqa: S311
    for _ in range(60):
        value = _mutated(a_threat(dict(levels)), dice, ODD)
        faults = shape_faults(value, types.submissions[name])
        assert _decodes(value, types.submissions[name]) == (faults == [])


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """Every kind of member that a type of the project may have."""

    text: Annotated[str, Meta(min_length=1, max_length=3, pattern="^[a-z]+(?!\\n)$")]
    whole: Annotated[int, Meta(ge=0, le=4)]
    bounded: Annotated[float, Meta(gt=0, lt=10)] = 1.0
    stepped: Annotated[float, Meta(ge=0, le=20, multiple_of=1)] = 0.0
    flag: bool = False
    word: Literal["one", "two"] = "one"
    day: date | None = None
    some: Annotated[list[int], Meta(min_length=1, max_length=2)] = msgspec.field(
        default_factory=lambda: [1]
    )
    fixed: Annotated[tuple[str, ...], Meta(max_length=2)] = ()
    table: dict[str, dict[str, str]] = {}
    either: str | list[str] | None = None
    number: int | float | None = None


class Outer(msgspec.Struct):
    """A struct that lets strangers pass, with others inside."""

    part: Part
    parts: list[Part] = []


MANY: list[Any] = [
    *ODD,
    4,
    5,
    20,
    21,
    0.25,
    -0.5,
    10.0,
    3.0,
    "ab",
    "abcd",
    "ab\n",
    "one",
    "three",
    [1, 2, 3],
    ["a"],
    ["a", "b", "c"],
    {"a": {"b": "c"}},
    {"a": {"b": 1}},
    {"a": 1},
    {"a": {}},
    [1.0],
    [True],
    [2**70],
]
A_PART = {
    "text": "ab",
    "whole": 4,
    "bounded": 9.5,
    "stepped": 3,
    "flag": True,
    "word": "two",
    "some": [1],
    "day": "2026-11-22",
    "fixed": ["a"],
    "table": {"a": {"b": "c"}},
    "either": ["x"],
    "number": 0.5,
}


@pytest.mark.parametrize("member", A_PART)
def test_every_kind_of_member_decodes_or_has_faults(member: str) -> None:
    """Kinds that no type of ours may have today and one may have tomorrow."""
    wrong = [
        value
        for value in _replaced(A_PART[member], MANY)
        for whole in [{"part": {**A_PART, member: value}}]
        if _decodes(whole, Outer) != (shape_faults(whole, Outer) == [])
    ]

    # Few and short: a long list would bury the first of them.
    assert [repr(each)[-200:] for each in wrong[:3]] == []


def test_structs_within_structs_decode_or_have_faults() -> None:
    """Lists of them too, and with strangers where those are let pass."""
    small = {"text": "ab", "whole": 4}
    sound = {"part": small, "parts": [small, small]}

    wrong = [
        value
        for value in _replaced(sound, ODD)
        if _decodes(value, Outer) != (shape_faults(value, Outer) == [])
    ]

    # Few and short: a long list would bury the first of them.
    assert [repr(each)[-200:] for each in wrong[:3]] == []


# Definitions and vocabularies, read from TOML


TOML_ODD: list[Any] = [
    *ODD,
    Decimal("1.5"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1E+400"),
    date(2026, 1, 1),
    datetime(2026, 1, 1, 12, tzinfo=UTC),
    time(12),
    [date(2026, 1, 1)],
]


def test_the_tables_of_a_definition_convert_or_have_faults() -> None:
    """With the dates, times and decimals that TOML has beside what JSON has.

    A figure written as text would convert; it is refused, because a figure is no text.
    """
    tables = tomllib.loads(A_DEFINITION, parse_float=Decimal)
    wrong = []
    for value in _replaced(tables, TOML_ODD):
        faults, converts = shape_faults(value, Matrix), _converts(value, Matrix)
        if converts and any(fault.detail != "expected a number" for fault in faults):
            wrong.append(value)
        if not converts and not faults:
            wrong.append(value)

    # Few and short: a long list would bury the first of them.
    assert [repr(each)[-200:] for each in wrong[:3]] == []


def test_the_tables_of_a_vocabulary_are_read_or_refused() -> None:
    """Never with a message of the decoder, whose text would repeat what was written."""
    path = shipped() / "vocabularies" / "analytical-confidence.toml"
    for value in _replaced(tomllib.loads(path.read_text("utf-8")), TOML_ODD):
        if isinstance(value, dict):
            assert _is_read_or_refused(value)


def _is_read_or_refused(tables: dict[str, object]) -> bool:
    try:
        return bool(as_vocabulary(tables, "confidence.toml").terms)
    except BadMatrix as error:
        return bool(error.faults)


LINES = A_DEFINITION.splitlines()
PIECES = [
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "=",
    ",",
    "\n",
    "0",
    "-",
    "1e400",
    "nan",
    "-inf",
    "1_000",
    "0x1F",
    "true",
    "harm",
    "physical_harm",
    '""',
    "[[nodes]]",
    "[result]",
    "2026-13-01",
    "\\u0000",
    "#",
    "é",
    '"unknown"',
    "[[]]",
    "999999999999999",
    "0.000000000000001",
    "-8",
    "sum",
    "grid",
    "cells = []",
]


@settings(max_examples=800)
@given(SEEDS)
def test_any_damage_to_a_definition_is_read_or_refused(seed: int) -> None:
    """A line left out, said twice or moved, a piece put in anywhere: loaded, or refused by name."""
    dice = Random(seed)  # noqa: S311
    lines = list(LINES)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(lines))
        match dice.randint(0, 3):
            case 0:
                del lines[at]
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[at])
            case 2:
                place = dice.randint(0, len(lines[at]))
                lines[at] = lines[at][:place] + dice.choice(PIECES) + lines[at][place:]
            case 3:
                lines[at] = dice.choice(LINES).partition("=")[0] + "= " + dice.choice(PIECES)
    text = "\n".join(lines).encode()
    try:
        read_matrix(text, "example.toml")
    except BadMatrix as error:
        faults = error.faults
    else:
        faults = []
        assert "@" in read_definition(text).id
    assert all(fault.detail for fault in faults)
