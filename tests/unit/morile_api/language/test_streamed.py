"""The lines of a stream, its header, and what is wrong with a line."""

from collections.abc import Iterator
from datetime import date

import pytest

from morile_api.language.asked import Bad, Wanted
from morile_api.language.faults import BadSubmission, UnknownMatrix
from morile_api.language.streamed import (
    LONGEST_LINE,
    Line,
    lines_of,
    read_header,
    read_line,
    refuse_length,
)
from tests.builders import CANARY, a_desk, a_threat, as_json, codes

KNOWN = ["example@1.0.0"]
NAMED = '"matrix": "example@1.0.0"'


def header(text: str) -> Iterator[Line]:
    return lines_of(text.encode())


def faults_of(text: bytes, index: int = 3, number: int = 9) -> list[tuple[str, str]]:
    found = read_line(a_desk().reader, "example@1.0.0", Line(number, text), index)
    assert isinstance(found, Bad)
    return codes(found.faults)


# Lines


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    """Blank ones count there, and are no lines of ours."""
    assert list(lines_of(b"a\n\n \t\r\nb\r\n  c  ")) == [
        Line(1, b"a"),
        Line(4, b"b"),
        Line(5, b"c"),
    ]


def test_a_byte_order_mark_at_the_start_is_taken_off() -> None:
    """Windows writes one; anywhere else it is part of its line."""
    assert list(lines_of(b"\xef\xbb\xbfa\n\xef\xbb\xbfb")) == [
        Line(1, b"a"),
        Line(2, b"\xef\xbb\xbfb"),
    ]


def test_nothing_has_no_lines() -> None:
    assert list(lines_of(b"")) == []
    assert list(lines_of(b"\n\n")) == []


# The header


def test_a_header_says_what_a_request_says_beside_its_submissions() -> None:
    lines = header(f'{{{NAMED}, "explain": true, "flips": 2, "as_of": "2026-11-01"}}\n{{}}')

    read = read_header(KNOWN, lines)

    assert read.matrix == "example@1.0.0"
    assert read.wanted == Wanted(explain=True, flips=2.0, as_of=date(2026, 11, 1))
    assert next(lines).number == 2


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("", "not-json")]),
        ("nonsense", [("", "not-json")]),
        ("[]", [("", "wrong-type")]),
        ("[" * 60_000, [("", "too-deep")]),
        ("{}", [("/matrix", "missing-member")]),
        ('{"matrix": 1}', [("/matrix", "wrong-type")]),
        (
            f'{{{NAMED}, "explain": 1, "flips": 99}}',
            [("/explain", "wrong-type"), ("/flips", "out-of-range")],
        ),
        (f'{{{NAMED}, "on_error": "reject"}}', [("", "unknown-member")]),
        (f'{{{NAMED}, "explain": false, "explain": true}}', [("", "duplicate-member")]),
        (" " * 10 + '"' + "x" * LONGEST_LINE + '"', [("", "too-long")]),
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_header_at_fault_is_refused_with_every_fault(
    text: str, faults: list[tuple[str, str]]
) -> None:
    """Without it nothing can be scored, so the whole request is refused."""
    with pytest.raises(BadSubmission) as refused:
        read_header(KNOWN, header(text))

    assert codes(refused.value.faults) == faults


def test_a_submission_in_place_of_the_header_is_told_that_a_matrix_is_missing() -> None:
    """The commonest mistake: lines without a header."""
    with pytest.raises(BadSubmission, match="name a matrix with its full version"):
        read_header(KNOWN, lines_of(as_json(a_threat())))


def test_a_header_that_is_not_utf8_is_said_to_be_the_header() -> None:
    with pytest.raises(BadSubmission, match="the header: byte 12 is not UTF-8"):
        read_header(KNOWN, lines_of(b'{"matrix": "\xff"}'))


def test_an_unknown_matrix_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownMatrix) as refused:
        read_header(KNOWN, header(f'{{"matrix": "{CANARY}"}}'))

    assert refused.value.known == KNOWN
    assert CANARY not in str(refused.value)


# How long a stream may be


def test_a_stream_holds_ten_times_the_submissions_of_a_request() -> None:
    """Two in a request, so twenty here; the last line need not end."""
    refuse_length(b"header\n" + b"{}\n" * 20, 2)
    refuse_length(b"header\n" + b"{}\n" * 20 + b"{}", 2)

    with pytest.raises(BadSubmission, match="more than 20 lines; send several streams"):
        refuse_length(b"header\n" + b"{}\n" * 21, 2)


# A line


def test_a_sound_line_is_a_submission() -> None:
    threat = a_threat(physical_harm="severe")

    read = read_line(a_desk().reader, "example@1.0.0", Line(2, as_json(threat)), 0)

    assert (read.ref, read.levels.physical_harm) == ("TV-1", "severe")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"nonsense", "not-json"),
        (b'{"ref": "cut o', "not-json"),
        (b'{"ref": "\xff\xfe"}', "not-utf8"),
        (b"[" * 60_000, "too-deep"),
        (b"[]", "wrong-type"),
        (b'"text"', "wrong-type"),
        (b'{"ref": "' + b"x" * LONGEST_LINE + b'"}', "too-long"),
    ],
    ids=lambda each: str(each)[:30],
)
def test_a_line_that_cannot_be_read_is_refused_by_its_number(text: bytes, code: str) -> None:
    """Whoever looks at the file finds a line, not a place among the submissions."""
    read = read_line(a_desk().reader, "example@1.0.0", Line(9, text), 3)

    assert isinstance(read, Bad)
    assert (read.index, read.ref) == (3, None)
    assert codes(read.faults) == [("/submissions/3", code)]
    assert read.faults[0].detail.startswith("line 9: ")


def test_a_line_of_the_greatest_length_is_read() -> None:
    """65,536 bytes: one more is refused above."""
    text = b'{"ref": "' + b"x" * (LONGEST_LINE - 11) + b'"}'

    assert len(text) == LONGEST_LINE
    assert ("/submissions/3", "too-long") not in faults_of(text)


def test_a_submission_at_fault_has_the_faults_it_has_in_a_request() -> None:
    found = faults_of(as_json(a_threat(physical_harm="awful", more={"organisation": "nobody"})))

    assert found == [
        ("/submissions/3/organisation", "not-a-choice"),
        ("/submissions/3/levels/physical_harm", "no-such-level"),
    ]
