"""At once: a bounded number of things under way, and what comes of them in order."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine
from typing import Any, TypeVar

A = TypeVar("A")
T = TypeVar("T")

AT_ONCE = 4
"""Chunks under way: enough to hide the way there and back, few enough to hold in memory."""


async def in_order(
    source: AsyncIterable[A], work: Callable[[A], Coroutine[Any, Any, T]]
) -> AsyncGenerator[T, None]:
    """What work makes of each thing, in the order of the things.

    Close it (`contextlib.aclosing`) to stop early: what is under way is then given up.
    """
    under_way: deque[asyncio.Task[T]] = deque()
    try:
        async for each in source:
            under_way.append(asyncio.create_task(work(each)))
            if len(under_way) == AT_ONCE:
                yield await under_way.popleft()
        while under_way:
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
