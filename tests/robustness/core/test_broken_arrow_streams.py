"""Thousands of damaged Arrow streams: each refused or answered whole, in bounded memory."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.slow

MOST_GROWN_KIB = 64 << 10


@pytest.mark.parametrize("seed", [1, 2])
def test_no_damage_ends_the_process_or_takes_its_memory(seed: int) -> None:
    """In a process of its own: what reads them is no Python, so a mistake in it would end ours."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.robustness.broken_arrow", str(seed), "3000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    refused, answered, grown = map(int, done.stdout.split())
    assert refused > 1_000
    assert answered > 100
    assert grown < MOST_GROWN_KIB
