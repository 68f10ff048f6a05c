"""Turns: how many streams may be open, and that their slices take turns."""

import asyncio
import sys
import threading
import time

import pytest
from litestar.testing import TestClient

from morile_api.web.app import create_app
from morile_api.web.batches import Overloaded
from morile_api.web.settings import Settings
from morile_api.web.turns import UNBROKEN_S, Turns


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


def test_the_threads_of_a_service_take_turns_at_the_interpreter_more_often() -> None:
    """From its start on, so that what is small need not wait for what is large."""
    usual = 0.005
    sys.setswitchinterval(usual)
    with TestClient(create_app(Settings(log_level="error"))):
        found = sys.getswitchinterval()
    sys.setswitchinterval(usual)

    assert found == pytest.approx(UNBROKEN_S)
    assert found < usual
