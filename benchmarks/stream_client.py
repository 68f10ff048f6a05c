"""A client that streams, in a process of its own, so that its memory and its time are its own."""

import http.client
import subprocess
import sys
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Any

import msgspec

from benchmarks.memory import begin, peak
from benchmarks.mixes import MATRIX, submissions
from morile import Client

LOST_PATIENCE_S = 550
DRAWN = 5_000
WHOLE = "whole"


class Run(msgspec.Struct, frozen=True):
    """How many rows were answered in how many seconds, the first after `first`; memory in MiB."""

    rows: int
    seconds: float
    first: float
    before: float
    peak: float


def command(port: int, rows: int, whole: bool = False) -> list[str]:
    """What is run: it says a line when it is ready, and what came of it at the end.

    Args:
        port: of the service.
        rows: how many submissions.
        whole: whether they go as one body, without the client.
    """
    way = WHOLE if whole else "client"
    return [sys.executable, "-m", "benchmarks.stream_client", str(port), str(rows), way]


def streamed(port: int, rows: int) -> Run:
    """Stream so many made-up submissions through the client, from another process."""
    done = subprocess.run(
        command(port, rows), check=True, capture_output=True, timeout=LOST_PATIENCE_S
    )
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Run)


def through_the_client(port: int, rows: int) -> Run:
    """Send them as they are made and keep no answer."""
    with Client(f"http://127.0.0.1:{port}") as client:
        # What is loaded for a first stream is no part of what a long one needs.
        _exhaust(client.assess_stream(_made(1), MATRIX))
        print("ready", flush=True)
        before = begin()
        start, first, count = perf_counter(), 0.0, 0
        for _ in client.assess_stream(_made(rows), MATRIX):
            first = first or perf_counter() - start
            count += 1
        return Run(count, perf_counter() - start, first, before, peak())


def in_one_body(port: int, rows: int) -> Run:
    """Send a whole stream and read what comes, keeping nothing."""
    body = stream_of(submissions("single", rows))
    print("ready", flush=True)
    before = begin()
    start = perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LOST_PATIENCE_S)
    headers = {"Content-Type": "application/x-ndjson"}
    connection.request("POST", "/v1/assessments/stream", body, headers)
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise ConnectionError(f"the service answered {answer.status}")
    first = perf_counter() - start
    while answer.read(65_536):
        pass
    return Run(rows, perf_counter() - start, first, before, peak())


def stream_of(items: Iterable[bytes]) -> bytes:
    """Submissions as the body of a stream."""
    return b"\n".join([b'{"matrix":"%s"}' % MATRIX.encode(), *items, b""])


def _made(rows: int) -> Iterator[dict[str, Any]]:
    # Drawn a part at a time, so that what draws them holds little.
    for seed in range(0, rows, DRAWN):
        yield from map(msgspec.json.decode, submissions("single", min(DRAWN, rows - seed), seed))


def _exhaust(answers: Iterator[object]) -> None:
    for _ in answers:
        pass


if __name__ == "__main__":
    run = in_one_body if sys.argv[3] == WHOLE else through_the_client
    print(msgspec.json.encode(run(int(sys.argv[1]), int(sys.argv[2]))).decode())
