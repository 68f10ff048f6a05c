"""A short run of `make soak`: mixed requests, counted and never timed; the long one is by hand."""

from pathlib import Path

import pytest

from benchmarks.soak.bad import KINDS
from benchmarks.soak.endurance import endured
from benchmarks.soak.mixed import Wrong

pytestmark = [pytest.mark.server, pytest.mark.slow]

REQUESTS = 3_000


def test_three_thousand_mixed_requests_leave_nothing_wrong_behind(tmp_path: Path) -> None:
    """Good, bad and aborted ones from eight senders; memory is for the long run to judge."""
    it = endured(tmp_path, REQUESTS)

    assert it.tally.examples == []
    assert it.tally.wrong == Wrong()
    assert (it.log_leaks, it.log_errors, it.left_files) == (0, 0, 0)
    assert it.after.files <= it.before.files
    assert it.tally.sent.total() == REQUESTS
    assert set(it.tally.kinds) == set(KINDS)
