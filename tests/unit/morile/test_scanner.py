"""JSON gone through value by value."""

import io

import pytest

from morile import BadSubmission
from morile._scanner import Scanner, items_in, names_in, spelt


def scanner(text: bytes) -> Scanner:
    return Scanner(io.BytesIO(text))


def test_members_and_items_come_in_the_order_they_are_written() -> None:
    reading = scanner(b' {"a": 1, "b" : [2, [3, "]"]], "c": []}')

    found = [
        (name, list(items_in(reading)) if name in "bc" else reading.value())
        for name in names_in(reading)
    ]

    assert found == [("a", "1"), ("b", ["2", '[3, "]"]']), ("c", [])]
    assert reading.next() == ""


def test_an_object_and_a_list_may_be_empty() -> None:
    assert list(names_in(scanner(b"{ }"))) == []
    assert list(items_in(scanner(b"[ ]"))) == []


def test_a_name_that_stands_twice_is_refused_however_it_is_spelt() -> None:
    reading = scanner(b'{"a": 1, "\\u0061": 2}')

    with pytest.raises(BadSubmission, match="more than once"):
        [reading.value() for _ in names_in(reading)]


def test_a_value_of_another_encoding_is_refused() -> None:
    with pytest.raises(BadSubmission, match="not UTF-8"):
        spelt(scanner(b'"\xff"').value())
    assert bytes(spelt("[1]")) == b"[1]"
