"""Lines of a file, none of them longer than memory should hold."""

import io

import pytest

from morile_api.sheets import lines
from morile_api.sheets.lines import FileLines, LineTooLong


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of ten and more are too long here."""
    monkeypatch.setattr(lines, "LONGEST_LINE", 10)
    monkeypatch.setattr(lines, "SKIPPED_AT_ONCE", 4)


def all_of(data: bytes) -> list[object]:
    lines = FileLines(io.BytesIO(data).readline)
    found: list[object] = []
    while True:
        try:
            found.append(next(lines))
        except LineTooLong:
            found.append("too long")
        except StopIteration:
            assert lines.number == len(found)
            return found


def test_lines_come_with_their_ends_and_numbers() -> None:
    lines = FileLines(io.BytesIO(b"a\n\nb").readline)

    assert [(each, lines.number) for each in lines] == [(b"a\n", 1), (b"\n", 2), (b"b", 3)]


def test_a_line_that_is_too_long_is_passed_over_and_stops_no_other() -> None:
    """Nine letters and the end of the line are ten; ten letters are more than is read at once."""
    assert all_of(b"123456789\n" + b"1234567890\n" + b"x" * 5_000 + b"\nb\n" + b"y" * 99) == [
        b"123456789\n",
        "too long",
        "too long",
        b"b\n",
        "too long",
    ]


def test_of_a_line_that_is_too_long_no_more_is_held_than_is_asked_for() -> None:
    sizes: list[int] = []
    file = io.BytesIO(b"x" * 5_000)

    def readline(size: int) -> bytes:
        sizes.append(size)
        return file.readline(size)

    with pytest.raises(LineTooLong):
        next(FileLines(readline))

    assert set(sizes) == {10, 4}


def test_texts_may_end_their_lines_as_they_like() -> None:
    text = io.StringIO("a\r\nb\rc\n" + "x" * 12 + "\rd", newline="")

    lines = FileLines(text.readline)

    assert [next(lines) for _ in range(3)] == ["a\r\n", "b\r", "c\n"]
    with pytest.raises(LineTooLong):
        next(lines)
    assert next(lines) == "d"


def test_the_first_line_that_says_something_is_looked_at_and_not_taken() -> None:
    lines = FileLines(io.BytesIO(b"\n \na\nb\n").readline)

    assert lines.first() == b"a\n"
    assert list(lines) == [b"\n", b" \n", b"a\n", b"b\n"]
    assert lines.number == 4


def test_of_an_empty_file_the_first_line_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a million line ends is not read to its end for it."""
    monkeypatch.setattr(lines, "MOST_BLANK", 3)
    file = io.BytesIO(b"\n" * 1_000_000)

    assert FileLines(file.readline).first() == b"\n"
    assert file.tell() == 3
    assert FileLines(io.BytesIO(b"").readline).first() == b""
    assert FileLines(io.BytesIO(b"x" * 11).readline).first() is None
