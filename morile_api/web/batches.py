"""Batches: work too long for the event loop, in a few threads, and no more of it than fits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from morile_api.language.faults import MorileError

INLINE_BYTES = 262_144
"""Up to this, some 1,000 submissions, a body is answered on the event loop: a thread would cost
more than it frees."""

A = TypeVar("A")
T = TypeVar("T")


class Overloaded(MorileError):
    """Every slot is taken; the caller is to come back soon."""


class Batches:
    """Slots for long work; a request holds one from when its body is whole until it is answered."""

    def __init__(self, slots: int) -> None:
        """As many threads as slots: what has a slot runs."""
        self._slots = slots
        self._taken = 0
        self._threads = ThreadPoolExecutor(slots, thread_name_prefix="batch")

    async def run(self, work: Callable[[A], T], on: A) -> T:
        """The result of `work(on)`, done in a thread.

        Raises:
            Overloaded: all slots are taken.
        """
        if self._taken >= self._slots:
            raise Overloaded
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, on)
        finally:
            self._taken -= 1

    def close(self) -> None:
        """Let the threads finish what they have begun."""
        self._threads.shutdown(wait=True)
