"""The asynchronous client: what differs from `Client` is what it does at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import httpx2
import msgspec
import pytest

import morile
from morile_api.language.about import Limits, Service

GRID = "priority-grid-4x4@1.0.0"


@cache
def scoring() -> morile.Offline:
    return morile.Offline()


class Slow:
    """A service that answers later requests sooner, and counts how many it has at once."""

    def __init__(self) -> None:
        self.at_once = self.most_at_once = self.asked = 0

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1":
            limits = Limits(10, 1 << 20, "OFFICIAL")
            return reply(Service("morile", "1.0.0", "1.0.0", [], [], limits))
        self.asked += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.02 / self.asked)
        self.at_once -= 1
        return httpx2.Response(200, content=scoring().answer(request.content))


def reply(content: Any) -> httpx2.Response:
    return httpx2.Response(200, content=msgspec.json.encode(content))


def a_threat(ref: str) -> dict[str, Any]:
    levels = {"impact": "2", "likelihood": "3"}
    return {"ref": ref, "organisation": "NCA", "threat_type": "fraud", "levels": levels}


def a_client(service: Slow) -> morile.AsyncClient:
    return morile.AsyncClient("http://127.0.0.1", transport=httpx2.MockTransport(service))


def test_chunks_are_under_way_at_once_and_results_stay_in_order() -> None:
    """Four at a time: enough to hide the way there and back, few enough to hold in memory."""
    service = Slow()

    async def scored() -> list[str | None]:
        async with a_client(service) as client:
            threats = (a_threat(f"A-{number}") for number in range(95))
            return [each.ref async for each in client.assess_many(threats, matrix=GRID)]

    assert asyncio.run(scored()) == [f"A-{number}" for number in range(95)]
    assert (service.asked, service.most_at_once) == (10, 4)


def test_submissions_may_come_from_an_asynchronous_source() -> None:
    async def source() -> AsyncIterator[dict[str, Any]]:
        for number in range(12):
            await asyncio.sleep(0)
            yield a_threat(f"A-{number}")

    async def scored() -> int:
        async with a_client(Slow()) as client:
            return len([each async for each in client.assess_many(source(), matrix=GRID)])

    assert asyncio.run(scored()) == 12


def test_no_more_is_taken_than_what_is_under_way_needs() -> None:
    """So an endless source is no trouble: five chunks of ten, and the one that ends the fifth."""
    taken = 0

    def endless() -> Iterator[dict[str, Any]]:
        nonlocal taken
        while True:
            taken += 1
            yield a_threat("A")

    async def first() -> morile.Assessed | morile.Refused:
        async with a_client(Slow()) as client:
            results = client.assess_many(endless(), matrix=GRID)
            result = await anext(results)
            await results.aclose()
            return result

    assert asyncio.run(first()).index == 0
    assert taken <= 51


def test_stopping_early_leaves_nothing_running() -> None:
    service = Slow()

    async def stopped() -> set[asyncio.Task[Any]]:
        async with a_client(service) as client:
            results = client.assess_many((a_threat("A") for _ in range(95)), matrix=GRID)
            await anext(results)
            await results.aclose()
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(stopped()) == set()


def test_the_meta_of_many_reaches_whoever_takes_the_results() -> None:
    """Each chunk is scored in a task of its own, whose context its caller does not see."""

    async def asked() -> morile.Meta | None:
        async with a_client(Slow()) as client:
            _ = [each async for each in client.assess_many([a_threat("A")], matrix=GRID)]
            return client.meta

    meta = asyncio.run(asked())
    assert meta is not None
    assert meta.matrix is not None
    assert meta.matrix.id == "priority-grid-4x4"


def test_a_failed_attempt_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)
    answers = iter([httpx2.Response(503), reply({"matrices": []})])
    connected = iter([False, True, True])

    async def given(_: httpx2.Request) -> httpx2.Response:
        if not next(connected):
            raise httpx2.ConnectError("refused")
        return next(answers)

    async def asked() -> tuple[int, morile.Meta | None]:
        transport = httpx2.MockTransport(given)
        async with morile.AsyncClient("http://127.0.0.1", transport=transport) as client:
            return len(await client.matrices()), client.meta

    found, meta = asyncio.run(asked())
    assert (found, meta and meta.attempts) == (0, 3)
