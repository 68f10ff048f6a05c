"""Admission: what the guard asks of whoever decides which callers come in."""

from typing import Protocol

from morile_api.web.exchange import Exchange
from morile_api.web.problems import Kind


class Admission(Protocol):
    """Lets requests in; `morile_api.web.access.gate` is loaded only where callers need tokens."""

    async def admit(self, exchange: Exchange) -> Kind | None:
        """Note the caller of a request, or say why it is not let in."""

    async def start(self) -> None:
        """Begin, before the first request."""

    async def stop(self) -> None:
        """End, after the last request."""
