"""Exits: the code for each failure, as `morile --help` lists them."""

import pytest

from morile import (
    BadMatrix,
    BadSubmission,
    Fault,
    MorileError,
    ServerFailed,
    UnknownMatrix,
    UnknownVocabulary,
    Unreachable,
)
from morile._exits import Misused, Unfit, Unusable, exit_of


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Misused("x"), 2),
        (UnknownMatrix([]), 2),
        (UnknownVocabulary([]), 2),
        (Unusable("x"), 3),
        (BadSubmission([]), 1),
        (BadSubmission([Fault("", "no-such-level", "")]), 1),
        (BadSubmission([Fault("", "not-json", "")]), 3),
        (Unfit([Fault("", "wrong-type", "")]), 3),
        (BadMatrix([]), 3),
        (Unreachable("x", "y", 1), 4),
        (ServerFailed(500, None, None), 5),
    ],
)
def test_each_failure_has_its_code(error: MorileError, code: int) -> None:
    assert exit_of(error) == code
