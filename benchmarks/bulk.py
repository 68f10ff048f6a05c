"""A million submissions, each different, through one process: does it slow down or grow?

Run by `million()` in a process of its own, so that the peak of its memory is its own.
"""

import subprocess
import sys
from time import monotonic, process_time

import msgspec

from benchmarks.memory import peak
from benchmarks.mixes import MIXES, Mix, body, catalogue
from benchmarks.results import Line, Part
from benchmarks.scoring import answered, encoder
from benchmarks.timing import Work, computing, ratio
from morile_api.engine.answer import answer

REQUESTS = 100
SIZE = 10_000
GROUP = 5
"""New requests between two comparisons: with the first again, and with the floor of the newest."""

SETTLED = 2
"""Groups after which memory should have stopped growing."""

SECONDS = 60.0
"""No group is begun after so long; on a busy machine the million is then not reached."""


class Run(msgspec.Struct, frozen=True):
    """Seconds for a request, group by group; how many were answered; memory in MiB."""

    new: list[float]
    again: list[float]
    floor: list[float]
    requests: int
    settled: float
    peak: float


def run(mix: Mix, explain: bool) -> Run:
    """Answer a million submissions in requests of ten thousand."""
    first = body(mix, SIZE, explain)
    new: list[float] = []
    again: list[float] = []
    floor: list[float] = []
    settled, requests = 0.0, 0
    until = monotonic() + SECONDS
    while requests < REQUESTS and monotonic() < until:
        request, seconds = b"", 0.0
        for _ in range(GROUP):
            requests += 1
            request = body(mix, SIZE, explain, seed=requests)
            seconds += computing(_answering(request))()
        new.append(seconds / GROUP)
        again.append(computing(_answering(first))())
        floor.append(_floor(request))
        if len(new) == SETTLED:
            settled = peak()
    return Run(new, again, floor, requests, settled, peak())


def _answering(request: bytes) -> Work:
    return lambda: answered(request)


def _floor(request: bytes) -> float:
    known = catalogue()
    made = answer(known.scorers, known.reader, request)
    start = process_time()
    decoded = known.reader.whole.decode(request)
    encoder.encode(made)
    del decoded
    return process_time() - start


def million() -> Part:
    """The growth of time, and what memory there was at the most."""
    lines = [
        _line(mix, explain, _in_a_process(mix, explain))
        for mix in MIXES
        for explain in (False, True)
    ]
    against = (
        f"Time for {REQUESTS * SIZE:,} submissions, all different, in requests of {SIZE:,}, "
        "against repeats of the first of these requests. Resident memory includes the floor's."
    )
    return Part("Growth and memory", against, lines)


def _line(mix: Mix, explain: bool, found: Run) -> Line:
    each = sum(found.new) / len(found.new) / SIZE
    to_floor = ratio(found.new, found.floor).median
    return Line(
        work=f"{found.requests * SIZE:,} × {mix}{', contributions' if explain else ''}",
        ratio=ratio(found.new, found.again),
        goal=1.1,
        beside=f"{to_floor:.2f} × the floor; {1 / each:,.0f} submissions/s; "
        f"of the memory {found.peak - found.settled:.0f} MiB after the first "
        f"{SETTLED * GROUP * SIZE:,}",
        peak=found.peak,
    )


def _in_a_process(mix: Mix, explain: bool) -> Run:
    command = [sys.executable, "-m", "benchmarks.bulk", mix, "explain" if explain else "plain"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=SECONDS + 120)
    return msgspec.json.decode(done.stdout, type=Run)


def main() -> None:
    """Run as the command line says, and print what was found as JSON."""
    mix = next(each for each in MIXES if each == sys.argv[1])
    sys.stdout.buffer.write(msgspec.json.encode(run(mix, sys.argv[2] == "explain")))


if __name__ == "__main__":
    main()
