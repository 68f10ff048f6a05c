"""Long work in threads, and no more of it than fits."""

import asyncio
import threading

import pytest

from morile_api.web.batches import Batches, Overloaded


def test_work_is_done_in_another_thread() -> None:
    """So that the event loop goes on answering."""
    batches = Batches(1)

    name = asyncio.run(batches.run(lambda _: threading.current_thread().name, None))

    assert name.startswith("batch")
    batches.close()


def test_what_work_raises_is_raised_and_its_slot_is_free_again() -> None:
    batches = Batches(1)

    async def run() -> int:
        with pytest.raises(ZeroDivisionError):
            await batches.run(lambda number: 1 // number, 0)
        return await batches.run(lambda number: 1 // number, 1)

    assert asyncio.run(run()) == 1
    batches.close()


def test_more_than_there_are_slots_is_put_off() -> None:
    """And what has a slot is finished."""
    batches = Batches(2)
    go_on = threading.Event()

    async def run() -> list[object]:
        work = [batches.run(lambda _: go_on.wait(10), None) for _ in range(5)]
        doing = asyncio.gather(*work, return_exceptions=True)
        await asyncio.sleep(0.05)
        go_on.set()
        return list(await doing)

    done = asyncio.run(run())

    assert done[:2] == [True, True]
    assert [type(each) for each in done[2:]] == [Overloaded] * 3
    batches.close()
