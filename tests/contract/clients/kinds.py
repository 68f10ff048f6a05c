"""The kinds of client behind one face, so that one suite can be run over all of them."""

import asyncio
import inspect
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

import morile

ADDRESS = "http://127.0.0.1"
LONGEST_START_S = 60


class InProcess(httpx2.BaseTransport):
    """Runs an ASGI application for a client that waits; httpx2 does so for async clients only."""

    def __init__(self, app: Any) -> None:
        self._inner = httpx2.ASGITransport(app)
        self._runner = asyncio.Runner()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        async def answered() -> httpx2.Response:
            reply = await self._inner.handle_async_request(request)
            body = await reply.aread()
            return httpx2.Response(reply.status_code, headers=reply.headers, content=body)

        return self._runner.run(answered())

    def close(self) -> None:
        self._runner.close()


class Told:
    """A client whose verbs give plain values: what can be awaited is, iterators become lists."""

    def __init__(self, client: Any, runner: asyncio.Runner | None = None) -> None:
        self.client = client
        self.runner = runner

    @property
    def meta(self) -> morile.Meta:
        async def asked() -> morile.Meta | None:
            meta: morile.Meta | None = self.client.meta
            return meta

        # The runner keeps one context for all it runs, as one task of a program would.
        meta = self.runner.run(asked()) if self.runner else self.client.meta
        assert isinstance(meta, morile.Meta)
        return meta

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            given = getattr(self.client, verb)(*args, **kwargs)
            if self.runner is None:
                return list(given) if inspect.isgenerator(given) else given
            return self.runner.run(_listed(given) if inspect.isasyncgen(given) else given)

        return called


async def _listed(given: Any) -> list[Any]:
    return [each async for each in given]


@contextmanager
def offline(**options: Any) -> Iterator[Told]:
    with morile.Offline(**options) as client:
        yield Told(client)


@contextmanager
def waiting(address: str = ADDRESS, app: Any = None, **options: Any) -> Iterator[Told]:
    """A `Client`: of an application in this process, or else of a running service."""
    transport = InProcess(app) if app else None
    with morile.Client(address, transport=transport, **options) as client:
        yield Told(client)


@contextmanager
def awaited(address: str = ADDRESS, app: Any = None, **options: Any) -> Iterator[Told]:
    """An `AsyncClient`: of an application in this process, or else of a running service."""
    transport = httpx2.ASGITransport(app) if app else None
    with asyncio.Runner() as runner:
        client = morile.AsyncClient(address, transport=transport, **options)
        yield Told(client, runner)
        runner.run(client.aclose())


@contextmanager
def running_service() -> Iterator[str]:
    """The address of a real server that runs until the block is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: it for name, it in os.environ.items() if not name.startswith("MORILE_")}
    settings = kept | {"MORILE_HOST": "127.0.0.1", "MORILE_PORT": str(port)}
    command = [str(Path(sys.executable).with_name("morile")), "serve"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, env=settings, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + LONGEST_START_S
    with morile.Client(address, retries=0, timeout_s=2) as client:
        while True:
            assert server.poll() is None, "the service ended"
            assert time.monotonic() < ends, "the service does not answer"
            try:
                client.matrices()
            except morile.Unreachable:
                time.sleep(0.1)
            else:
                return
