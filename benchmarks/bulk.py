"""A million submissions, each different, through one process: does it slow down or grow?

Run by `million()` in a process of its own, so that the peak of its memory is its own.
"""

import subprocess
import sys
from pathlib import Path
from time import process_time

import msgspec

from benchmarks.mixes import MIXES, Mix, body
from benchmarks.results import Line, Part
from benchmarks.scoring import answered
from benchmarks.timing import ratio

REQUESTS = 100
SIZE = 10_000
AGAIN_EVERY = 4
"""After so many new requests the first one is answered again, to compare with."""

SETTLED = 10
"""Requests after which memory should have stopped growing."""


class Run(msgspec.Struct, frozen=True):
    """Seconds for groups of new requests and for the first again; memory in KiB."""

    new: list[float]
    again: list[float]
    settled: int
    peak: int


def run(mix: Mix, explain: bool) -> Run:
    """Answer a million submissions in requests of ten thousand."""
    first = body(mix, SIZE, explain)
    new, again, settled, group = [], [], 0, 0.0
    for number in range(REQUESTS):
        request = body(mix, SIZE, explain, seed=number + 1)
        group += _seconds(request)
        if number % AGAIN_EVERY == AGAIN_EVERY - 1:
            new.append(group / AGAIN_EVERY)
            again.append(_seconds(first))
            group = 0.0
        if number == SETTLED:
            settled = _peak()
    return Run(new, again, settled, _peak())


def _seconds(request: bytes) -> float:
    start = process_time()
    answered(request)
    return process_time() - start


def _peak() -> int:
    # Not `getrusage`: its peak begins at that of the process that started this one.
    status = Path("/proc/self/status").read_text("ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1])


def million() -> Part:
    """The growth of time, and what memory there was at the most."""
    lines = []
    kinds: list[tuple[Mix, bool]] = [*((mix, False) for mix in MIXES), ("realistic", True)]
    for mix, explain in kinds:
        found = _in_a_process(mix, explain)
        added = (found.peak - found.settled) / 1024
        each = sum(found.new) / len(found.new) / SIZE
        lines.append(
            Line(
                work=f"{mix}{', contributions' if explain else ''}",
                ratio=ratio(found.new, found.again),
                goal=1.1,
                beside=f"{1 / each:,.0f} submissions/s; peak {found.peak / 1024:.0f} MiB resident, "
                f"of which {added:.0f} MiB after the first {SETTLED * SIZE:,}",
            )
        )
    against = (
        f"Time for {REQUESTS * SIZE:,} submissions, all different, in requests of {SIZE:,}, "
        "against the same number of repeats of the first of these requests."
    )
    return Part("Growth and memory", against, lines)


def _in_a_process(mix: Mix, explain: bool) -> Run:
    command = [sys.executable, "-m", "benchmarks.bulk", mix, "explain" if explain else "plain"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=180)
    return msgspec.json.decode(done.stdout, type=Run)


def main() -> None:
    """Run as the command line says, and print what was found as JSON."""
    mix = next(each for each in MIXES if each == sys.argv[1])
    sys.stdout.buffer.write(msgspec.json.encode(run(mix, sys.argv[2] == "explain")))


if __name__ == "__main__":
    main()
