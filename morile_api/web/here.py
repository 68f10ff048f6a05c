"""Here: where access is open, nobody is let in who did not call from this machine.

A server of somebody else's choice may listen on any address without the application being asked.
"""

from functools import lru_cache
from ipaddress import ip_address

from morile_api.web.exchange import Exchange
from morile_api.web.problems import ONLY_HERE, Kind

OPEN = (
    "Access is open: whoever reaches this address can score with every matrix loaded here. It is "
    "meant for this machine only."
)


class Here:
    """Admits whoever reaches the service at a loopback address, or at none: a socket file."""

    async def admit(self, exchange: Exchange) -> Kind | None:
        """Let a request in, or say that it came from elsewhere."""
        return None if exchange.server is None or _is_here(exchange.server) else ONLY_HERE

    async def start(self) -> None:
        """Nothing is to be started."""

    async def stop(self) -> None:
        """Nothing is to be stopped."""


@lru_cache(maxsize=64)
def _is_here(address: str) -> bool:
    """Whether an address is of this machine only; a path or a name is not one a caller came to."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True
