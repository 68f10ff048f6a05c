"""Reading JSON strictly, and a second time for every fault."""

import msgspec
import pytest

from morile_api.language.faults import BadSubmission
from morile_api.language.reading import read_json, refuse_duplicates, untyped
from tests.builders import codes


class Pair(msgspec.Struct, forbid_unknown_fields=True):
    one: int
    two: str


DECODER = msgspec.json.Decoder(Pair)


def test_what_fits_is_read_once() -> None:
    """The usual case costs one pass."""
    assert read_json(DECODER, b'{"one": 1, "two": "b"}') == Pair(1, "b")


def test_what_does_not_fit_gets_all_its_faults() -> None:
    """The decoder stops at the first."""
    with pytest.raises(BadSubmission) as caught:
        read_json(DECODER, b'{"one": "1", "two": 2, "three": 3}')

    assert sorted(codes(caught.value.faults)) == [
        ("", "unknown-member"),
        ("/one", "wrong-type"),
        ("/two", "wrong-type"),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"{", "not-json"), (b'"\xff"', "not-utf8"), (b"[" * 100_000, "too-deep")],
)
def test_what_cannot_be_read_at_all_says_how(body: bytes, code: str) -> None:
    """Three different mistakes with three different remedies."""
    with pytest.raises(BadSubmission) as caught:
        untyped(body)

    assert codes(caught.value.faults) == [("", code)]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"ref": "AAAAAAAAAAAA", "organisation":"N\xc3(CA"}', 41),
        (b'"\xff"', 1),
        (b'{"caf\xc3\xa9": "\xe2\x82\xac", "b": "\xff\xfe"}', 23),
        (b'{"a": "\xed\xa0\x80"}', 7),
    ],
)
def test_a_byte_that_is_not_utf8_is_counted_from_the_start_of_the_text(
    body: bytes, place: int
) -> None:
    """From 0, in bytes: characters before it may be several."""
    with pytest.raises(BadSubmission) as caught:
        untyped(body)

    assert caught.value.faults[0].detail == f"byte {place} is not UTF-8"


@pytest.mark.parametrize(
    "body",
    [b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "b": 2}}', b'[{"a": 1, "\\u0061": 2}]'],
)
def test_a_member_said_twice_is_refused(body: bytes) -> None:
    """However deep, however spelt."""
    with pytest.raises(BadSubmission) as caught:
        refuse_duplicates(body)

    assert codes(caught.value.faults) == [("", "duplicate-member")]


@pytest.mark.parametrize(
    "body",
    [b'{"a": ":", "b": {"a": 1}}', b'{"a": "\\": \\"a\\": "}', b"[]", b"7", b'{"": {"": {}}}'],
)
def test_a_member_said_once_in_each_object_is_not(body: bytes) -> None:
    """Colons and quotation marks may stand in texts."""
    refuse_duplicates(body)
