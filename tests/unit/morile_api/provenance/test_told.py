"""What a saved answer tells, read strictly."""

import json

import pytest

from morile_api.language.faults import NotVerified
from morile_api.provenance.told import told
from tests.builders import a_desk, a_request, a_threat, as_json, codes
from tests.signed import signed_stream

ANSWER = a_desk().bytes_of(a_request())
LINES = signed_stream(a_desk(), {"matrix": "example@1.0.0"}, a_threat())


def refused(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(NotVerified) as error:
        told(data)
    return codes(error.value.faults)


def test_an_answer_is_read_whole() -> None:
    """Also members of a later version, which must not pass unseen."""
    value = json.loads(ANSWER) | {"later": 1}

    answer = told(as_json(value))

    assert answer.results == value.pop("results")
    assert answer.head == value


def test_lines_end_with_what_the_answer_says_of_itself_or_with_nothing() -> None:
    line, trailer = LINES.splitlines()

    whole, cut = told(LINES), told(line)

    assert (whole.head, whole.results) == (json.loads(trailer), [json.loads(line)])
    assert (cut.head, cut.results) == (None, [json.loads(line)])


def test_blank_lines_and_a_byte_order_mark_do_not_matter() -> None:
    """As in what a stream takes."""
    line, trailer = LINES.splitlines()

    assert told(b"\xef\xbb\xbf" + line + b"\r\n\n" + trailer) == told(LINES)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("", "too-short")]),
        (b"\n\n", [("", "too-short")]),
        (b"[]", [("", "wrong-type")]),
        (b"zebra", [("/results/0", "not-json")]),
        (b'"\xff"', [("/results/0", "not-utf8")]),
        (b"[" * 100_000, [("/results/0", "too-deep")]),
        (
            b'{"a": 1, "a": 1}\n{"status": "other"}',
            [("/results/0", "duplicate-member"), ("/results/1", "wrong-type")],
        ),
        (b"1\n2", [("/results/0", "wrong-type"), ("/results/1", "wrong-type")]),
        (ANSWER.replace(b'"score":0,', b'"score":0,"score":9,', 1), [("", "duplicate-member")]),
        (ANSWER.replace(b'"band":"low"', b'"band":5', 1), None),
        (ANSWER[:-1], [("/results/0", "not-json")]),
    ],
)
def test_what_is_neither_is_refused(data: bytes, expected: list[tuple[str, str]] | None) -> None:
    """A member that stands twice could be read as either."""
    found = refused(data)

    assert found == expected or (expected is None and found[0][1] == "wrong-type")


def test_a_trailer_stands_at_the_end() -> None:
    line, trailer = LINES.splitlines()

    assert refused(b"\n".join([trailer, line])) == [("/results/0", "out-of-order")]
    assert refused(b"\n".join([line, trailer, trailer])) == [("/results/1", "out-of-order")]
