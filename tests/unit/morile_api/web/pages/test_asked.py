"""Queries and forms, read strictly."""

import pytest

from morile_api.web.pages.asked import MOST_FIELDS, UnreadableForm, only, read_fields, the_one


def test_fields_come_back_with_all_their_values_in_order() -> None:
    fields = read_fields(b"PH=severe&PS.may=minor&PS.may=severe&marking=")

    assert fields == {"PH": ["severe"], "PS.may": ["minor", "severe"], "marking": [""]}


def test_percent_encoded_characters_are_read() -> None:
    assert read_fields(b"vector=a%7Cb%C3%A9") == {"vector": ["a|bé"]}


@pytest.mark.parametrize("text", [b"a=%ff", b"\xff=1", b"&".join([b"a=1"] * (MOST_FIELDS + 1))])
def test_what_no_page_sends_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableForm):
        read_fields(text)


def test_a_field_that_a_form_does_not_have_is_refused() -> None:
    only({"a": ["1"]}, ("a", "b"))
    with pytest.raises(UnreadableForm):
        only({"who": ["1"]}, ("a", "b"))


def test_what_stands_once_may_not_stand_twice() -> None:
    """Otherwise one page would show one answer and score the other."""
    assert the_one({"a": [" x "]}, "a") == "x"
    assert the_one({"a": [""]}, "a") is None
    assert the_one({}, "a") is None
    with pytest.raises(UnreadableForm):
        the_one({"a": ["1", "2"]}, "a")
