"""Turns: how many streams may be open, and that their slices take turns."""

import asyncio
import threading
import time

import pytest

from morile_api.web.batches import Overloaded
from morile_api.web.turns import Turns


def test_one_stream_too_many_is_put_off_and_a_place_left_is_free_again() -> None:
    turns = Turns(2)

    with turns.place():
        with turns.place(), pytest.raises(Overloaded), turns.place():
            pass
        with turns.place():
            pass
    turns.close()


def test_a_place_is_free_again_after_a_failure() -> None:
    turns = Turns(1)

    with pytest.raises(ZeroDivisionError), turns.place():
        raise ZeroDivisionError
    with turns.place():
        pass
    turns.close()


def test_slices_are_scored_aside_and_never_two_at_once() -> None:
    """Two at once would take the event loop's turns from it, and score no sooner."""
    turns, working, most = Turns(5), [0], [0]
    names = set()

    def work(number: int) -> int:
        working[0] += 1
        most[0] = max(most[0], working[0])
        names.add(threading.current_thread().name)
        time.sleep(0.005)
        working[0] -= 1
        return number

    async def run() -> list[int]:
        return list(await asyncio.gather(*[turns.take(work, number) for number in range(5)]))

    assert asyncio.run(run()) == [0, 1, 2, 3, 4]
    assert most == [1]
    assert [name.rpartition("_")[0] for name in names] == ["stream"]
    turns.close()
