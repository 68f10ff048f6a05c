"""Key URL: the JWK Set that an issuer publishes, kept here and renewed beside the requests."""

import asyncio
from collections.abc import Callable
from time import monotonic

from morile_api.web.access.fetch import NotFetched, fetched
from morile_api.web.access.key_file import Tell
from morile_api.web.access.key_set import LONGEST_SET, BadKeySet, KeySet

RENEW_S = 300.0
"""How old the keys may become before they are asked for again."""

PAUSE_S = 10.0
"""Between two attempts, whoever wants them: no caller can make this service ask more often."""

FETCH_S = 5.0


class KeyUrl:
    """The keys at an address. Where it cannot be reached, those it had before stay in force.

    All of it runs in one event loop, but for the fetching, which runs in a thread.
    """

    def __init__(self, url: str, read: Callable[[bytes], KeySet], tell: Tell) -> None:
        """Nothing is fetched yet."""
        self._url = url
        self._read = read
        self._tell = tell
        self._keys: KeySet | None = None
        self._flight: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._tried_s = -PAUSE_S
        self._failed = False

    def keys(self) -> KeySet | None:
        """The keys in force; None before there were any."""
        return self._keys

    async def renewed(self) -> KeySet | None:
        """The keys in force after another attempt, if one is under way or may be made now."""
        flying = self._flight is not None and not self._flight.done()
        if not flying and monotonic() - self._tried_s >= PAUSE_S:
            self._flight = asyncio.ensure_future(self._fetch())
            flying = True
        if flying and self._flight is not None:
            # Shielded: a caller that goes away must not take the keys from the others.
            await asyncio.shield(self._flight)
        return self._keys

    async def start(self) -> None:
        """Fetch the keys for the first time, and from now on again and again."""
        await self.renewed()
        self._renewal = asyncio.ensure_future(self._renew_on())

    async def stop(self) -> None:
        """Ask no more."""
        for task in (self._renewal, self._flight):
            if task is not None:
                task.cancel()

    async def _renew_on(self) -> None:
        while True:
            await asyncio.sleep(PAUSE_S if self._failed else RENEW_S)
            await self.renewed()

    async def _fetch(self) -> None:
        try:
            text = await asyncio.to_thread(fetched, self._url, FETCH_S, LONGEST_SET)
            self._take(self._read(text))
        except (NotFetched, BadKeySet) as error:
            if not self._failed:
                had = "none are in force" if self._keys is None else "the keys before stay in force"
                self._tell(f"The keys at MORILE_JWKS cannot be had, {had}: {error}")
            self._failed = True
        finally:
            self._tried_s = monotonic()

    def _take(self, keys: KeySet) -> None:
        # The same text keeps the same set, and so the tokens that were verified with it.
        if self._keys is None or self._keys.digest != keys.digest or self._failed:
            self._tell(f"The keys at MORILE_JWKS were fetched: {len(keys.keys)} are in force")
        if self._keys is None or self._keys.digest != keys.digest:
            self._keys = keys
        self._failed = False
