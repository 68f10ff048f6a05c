"""A bounded number of things under way, in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from morile._at_once import AT_ONCE, in_order


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


def test_what_comes_of_things_comes_in_their_order_however_long_each_takes() -> None:
    """Later ones are done first here."""

    async def work(number: int) -> int:
        await asyncio.sleep(0.01 / (number + 1))
        return number

    async def run() -> list[int]:
        return [each async for each in in_order(numbers(11), work)]

    assert asyncio.run(run()) == list(range(11))


def test_no_more_are_under_way_than_may_be() -> None:
    now, most = 0, 0

    async def work(number: int) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.001)
        now -= 1

    async def run() -> None:
        async for _ in in_order(numbers(20), work):
            pass

    asyncio.run(run())

    assert most == AT_ONCE


def test_a_failure_comes_at_its_place_and_ends_the_rest() -> None:
    async def work(number: int) -> int:
        if number == 2:
            raise ZeroDivisionError
        await asyncio.sleep(0.001 if number < 2 else 60)
        return number

    got: list[int] = []

    async def taken() -> None:
        async for each in in_order(numbers(9), work):
            got.append(each)  # noqa: PERF401

    async def run() -> int:
        with pytest.raises(ZeroDivisionError):
            await taken()
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1
    assert got == [0, 1]


def test_closing_early_leaves_nothing_running() -> None:
    async def work(number: int) -> int:
        await asyncio.sleep(60 if number else 0)
        return number

    async def run() -> int:
        async with aclosing(in_order(numbers(9), work)) as results:
            await anext(results)
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1
