"""Long work in threads, and no more of it than fits."""

import asyncio
import threading

import pytest

from morile_api.web.batches import (
    INLINE_BYTES,
    LEAST_BYTES,
    SHORT_BYTES,
    WAITING_BYTES,
    Batches,
    Overloaded,
    is_quick,
)
from tests.wire.requests import a_body, a_submission


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


@pytest.mark.parametrize(
    ("size", "there_are"),
    [
        (INLINE_BYTES, 1 + WAITING_BYTES // LEAST_BYTES),
        (100_000, 3 + WAITING_BYTES // 100_000),
        (SHORT_BYTES, 3 + 8),
    ],
)
def test_what_is_short_may_wait_and_there_is_an_end_to_that(size: int, there_are: int) -> None:
    """A few submissions have a thread of their own, whatever the batches do."""
    batches = Batches(3)
    go_on = threading.Event()

    async def run() -> list[object]:
        work = [batches.run(lambda _: go_on.wait(10), None, size) for _ in range(there_are + 2)]
        doing = asyncio.gather(*work, return_exceptions=True)
        await asyncio.sleep(0.05)
        go_on.set()
        return list(await doing)

    done = asyncio.run(run())

    assert done[:there_are] == [True] * there_are
    assert [type(each) for each in done[there_are:]] == [Overloaded] * 2
    batches.close()


def test_a_few_submissions_do_not_wait_for_batches() -> None:
    batches = Batches(1)
    go_on = threading.Event()

    async def run() -> str:
        long = asyncio.ensure_future(batches.run(lambda _: go_on.wait(10), None))
        await asyncio.sleep(0)
        short = await batches.run(lambda _: threading.current_thread().name, None, INLINE_BYTES)
        go_on.set()
        await long
        return short

    assert asyncio.run(run()).startswith("short")
    batches.close()


def test_what_is_over_soon_is_told_from_what_is_not() -> None:
    """By what a body says, before it is read; a reference may say so too, which costs a thread."""
    assert is_quick(a_body())
    assert is_quick(a_body(explain=True))
    assert not is_quick(a_body(*[a_submission()] * 100))
    assert not is_quick(a_body(flips=1))
    assert not is_quick(a_body(sentence=True))
    assert not is_quick(a_body(distribution=True))
    assert not is_quick(a_body(a_submission(ref="distribution")))
    assert not is_quick(a_body().replace(b'"ref"', b'"r\\u0065f"'))
