"""Every kind of client: in this process, and those of a running server when asked for."""

from collections.abc import Iterator
from typing import Any

import pytest

from morile_api.web.app import create_app
from morile_api.web.settings import Settings
from tests.contract.clients.kinds import Told, awaited, offline, running_service, waiting

KINDS = [
    "Offline",
    "Client",
    "AsyncClient",
    pytest.param("Client, served", marks=pytest.mark.server),
    pytest.param("AsyncClient, served", marks=pytest.mark.server),
]


@pytest.fixture(scope="session")
def app() -> Any:
    return create_app(Settings(log_level="error"))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with running_service() as address:
        yield address


@pytest.fixture(scope="module", params=KINDS)
def client(request: pytest.FixtureRequest) -> Iterator[Told]:
    """Each kind of client in turn, made once for a module."""
    match request.param:
        case "Offline":
            kind = offline()
        case "Client":
            kind = waiting(app=request.getfixturevalue("app"))
        case "AsyncClient":
            kind = awaited(app=request.getfixturevalue("app"))
        case "Client, served":
            kind = waiting(request.getfixturevalue("address"))
        case _:
            kind = awaited(request.getfixturevalue("address"))
    with kind as client:
        yield client
