"""Load: a closed loop of keep-alive connections, in a process of its own.

Each connection has one request under way at a time; an answer that is not 200 ends the run. Run by
`load()`; needs nothing but the standard library and msgspec, so that little of the second core
goes to it.
"""

import selectors
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from time import perf_counter, process_time

import msgspec

RAMP_SECONDS = 0.2
"""Before this nothing is counted."""


class Job(msgspec.Struct, frozen=True):
    """Which requests to send where, how many at a time and how long."""

    port: int
    connections: int
    seconds: float
    bodies: list[bytes]


class Load(msgspec.Struct, frozen=True):
    """What came back, and how busy this side was: near 1 it measured itself.

    `answered` came within `seconds`; `sent` were sent in all.
    """

    answered: int
    sent: int
    seconds: float
    busy: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.answered / self.seconds


def load(job: Job) -> Load:
    """Drive a server from another process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=msgspec.json.encode(job),
        check=True,
        capture_output=True,
        timeout=job.seconds + 30,
    )
    return msgspec.json.decode(done.stdout, type=Load)


def request(port: int, body: bytes) -> bytes:
    """A whole HTTP request."""
    head = (
        "POST /v1/assessments HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{port}\r\n"
        "Accept: application/json\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


class Connection:
    """One connection with one request under way."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.requests = requests
        self.received = bytearray()
        self.expected = 0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        self.received.clear()
        self.expected = 0
        self.socket.sendall(next(self.requests))

    def read(self) -> bool:
        """Take what has come; whether the answer is now whole."""
        part = self.socket.recv(65_536)
        if not part:
            raise ConnectionError("the server closed a connection that was to be kept")
        self.received += part
        if not self.expected:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.expected = end + 4 + _length(bytes(self.received[: end + 2]).lower())
        return len(self.received) >= self.expected


def _length(head: bytes) -> int:
    if b" 200 " not in head[:13]:
        raise ConnectionError(f"the server answered {head[:13].decode('ascii', 'replace')}")
    return int(head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0])


def drive(job: Job) -> Load:
    """Keep every connection busy until the time is over."""
    requests = cycle([request(job.port, body) for body in job.bodies])
    connections = [Connection(job.port, requests) for _ in range(job.connections)]
    with selectors.DefaultSelector() as ready:
        for connection in connections:
            ready.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask()
        before = _answered(ready, RAMP_SECONDS)
        busy, start = process_time(), perf_counter()
        answered = _answered(ready, job.seconds)
        seconds = perf_counter() - start
        busy = (process_time() - busy) / seconds
    for connection in connections:
        connection.socket.close()
    return Load(answered, before + answered + job.connections, seconds, busy)


def _answered(ready: selectors.BaseSelector, seconds: float) -> int:
    answered = 0
    until = perf_counter() + seconds
    while perf_counter() < until:
        for key, _ in ready.select(timeout=5):
            if key.data.read():
                answered += 1
                key.data.ask()
    return answered


if __name__ == "__main__":
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    sys.stdout.buffer.write(msgspec.json.encode(drive(asked)))
