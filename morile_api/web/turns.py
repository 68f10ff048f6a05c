"""Turns: streams take them, one slice at a time, so that together they hold up nobody else."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from morile_api.web.batches import Overloaded

A = TypeVar("A")
T = TypeVar("T")

UNBROKEN_S = 0.0005
"""How long a thread that computes keeps the interpreter from others that want it.

By default ten times as long, and a small request has to wait so long several times over while a
stream or a batch is scored.
"""


def share_often() -> None:
    """Let the threads of this process take turns at the interpreter after `UNBROKEN_S`."""
    sys.setswitchinterval(UNBROKEN_S)


class Turns:
    """Places for open streams, and one thread in which a slice of each is scored in turn.

    A reader may be slow, so a stream must not hold what a batch needs: it has a place of its own
    from its first slice to its last, and the thread only while a slice is scored. More threads
    would not score sooner, for scoring holds the interpreter.
    """

    def __init__(self, places: int) -> None:
        """So many streams may be open."""
        self._free = places
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stream")

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            Overloaded: there is none.
        """
        if self._free == 0:
            raise Overloaded
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def take(self, work: Callable[[A], T], on: A) -> T:
        """The result of `work(on)`, done when the turn has come."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, on)

    def close(self) -> None:
        """Let the slice that has begun be finished, and no other begin."""
        self._thread.shutdown(wait=True, cancel_futures=True)
