"""The command `morile`, run in this process by tests."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from morile import cli


class Ran(NamedTuple):
    """What came of it: the exit code, and what was written to each stream."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def runner(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command, with no settings of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("MORILE_"):
            monkeypatch.delenv(name)

    def ran(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["morile", *words])
        code = cli.main()
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return ran
