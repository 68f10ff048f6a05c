"""Timing works in turn, so that whatever disturbs the machine disturbs all of them alike."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from time import monotonic, process_time

import msgspec

from benchmarks.memory import begin, peak

Work = Callable[[], object]


class Ratio(msgspec.Struct, frozen=True):
    """How many times one work another is: the median over the turns, and its quartiles."""

    median: float
    low: float
    high: float


class Turns(msgspec.Struct, frozen=True):
    """Per work, what it took (or gave) in each turn; every turn held every work once.

    `peaks` are the most resident memory of this process in any turn of a work, in MiB: what the
    process held already is in it.
    """

    of: dict[str, list[float]]
    peaks: dict[str, float] = {}

    def median(self, name: str) -> float:
        """The middle turn of a work."""
        return median(self.of[name])

    def ratio(self, above: str, below: str) -> Ratio:
        """One work over another, turn by turn."""
        return ratio(self.of[above], self.of[below])


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """The median and quartiles of the quotients of two works' turns, taken pair by pair."""
    each = [a / b for a, b in zip(above, below, strict=True)]
    if len(each) == 1:
        return Ratio(each[0], each[0], each[0])
    low, middle, high = quantiles(each, n=4, method="inclusive")
    return Ratio(middle, low, high)


def in_turn(
    works: Mapping[str, Callable[[], float]], turns: int, seconds: float, least: int = 3
) -> Turns:
    """Run works A B C, B C A, C A B ... and keep what each gives.

    Args:
        works: by name; each does its work once and gives its figure.
        turns: most turns.
        seconds: no turn is begun after this time,
        least: but at least this many are run.
    """
    names = list(works)
    found: dict[str, list[float]] = {name: [] for name in names}
    peaks = dict.fromkeys(names, 0.0)
    until = monotonic() + seconds
    for turn in range(turns):
        if turn >= least and monotonic() > until:
            break
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            begin()
            found[name].append(works[name]())
            peaks[name] = max(peaks[name], peak())
    return Turns(found, peaks)


def computing(work: Work, times: int = 1) -> Callable[[], float]:
    """A work whose figure is the processor time of one run, in seconds.

    Args:
        work: what is timed.
        times: runs in one turn, so that a short work's turn is long enough to be told from noise.
    """

    def run() -> float:
        # The processor's time, not the clock's: other programs' turns are not ours.
        start = process_time()
        for _ in range(times):
            work()
        return (process_time() - start) / times

    return run


def timed(
    works: Mapping[str, Work], turns: int, seconds: float, times: int = 1, least: int = 3
) -> Turns:
    """Processor time of each work in seconds, in turn, after one run that is not counted."""
    for work in works.values():
        work()
    return in_turn(
        {name: computing(work, times) for name, work in works.items()}, turns, seconds, least
    )
