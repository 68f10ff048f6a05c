"""Progress: a line on a terminal, and not a byte anywhere else."""

import io
import sys

import pytest

from morile._progress import EVERY, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def done(rows: int) -> None:
    progress = Progress()
    for _ in range(rows):
        progress.one()
    progress.clear()


def test_a_terminal_is_told_now_and_then_and_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    done(2 * EVERY + 1)

    assert terminal.getvalue() == "\r5,000 rows\r10,000 rows\r           \r"


def test_nobody_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)

    done(2 * EVERY + 1)

    assert file.getvalue() == ""


def test_a_short_file_is_done_before_anything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    done(EVERY - 1)

    assert terminal.getvalue() == ""
