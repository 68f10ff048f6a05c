"""The sink: what is taken at once is written, the rest comes back, and nothing waits."""

import os
from pathlib import Path

import pytest

from morile_api.web.sink import AT_ONCE, put

LINES = b"".join(b"%06d %s\n" % (number, b"." * 90) for number in range(2_000))
"""196,000 bytes: three times what a pipe holds."""


def test_a_file_takes_everything(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as file:
        assert put(file.fileno(), LINES) == b""

    assert (tmp_path / "log").read_bytes() == LINES


def test_a_pipe_nobody_reads_takes_whole_lines_and_the_rest_comes_back() -> None:
    out, into = os.pipe()

    rest = put(into, LINES)

    taken = os.read(out, len(LINES))
    assert taken + rest == LINES
    assert taken.endswith(b"\n")
    assert rest
    os.close(into)
    os.close(out)


def test_a_full_pipe_takes_nothing_and_does_not_wait() -> None:
    out, into = os.pipe()
    rest = put(into, LINES)

    assert put(into, rest) == rest

    os.close(into)
    os.close(out)


def test_a_line_longer_than_goes_in_at_once_goes_in_by_parts() -> None:
    out, into = os.pipe()
    line = b"x" * (2 * AT_ONCE) + b"\n"

    assert put(into, line) == b""
    assert os.read(out, len(line)) == line
    os.close(into)
    os.close(out)


def test_a_pipe_whose_reader_has_gone_is_an_error() -> None:
    out, into = os.pipe()
    os.close(out)

    with pytest.raises(BrokenPipeError):
        put(into, LINES)
    os.close(into)
