"""Crowds: clients that mean harm or are broken, many at once, in a process of their own.

Run as `python -m benchmarks.soak.crowds KIND PORT SECONDS`; it says `ready` when all are there.
"""

import asyncio
import random
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache

from benchmarks.mixes import MATRIX, submissions
from benchmarks.soak.wire import LOOPBACK, NDJSON, STREAMING, post

CROWD = 500
READERS = 40
"""More than there are places for streams, so that some are shed."""
STREAM_ROWS = 5_000
"""Whose answers of some 6 MB fit into no buffer on the way."""
TAKEN_BYTES = 16_384
NOISY = 50
PAUSE_S = 1.0
TICK_S = 0.25
READY = "ready"

HEAD = b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def slow_headers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A byte a second of headers that never end."""
    await _drip(writer, HEAD, b"x")


async def slow_bodies(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A byte a second of a body that never ends."""
    await _drip(writer, HEAD + b"Content-Length: 100000\r\n\r\n", b" ")


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Connects and says nothing."""
    await reader.read()


async def non_reading(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Asks for a long stream and reads nothing of it."""
    # What the system would take on the reader's behalf must not hold the whole answer.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TAKEN_BYTES)
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    writer.write(_stream())
    await writer.drain()
    await asyncio.sleep(PAUSE_S * 15)


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Bytes that are nothing."""
    writer.write(random.randbytes(200) + b"\r\n\r\n")  # noqa: S311
    await writer.drain()
    await reader.read(1_000)
    await asyncio.sleep(TICK_S)


CROWDS: dict[str, tuple[Client, int]] = {
    "slow headers": (slow_headers, CROWD),
    "slow bodies": (slow_bodies, CROWD),
    "silent": (silent, CROWD),
    "non-reading": (non_reading, READERS),
    "garbage": (garbage, NOISY),
}
"""What each does, and how many there are. Whoever is closed comes again."""


@contextmanager
def crowded(kind: str, port: int, seconds: float) -> Iterator[None]:
    """A crowd of a kind, once all of it is there; it leaves by itself after so many seconds."""
    command = [sys.executable, "-m", "benchmarks.soak.crowds", kind, str(port), str(seconds)]
    crowd = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert crowd.stdout is not None
    try:
        if crowd.stdout.readline().strip() != READY:
            raise RuntimeError(f"the crowd of {kind} clients did not come")
        yield
    finally:
        crowd.kill()
        crowd.wait()
        crowd.stdout.close()


async def _drip(writer: asyncio.StreamWriter, head: bytes, byte: bytes) -> None:
    writer.write(head)
    while True:
        await writer.drain()
        await asyncio.sleep(PAUSE_S)
        writer.write(byte)


@cache
def _stream() -> bytes:
    lines = [
        b'{"matrix":"%s","explain":true}' % MATRIX.encode(),
        *submissions("single", STREAM_ROWS),
    ]
    return post(STREAMING, b"\n".join([*lines, b""]), NDJSON)


async def _again_and_again(client: Client, port: int, until: float, there: asyncio.Event) -> None:
    while time.monotonic() < until:
        with suppress(OSError, TimeoutError):
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            there.set()
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    await client(reader, writer)
            finally:
                writer.close()
        # One that is refused at once must not come back so fast that it is a crowd by itself.
        await asyncio.sleep(TICK_S)


async def crowd_of(kind: str, port: int, seconds: float) -> None:
    """Keep a crowd of a kind there for so many seconds."""
    client, number = CROWDS[kind]
    until = time.monotonic() + seconds
    there = [asyncio.Event() for _ in range(number)]
    tasks = [asyncio.create_task(_again_and_again(client, port, until, each)) for each in there]
    await asyncio.gather(*(each.wait() for each in there))
    print(READY, flush=True)
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(crowd_of(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
