"""Sources: NDJSON lines and whole requests, and what is told of each submission."""

from typing import Any

import pytest

from morile._sources import Whole, told_of
from morile_api.sheets.told import Register, Told
from morile_api.sheets.unreadable import Unreadable
from tests.tables import lines_of


def test_each_line_that_is_not_blank_is_a_submission() -> None:
    lines = lines_of(
        b'{"ref": "a", "organisation": "NCA", "threat_type": "fraud"}\r\n\n{"ref": "b"}'
    )

    assert [each["ref"] for each in lines.submissions() if isinstance(each, dict)] == ["a", "b"]
    assert list(lines.told) == [Told(1, "NCA", "fraud"), Told(3)]
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
    lines = lines_of(line + b'\n{"ref": "b"}')

    bad, good = lines.submissions()

    assert isinstance(bad, Unreadable)
    assert [fault.code for fault in bad.faults] == [code]
    assert good == {"ref": "b"}


def test_a_request_tells_of_its_submissions_by_their_places() -> None:
    whole = Whole(b'{"submissions": [{"organisation": "NCA", "threat_type": "fraud"}, 7]}')

    assert list(whole.told) == [Told(0, "NCA", "fraud"), Told(1)]
    assert whole.place(1, "/ref") == "/submissions/1/ref"


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, {"organisation": None}])
def test_of_what_is_no_submission_nothing_is_told(value: Any) -> None:
    assert told_of(4, value) == Told(4)


def test_what_is_told_of_a_submission_is_forgotten_when_it_is_done_with() -> None:
    """So that a register of a long file stays short; numbers go on."""
    register = Register()
    register.add(Told(1), b"one")
    register.add(Told(2), b"two")
    register.forget(0)
    register.add(Told(3))

    assert (len(register), list(register)) == (3, [Told(2), Told(3)])
    assert (register[1], register.given(1)) == (Told(2), b"two")


def test_a_mark_at_the_start_is_no_part_of_the_first_line() -> None:
    lines = lines_of(b'\xef\xbb\xbf{"ref": "a"}\n')

    assert list(lines.submissions()) == [{"ref": "a"}]
