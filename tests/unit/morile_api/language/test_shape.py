"""Every fault of a value against a type; the agreement with decoding is held elsewhere."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from morile_api.language.shape import shape_faults
from tests.builders import codes


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(max_length=3)]
    kind: Literal["one", "two"] = "one"


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    inner: list[Inner]
    size: Annotated[int, Meta(ge=0, le=4)] | None = None


def test_every_fault_of_every_part_is_found_with_its_pointer() -> None:
    """RFC 6901: members by name, items by number from nought."""
    value = {"inner": [{"name": "long"}, 7, {"kind": "three"}], "size": 9, "x": 1}

    assert sorted(codes(shape_faults(value, Outer))) == [
        ("", "unknown-member"),
        ("/inner/0/name", "too-long"),
        ("/inner/1", "wrong-type"),
        ("/inner/2/kind", "not-a-choice"),
        ("/inner/2/name", "missing-member"),
        ("/size", "out-of-range"),
    ]


def test_pointers_begin_where_the_value_lies() -> None:
    """A part can be judged by itself."""
    assert codes(shape_faults({}, Inner, "/rows/3")) == [("/rows/3/name", "missing-member")]


def test_the_text_names_kinds_and_choices_and_the_nearest_of_them() -> None:
    """The remedy, in our own words."""
    (choice,) = shape_faults({"name": "a", "kind": "tvo"}, Inner)
    (kind,) = shape_faults({"name": 7}, Inner)
    strange, _ = shape_faults({"nmae": "a"}, Inner)

    assert choice.detail == "not a choice (nearest: two); choose from one, two"
    assert kind.detail == "expected text"
    assert strange.detail == "1 member not known here (nearest: name); choose from name, kind"


def test_what_fits_has_no_faults() -> None:
    """Neither with what may be left out nor without."""
    assert shape_faults({"inner": [], "size": None}, Outer) == []
    assert shape_faults({"inner": [{"name": "a"}]}, Outer) == []


def test_bounds_are_written_as_people_write_them() -> None:
    """No exponents, and no noughts after the point."""
    amount = Annotated[float, Meta(ge=1e-6, le=1e9)]
    above = Annotated[float, Meta(gt=0, lt=2.5)]

    assert shape_faults(0, amount)[0].detail == "out of range: 0.000001 to 1,000,000,000"
    assert shape_faults(3, above)[0].detail == "out of range: above 0 to below 2.5"
    assert shape_faults(-1, Annotated[int, Meta(ge=0)])[0].detail == "out of range: 0 to any"


def test_a_multiple_of_one_is_called_a_whole_number() -> None:
    """2.5 slots are none."""
    slots = Annotated[float, Meta(multiple_of=1)]
    halves = Annotated[float, Meta(multiple_of=0.5)]

    assert shape_faults(2.5, slots)[0].detail == "not a whole number"
    assert shape_faults(0.7, halves)[0].detail == "not a multiple of 0.5"
