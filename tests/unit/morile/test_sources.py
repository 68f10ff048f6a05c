"""Sources: NDJSON lines and whole requests, and what is told of each submission."""

from typing import Any

import pytest

from morile._sources import Lines, Whole, told_of
from morile_api.sheets.told import Told
from morile_api.sheets.unreadable import Unreadable


def test_each_line_that_is_not_blank_is_a_submission() -> None:
    lines = Lines(b'{"ref": "a", "organisation": "NCA", "threat_type": "fraud"}\r\n\n{"ref": "b"}')

    assert [each["ref"] for each in lines.submissions() if isinstance(each, dict)] == ["a", "b"]
    assert lines.told == [Told(1, "NCA", "fraud"), Told(3)]
    assert lines.place(1, "/levels/x") == "line 3, /levels/x"
    assert lines.place(1, "") == "line 3"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "not-json"),
        (b'{"ref": "\xff"}', "not-utf8"),
        (b"[" * 100_000, "too-deep"),
        (b'{"ref": "a", "ref": "b"}', "duplicate-member"),
    ],
)
def test_a_line_that_cannot_be_read_stops_no_other(line: bytes, code: str) -> None:
    lines = Lines(line + b'\n{"ref": "b"}')

    bad, good = lines.submissions()

    assert isinstance(bad, Unreadable)
    assert [fault.code for fault in bad.faults] == [code]
    assert good == {"ref": "b"}


def test_a_request_tells_of_its_submissions_by_their_places() -> None:
    whole = Whole(b'{"submissions": [{"organisation": "NCA", "threat_type": "fraud"}, 7]}')

    assert whole.told == [Told(0, "NCA", "fraud"), Told(1)]
    assert whole.place(1, "/ref") == "/submissions/1/ref"


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, {"organisation": None}])
def test_of_what_is_no_submission_nothing_is_told(value: Any) -> None:
    assert told_of(4, value) == Told(4)
