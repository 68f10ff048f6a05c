"""Open access is for the machine of the service, whichever server it runs under."""

import asyncio
from typing import Any

import pytest
from litestar.testing import TestClient

from morile_api.web.app import create_app
from morile_api.web.here import OPEN, Here
from morile_api.web.log import EventLog
from morile_api.web.settings import Settings
from tests.wire.asgi import Answer, call, the_app


def called_at(server: tuple[str, int | None] | None, path: str = "/v1") -> Answer:
    """What a service that needs no tokens answers to a request that came to an address."""
    return call("GET", path, app=Elsewhere(server))


class Elsewhere:
    """The application behind a server that listens on an address."""

    def __init__(self, server: tuple[str, int | None] | None) -> None:
        self.server = server

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await the_app()(scope | {"server": self.server}, receive, send)


@pytest.mark.parametrize(
    "server",
    [("127.0.0.1", 8080), ("127.8.9.1", 1), ("::1", 8080), ("/run/morile.sock", None), None],
)
def test_who_calls_from_this_machine_is_let_in(server: tuple[str, int | None] | None) -> None:
    assert called_at(server).status == 200


@pytest.mark.parametrize("address", ["192.0.2.7", "0.0.0.0", "10.1.2.3", "2001:db8::1", "::"])  # noqa: S104
@pytest.mark.parametrize("path", ["/v1", "/", "/healthz", "/none"])
def test_who_comes_to_another_address_is_not(address: str, path: str) -> None:
    answer = called_at((address, 8080), path)

    assert answer.status == 403
    assert b"Open access is for the machine of the service only" in answer.body


def test_a_name_that_a_client_in_the_same_process_makes_up_is_of_this_machine() -> None:
    """Tests call an application without a socket, under names such as this."""
    assert called_at(("testserver", 80)).status == 200


def test_there_is_nothing_to_start_or_stop() -> None:
    asyncio.run(Here().start())
    asyncio.run(Here().stop())


def test_it_is_said_at_the_start_that_access_is_open() -> None:
    told: list[str] = []

    class Heard(EventLog):
        def tell(self, notice: str) -> None:
            told.append(notice)

    with TestClient(create_app(Settings(log_level="error"), Heard("error"))):
        assert told == [OPEN]
