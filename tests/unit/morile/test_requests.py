"""Requests of any length, a part of them in memory."""

import io
import json

import pytest

from morile import BadSubmission, _scanner
from morile._requests import LongRequest
from morile_api.sheets.unreadable import Unreadable
from tests.builders import CANARY

REQUEST = {
    "matrix": "m@1.0.0",
    "submissions": [{"ref": "a", "levels": {"x": ["l", "m"]}}, 7, "}],[{", None, -1.5e3],
    "explain": True,
}


@pytest.fixture(params=[1, 2, 7, 1 << 20])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many bytes are read at once: wherever a part ends, the whole is the same."""
    monkeypatch.setattr(_scanner, "AT_ONCE", request.param)


def long(text: str | bytes) -> LongRequest:
    return LongRequest(io.BytesIO(text.encode() if isinstance(text, str) else text), io.BytesIO())


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("indent", [None, 3])
def test_members_and_submissions_are_found_whole(indent: int | None) -> None:
    request = long("\ufeff" + json.dumps(REQUEST, indent=indent) + "\n")

    assert {key: json.loads(bytes(each)) for key, each in request.members.items()} == {
        "matrix": "m@1.0.0",
        "explain": True,
    }
    assert request.count == 5
    assert list(request.submissions()) == REQUEST["submissions"]
    assert request.place(1, "/ref") == "/submissions/1/ref"


def test_submissions_are_read_as_they_are_asked_for() -> None:
    """Of ten thousand the first is there after one part of the file has been read."""
    file = io.BytesIO(json.dumps({"submissions": [{"ref": "a" * 1_000}] * 10_000}).encode())
    request = LongRequest(file, io.BytesIO())
    submissions = request.submissions()

    next(submissions)

    assert file.tell() <= 2 * _scanner.AT_ONCE
    assert sum(1 for _ in submissions) == 9_999


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ('{"submissions": [{"a": 1}', "not-json", "cut short"),
        ('{"submissions": [{"a": 1}]', "not-json", "cut short"),
        ('{"submissions": [{"a": 1},]}', "not-json", "line 1"),
        ('{\n"submissions": [\n{"a" 1}]}', "not-json", "line 3"),
        ('{"submissions": [1 2]}', "not-json", "line 1"),
        ('{"submissions": []} {}', "not-json", "line 1"),
        ('{"submissions": 5}', "wrong-type", "no list"),
        ('{"a": 1, "a": 2}', "duplicate-member", "more than once"),
        ('{"columns": {"ref": [], "ref": []}}', "duplicate-member", "more than once"),
        ('{"columns": {"levels": {"a": [1], "a": 2}}}', "duplicate-member", "more than once"),
        ('{"columns": {"ref": [1 2]}}', "not-json", "line 1"),
        ('{"columns": {}, "submissions": []}', "either-or", "not both"),
        ("{a: 1}", "not-json", "line 1"),
        ("[]", "not-json", "line 1"),
        ("", "not-json", "cut short"),
    ],
)
def test_what_is_no_request_is_refused_with_its_line(text: str, code: str, says: str) -> None:
    with pytest.raises(BadSubmission) as caught:
        long(text)

    [fault] = caught.value.faults
    assert fault.code == code
    assert says in fault.detail


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(BadSubmission, match="too-deep"):
        long('{"submissions": [' + "[" * 200_000)


def test_a_value_without_end_is_refused_before_it_fills_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_scanner, "LONGEST_LINE", 1_000)
    monkeypatch.setattr(_scanner, "AT_ONCE", 100)
    file = io.BytesIO(b'{"submissions": ["' + b"x" * 1_000_000 + b'"]}')

    with pytest.raises(BadSubmission, match="longer than 1000 bytes"):
        LongRequest(file, io.BytesIO())

    assert file.tell() < 5_000


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (b'{"ref": "\xff"}', "not-utf8"),
        (b'{"a": 1, "a": 2}', "duplicate-member"),
        (b"NaN", "not-json"),
    ],
)
def test_a_submission_that_cannot_be_read_stops_no_other(item: bytes, code: str) -> None:
    request = long(b'{"submissions": [{"ref": "a"}, ' + item + b', {"ref": "b"}]}')

    first, bad, last = request.submissions()

    assert (first, last) == ({"ref": "a"}, {"ref": "b"})
    assert isinstance(bad, Unreadable)
    assert [each.code for each in bad.faults] == [code]
    assert request.told.given(1) == item


def test_nothing_of_the_file_is_repeated() -> None:
    for text in (f'{{"{CANARY}": {CANARY}}}', f'{{"submissions": [{CANARY}]}}'):
        with pytest.raises(BadSubmission) as caught:
            long(text)
        assert CANARY not in str(caught.value)


@pytest.mark.usefixtures("at_once")
def test_columns_are_read_row_by_row() -> None:
    columns = {"ref": ["a", "b"], "marking": None, "levels": {"x": ["l", None]}}
    request = long(json.dumps({"matrix": "m@1.0.0", "columns": columns}, indent=1))

    assert list(request.members) == ["matrix"]
    assert list(request.submissions()) == [
        {"ref": "a", "levels": {"x": "l"}},
        {"ref": "b", "levels": {}},
    ]
    assert request.told.given(1) == b'{"ref":"b","levels":{}}'
    assert request.place(1, "/columns/ref/1") == "/columns/ref/1"
