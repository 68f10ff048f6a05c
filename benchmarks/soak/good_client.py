"""A good client: one scoring after another on a connection of its own, each timed."""

from itertools import cycle
from time import perf_counter

from benchmarks.soak.good import SINGLES, good_requests
from benchmarks.soak.wire import Link


def waits(port: int, seconds: float, request: bytes | None = None) -> list[float]:
    """How long each answer took, in seconds; for single scorings unless another request is given.

    Raises:
        ConnectionError: an answer was not 200.
    """
    requests = cycle([request] if request else [each.request for each in good_requests()[:SINGLES]])
    link, took = Link(port), []
    until = perf_counter() + seconds
    while perf_counter() < until:
        began = perf_counter()
        reply = link.ask(next(requests))
        if reply.status != 200:
            raise ConnectionError(f"a good client was answered {reply.status}")
        took.append(perf_counter() - began)
    link.close()
    return took
