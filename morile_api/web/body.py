"""Reading a request's body: whole, within a size, and before a deadline."""

from asyncio import CancelledError, Task, current_task, get_running_loop
from typing import Any

from litestar.types import Receive

from morile_api.web.exchange import Exchange
from morile_api.web.problems import (
    CUT_OFF,
    OVERLOADED,
    REQUEST_TIMEOUT,
    TOO_LARGE,
    Kind,
)


async def read_body(
    receive: Receive, exchange: Exchange, most_bytes: int, seconds: float
) -> Kind | None:
    """Read the body into the exchange, or say why it could not be read.

    The deadline is for the whole body: a byte now and then does not put it off. What is left
    unread makes the connection unfit for another request, so then it is to be closed.
    """
    # A timer and a flag: `asyncio.timeout` does the same at four times the cost, on every request.
    late: list[bool] = []
    task: Task[Any] | None = current_task()
    alarm = get_running_loop().call_later(seconds, _ring, task, late)
    try:
        kind = await _read(receive, exchange, most_bytes)
    except MemoryError:
        kind = OVERLOADED
    except CancelledError:
        if not late or task is None or task.uncancel():
            raise
        kind = REQUEST_TIMEOUT
    finally:
        alarm.cancel()
    exchange.close = kind is not None
    return kind


def _ring(task: Task[Any] | None, late: list[bool]) -> None:
    late.append(True)
    if task is not None:
        task.cancel()


async def _read(receive: Receive, exchange: Exchange, most_bytes: int) -> Kind | None:
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return CUT_OFF
        part = message.get("body", b"")
        exchange.received += len(part)
        if exchange.received > most_bytes:
            return TOO_LARGE
        parts.append(part)
        more = message.get("more_body", False)
    exchange.body = b"".join(parts)
    return None
