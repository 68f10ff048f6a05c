"""Batches: work too long for the event loop, in a few threads, and no more of it than fits.

docs/decisions/0023 says what is worked on where.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from morile_api.language.faults import MorileError

INLINE_BYTES = 8_192
"""Up to this, some 20 submissions, a body may be answered on the event loop: a thread would cost
more than it frees."""

SHORT_BYTES = 262_144
"""Up to this, some 1,000 submissions, what is asked may wait for a thread."""

WAITING_BYTES = 2_097_152
"""Of bodies that wait for the threads of batches, or for the one beside them: eight of the
longest."""

LEAST_BYTES = 32_768
"""What a body that waits counts for at the least, so that there are 64 of them at the most."""

A = TypeVar("A")
T = TypeVar("T")


class Overloaded(MorileError):
    """Every slot is taken; the caller is to come back soon."""


def is_quick(body: bytes) -> bool:
    """Whether a request for assessments is over within a few milliseconds, whatever it says.

    It is short and wishes for nothing that tries many answers. Escapes might hide such a wish.
    """
    return len(body) <= INLINE_BYTES and not (
        b'"sentence"' in body or b'"distribution"' in body or b'"flips"' in body or b"\\" in body
    )


class Batches:
    """Slots for long work; a request holds one from when its body is whole until it is answered.

    Few submissions with long wishes have a thread of their own, so that no batch keeps them
    waiting.
    """

    def __init__(self, slots: int) -> None:
        """As many threads as slots: what has a slot runs."""
        self._long = _Lane(slots, "batch")
        self._short = _Lane(1, "short")

    async def run(self, work: Callable[[A], T], on: A, size: int = SHORT_BYTES + 1) -> T:
        """The result of `work(on)`, done in a thread.

        Args:
            work: to be done.
            on: what it is done on.
            size: of the body that asks for it, in bytes.

        Raises:
            Overloaded: all slots are taken, and all places to wait where it is short.
        """
        lane = self._short if size <= INLINE_BYTES else self._long
        return await lane.run(work, on, size)

    def close(self) -> None:
        """Let the threads finish what they have begun."""
        self._long.threads.shutdown(wait=True)
        self._short.threads.shutdown(wait=True)


class _Lane:
    """Threads, and how much they have been given."""

    def __init__(self, slots: int, name: str) -> None:
        self.threads = ThreadPoolExecutor(slots, thread_name_prefix=name)
        self._slots = slots
        self._taken = 0
        self._waiting = 0

    async def run(self, work: Callable[[A], T], on: A, size: int) -> T:
        """The result, at once where there is a slot; what is short may wait for one."""
        weight = 0 if self._taken < self._slots else max(size, LEAST_BYTES)
        if weight and (size > SHORT_BYTES or self._waiting + weight > WAITING_BYTES):
            raise Overloaded
        self._taken += 1
        self._waiting += weight
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, work, on)
        finally:
            self._taken -= 1
            self._waiting -= weight
