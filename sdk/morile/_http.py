"""HTTP itself, through httpx2: one request out, one reply or none back, for each kind of client."""

import platform
import time
from typing import Any

import httpx2

from morile._connection import Connection, tls_of
from morile._wire import Lost, Reply, Request
from morile_api.language.version import VERSION

OK = 200


class Sender:
    """Sends one request at a time from any number of threads."""

    def __init__(self, connection: Connection, transport: object | None) -> None:
        """Open a pool of connections; nothing is sent yet."""
        self._connection = connection
        self._http = httpx2.Client(**_options(connection, transport))

    def send(self, request: Request, left_s: float) -> Reply | Lost:
        """The reply, or why there is none; `left_s` is the time that may pass."""
        ends = time.monotonic() + left_s
        body = bytearray()
        status = 0
        try:
            with self._http.stream(**_arguments(self._connection, request, left_s)) as response:
                status = response.status_code
                for piece in response.iter_bytes():
                    body += piece
                    if time.monotonic() > ends:
                        return _too_late(left_s)
                return _reply(response, body)
        except httpx2.RequestError as error:
            return _lost(error, status, left_s, bytes(body))

    def close(self) -> None:
        """Close every connection."""
        self._http.close()


class AsyncSender:
    """Sends any number of requests at once in one event loop."""

    def __init__(self, connection: Connection, transport: object | None) -> None:
        """Open a pool of connections; nothing is sent yet."""
        self._connection = connection
        self._http = httpx2.AsyncClient(**_options(connection, transport))

    async def send(self, request: Request, left_s: float) -> Reply | Lost:
        """The reply, or why there is none; `left_s` is the time that may pass."""
        ends = time.monotonic() + left_s
        body = bytearray()
        status = 0
        arguments = _arguments(self._connection, request, left_s)
        try:
            async with self._http.stream(**arguments) as response:
                status = response.status_code
                async for piece in response.aiter_bytes():
                    body += piece
                    if time.monotonic() > ends:
                        return _too_late(left_s)
                return _reply(response, body)
        except httpx2.RequestError as error:
            return _lost(error, status, left_s, bytes(body))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()


def _options(connection: Connection, transport: object | None) -> dict[str, Any]:
    library = ".".join(httpx2.__version__.split(".")[:2])
    python = ".".join(platform.python_version_tuple()[:2])
    agent = f"morile-python/{VERSION} (Python/{python}; httpx2/{library})"
    if connection.application:
        agent += f" {connection.application}"
    options: dict[str, Any] = {"headers": {"user-agent": agent}}
    if transport is not None:
        return options | {"transport": transport}
    # No proxy leads back to this machine, whatever the environment says of proxies.
    verify = tls_of(connection, httpx2.create_ssl_context)
    return options | {"verify": verify, "trust_env": not connection.here}


def _arguments(connection: Connection, request: Request, left_s: float) -> dict[str, Any]:
    headers = connection.headers()
    if request.body is not None:
        headers["content-type"] = request.media
        headers["accept"] = f"{request.media}, application/problem+json"
    return {
        "method": request.method,
        "url": connection.address + request.path,
        "content": request.body,
        "headers": headers,
        "timeout": httpx2.Timeout(left_s, connect=min(connection.patience.connect_s, left_s)),
    }


def _reply(response: httpx2.Response, body: bytearray) -> Reply:
    return Reply(response.status_code, dict(response.headers.items()), bytes(body))


def _too_late(left_s: float) -> Lost:
    return Lost(f"the answer was not whole after {left_s:.3g} s", again=False)


def _lost(error: httpx2.RequestError, status: int, left_s: float, had: bytes) -> Lost:
    if status and isinstance(error, httpx2.TimeoutException):
        return _too_late(left_s)
    if status:
        why = "the connection broke off in the middle of the answer"
        return Lost(why, again=True, had=had if status == OK else b"")
    match error:
        case httpx2.ConnectTimeout():
            return Lost("no connection in time", again=True)
        case httpx2.PoolTimeout():
            return Lost("every connection of this client is in use", again=True)
        case httpx2.TimeoutException():
            return Lost(f"no answer within {left_s:.3g} s", again=False)
        case httpx2.ConnectError() if "CERTIFICATE_VERIFY_FAILED" in str(error):
            remedy = "name the authority that signed it with ca_bundle or MORILE_CA_BUNDLE"
            return Lost(f"its certificate is not trusted; {remedy}", again=False)
        case httpx2.ConnectError():
            return Lost(f"no connection: {error}", again=True)
        case httpx2.NetworkError() | httpx2.RemoteProtocolError():
            return Lost("the connection broke off before an answer", again=True)
        case _:
            return Lost(f"{type(error).__name__}: {error}", again=False)
