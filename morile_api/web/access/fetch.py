"""Fetching a small document over HTTP: one request, no redirect, bounded in time and in bytes."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from morile_api.language.version import VERSION

OK = 200


class NotFetched(Exception):
    """There is no document; the text says why and repeats nothing that the other side sent."""


def fetched(url: str, seconds: float, most_bytes: int) -> bytes:
    """The document at an address.

    Environment variables for proxies are not looked at; the authorities that are trusted are those
    of this machine, or of SSL_CERT_FILE.

    Args:
        url: `https://` or `http://`.
        seconds: for all of it.
        most_bytes: that it may have.

    Raises:
        NotFetched: there is none.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        HTTPSConnection(host, parts.port, timeout=seconds, context=ssl.create_default_context())
        if parts.scheme == "https"
        else HTTPConnection(host, parts.port, timeout=seconds)
    )
    wires: list[socket.socket] = []
    # The time-out of a socket begins anew with every byte; this one does not.
    alarm = threading.Timer(seconds, _cut, [connection, wires])
    alarm.daemon = True
    alarm.start()
    try:
        connection.connect()
        wires.append(connection.sock)
        query = f"?{parts.query}" if parts.query else ""
        return _answer(connection, f"{parts.path or '/'}{query}", most_bytes)
    except ssl.SSLCertVerificationError:
        raise NotFetched("its certificate is not trusted here") from None
    except (OSError, HTTPException, ValueError):
        raise NotFetched("no whole answer in time") from None
    finally:
        alarm.cancel()
        connection.close()


def _answer(connection: HTTPConnection, target: str, most_bytes: int) -> bytes:
    headers = {
        "Accept": "application/jwk-set+json, application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"morile/{VERSION}",
    }
    connection.request("GET", target, headers=headers)
    with contextlib.closing(connection.getresponse()) as response:
        if response.status != OK:
            raise NotFetched(f"the answer has status {response.status}")
        text = response.read(most_bytes + 1)
        if len(text) > most_bytes:
            raise NotFetched(f"the answer is longer than {most_bytes} bytes")
        if response.length:
            raise NotFetched("the answer was cut short")
        return text


def _cut(connection: HTTPConnection, wires: Sequence[socket.socket]) -> None:
    """End the exchange, whoever holds the socket by now."""
    for wire in wires or [connection.sock]:
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
