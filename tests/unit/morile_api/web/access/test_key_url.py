"""Keys at an address are kept, renewed one attempt at a time, and served when nobody answers."""

import asyncio
from collections.abc import Iterator
from functools import partial

import pytest

from morile_api.web.access import key_url
from morile_api.web.access.key_set import read_key_set
from morile_api.web.access.key_url import KeyUrl
from tests.issuers import KeyServer, key_server
from tests.tokens import a_jwk, a_set, unheard

READ = partial(read_key_set, development=False)


@pytest.fixture
def server() -> Iterator[KeyServer]:
    with key_server() as found:
        found.body = a_set(a_jwk("EdDSA"))
        yield found


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between attempts."""
    monkeypatch.setattr(key_url, "PAUSE_S", 0.0)


def test_the_keys_are_there_once_started(server: KeyServer) -> None:
    told: list[str] = []
    keys = KeyUrl(server.url, READ, told.append)
    assert keys.keys() is None

    async def life() -> None:
        await keys.start()
        await keys.stop()

    asyncio.run(life())

    found = keys.keys()
    assert found is not None
    assert set(found.keys) == {"EdDSA"}
    assert told == ["The keys at MORILE_JWKS were fetched: 1 are in force"]


def test_many_who_want_new_keys_make_one_request(server: KeyServer) -> None:
    keys = KeyUrl(server.url, READ, unheard)

    async def crowd() -> list[object]:
        return list(await asyncio.gather(*(keys.renewed() for _ in range(200))))

    found = asyncio.run(crowd())

    assert server.asked == 1
    assert {id(each) for each in found} == {id(keys.keys())}


def test_no_caller_can_make_the_service_ask_without_pause(server: KeyServer) -> None:
    """Every token with an unknown key wants new ones."""
    keys = KeyUrl(server.url, READ, unheard)

    async def one_by_one() -> None:
        for _ in range(200):
            await keys.renewed()

    asyncio.run(one_by_one())

    assert server.asked == 1


@pytest.mark.usefixtures("impatient")
def test_a_new_key_is_found_and_the_same_text_keeps_the_same_keys(server: KeyServer) -> None:
    keys = KeyUrl(server.url, READ, unheard)
    first = asyncio.run(keys.renewed())
    assert asyncio.run(keys.renewed()) is first

    server.body = a_set(a_jwk("EdDSA"), a_jwk("ES256"))

    second = asyncio.run(keys.renewed())
    assert second is not None
    assert set(second.keys) == {"EdDSA", "ES256"}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["status", "text", "gone", "private"])
def test_when_it_fails_the_keys_before_stay_in_force(server: KeyServer, fault: str) -> None:
    """It is told once, and once more when they can be had again."""
    told: list[str] = []
    keys = KeyUrl(server.url, READ, told.append)
    before = asyncio.run(keys.renewed())
    good, where = server.body, keys._url
    match fault:
        case "status":
            server.status = 500
        case "text":
            server.body = b"<html>"
        case "private":
            server.body = a_set(a_jwk(d="x"))
        case "gone":
            keys._url = "http://127.0.0.1:1/"

    assert asyncio.run(keys.renewed()) is before
    assert asyncio.run(keys.renewed()) is before
    server.status, server.body, keys._url = 200, good, where
    assert asyncio.run(keys.renewed()) is before

    assert len(told) == 3
    assert "the keys before stay in force" in told[1]
    assert "were fetched" in told[2]


def test_without_any_keys_that_is_what_is_told(server: KeyServer) -> None:
    server.status = 503
    told: list[str] = []
    keys = KeyUrl(server.url, READ, told.append)

    assert asyncio.run(keys.renewed()) is None
    assert told == [
        "The keys at MORILE_JWKS cannot be had, none are in force: the answer has status 503"
    ]


def test_keys_are_renewed_beside_the_requests(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to ask for them."""
    monkeypatch.setattr(key_url, "PAUSE_S", 0.0)
    monkeypatch.setattr(key_url, "RENEW_S", 0.01)
    keys = KeyUrl(server.url, READ, unheard)

    async def life() -> None:
        await keys.start()
        while server.asked < 3:
            await asyncio.sleep(0.01)
        await keys.stop()

    asyncio.run(asyncio.wait_for(life(), 20))

    assert server.asked >= 3


def test_a_caller_who_leaves_takes_the_keys_from_nobody(server: KeyServer) -> None:
    keys = KeyUrl(server.url, READ, unheard)

    async def one_leaves() -> object:
        leaving = asyncio.ensure_future(keys.renewed())
        await asyncio.sleep(0)
        staying = asyncio.ensure_future(keys.renewed())
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    assert asyncio.run(one_leaves()) is not None
    assert server.asked == 1
