"""Beside a stream: how long small requests wait for a service that answers a long one."""

import http.client
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter, sleep

import msgspec

from benchmarks.servers import Server

ALONE_SECONDS = 5.0
PAUSE_SECONDS = 0.01
"""Between two small requests, as of somebody who works beside."""

LEAST = 1_000
"""Requests: ten lie beyond the 99th of 100; where a stream is over sooner, another begins."""

MOST_SECONDS = 180.0


class Waits(msgspec.Struct, frozen=True):
    """Seconds of each small request, and the most memory of the service meanwhile in MiB."""

    seconds: list[float]
    peak: float


def waits_beside(server: Server, small: bytes, streaming: Sequence[str] | None) -> Waits:
    """Small requests, one after another, for as long as a stream lasts.

    Args:
        server: the service.
        small: the body of a small request.
        streaming: the command that streams, and says a line when it begins; None for nothing.
    """
    server.begin()
    waits: list[float] = []
    until = perf_counter() + MOST_SECONDS
    while len(waits) < LEAST and perf_counter() < until:
        with _going_on(streaming) as goes_on:
            waits += _waits(server.port, small, goes_on)
    return Waits(waits, server.peak())


def _waits(port: int, small: bytes, goes_on: Callable[[], bool]) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while goes_on():
        start = perf_counter()
        connection.request("POST", "/v1/assessments", small, {"Content-Type": "application/json"})
        connection.getresponse().read()
        yield perf_counter() - start
        sleep(PAUSE_SECONDS)
    connection.close()


@contextmanager
def _going_on(streaming: Sequence[str] | None) -> Iterator[Callable[[], bool]]:
    """Whether what goes on beside still does; it has begun."""
    if streaming is None:
        until = perf_counter() + ALONE_SECONDS
        yield lambda: perf_counter() < until
        return
    with subprocess.Popen(streaming, stdout=subprocess.PIPE) as client:
        if client.stdout is None or not client.stdout.readline():
            raise RuntimeError("the stream did not begin")
        yield lambda: client.poll() is None
        if client.wait() != 0:
            raise RuntimeError("the stream broke off")
