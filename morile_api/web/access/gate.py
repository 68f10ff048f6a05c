"""The gate: lets a request in by its bearer token, and notes whose submissions it may hold."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from morile_api.language.claims import DEVELOPMENT_ISSUER
from morile_api.language.faults import Code, Fault
from morile_api.language.reach import NOBODY, Reach
from morile_api.language.vocabulary import ORGANISATIONS, Vocabulary
from morile_api.web.access.choices import access_faults, is_url
from morile_api.web.access.key_file import KeyFile
from morile_api.web.access.key_set import BadKeySet, KeySet, read_key_set
from morile_api.web.access.key_url import KeyUrl
from morile_api.web.access.open_paths import OpenPaths
from morile_api.web.access.scopes import Territories, territories_of
from morile_api.web.access.tokens import (
    LEEWAY_S,
    LONGEST_TOKEN,
    BadToken,
    Claims,
    Expected,
    Why,
    verified,
)
from morile_api.web.exchange import Exchange
from morile_api.web.problems import INVALID_TOKEN, NO_KEYS, NO_TOKEN, Kind
from morile_api.web.settings import BadSettings, Settings

BEARER = re.compile(rb"bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+) *", re.I)
SCHEME = re.compile(rb"bearer( .*)?", re.I | re.S)

READY = "/readyz"

CLIENT = re.compile(r"[A-Za-z0-9._:@/-]{1,128}")
"""Ids of clients that may stand in a log as they are."""

MOST_KNOWN = 1_024
"""Tokens remembered as verified, so that a busy caller does not cost a signature each time."""


class Keys(Protocol):
    """Where the keys come from."""

    def keys(self) -> KeySet | None:
        """Those in force; None where there never were any."""

    async def renewed(self) -> KeySet | None:
        """Those in force after another look, if one may be had."""

    async def start(self) -> None:
        """Begin to serve."""

    async def stop(self) -> None:
        """Cease to serve."""


class Caller(msgspec.Struct, frozen=True, eq=False):
    """Who sent a token, and with which keys it was verified; times are in seconds since 1970."""

    client: str | None
    reach: Reach
    since: float
    until: float
    keys: KeySet


class Gate:
    """Admits requests; nothing but the open paths is answered without a sound token."""

    def __init__(
        self, keys: Keys, expected: Expected, territories: Territories, open_paths: OpenPaths
    ) -> None:
        """Remember nobody yet."""
        self._keys = keys
        self._expected = expected
        self._territories = territories
        self._open = open_paths
        self._known: dict[bytes, Caller] = {}
        self.start = keys.start
        self.stop = keys.stop

    async def admit(self, exchange: Exchange) -> Kind | None:
        """Let a request in, its caller and reach noted, or say why not."""
        # Until a token says otherwise; a path that is open by mistake scores for nobody.
        exchange.reach = NOBODY
        if exchange.path in self._open:
            return await self._unready(exchange)
        said = exchange.headers.get(b"authorization", b"")
        found = BEARER.fullmatch(said) if len(said) <= LONGEST_TOKEN else None
        if found is None:
            exchange.denied = str(Why.FORM) if SCHEME.fullmatch(said) else "no-token"
            return INVALID_TOKEN if SCHEME.fullmatch(said) else NO_TOKEN
        token = found[1]
        caller = self._remembered(token)
        if caller is None:
            keys = self._keys.keys() or await self._keys.renewed()
            if keys is None:
                exchange.denied = "no-keys"
                return NO_KEYS
            try:
                caller = await self._verified(token.decode(), keys)
            except BadToken as error:
                exchange.denied = str(error.why)
                return INVALID_TOKEN
            self._remember(token, caller)
        exchange.client, exchange.reach = caller.client, caller.reach
        return None

    async def _unready(self, exchange: Exchange) -> Kind | None:
        """A service that can check nobody is not ready, though it lives."""
        if exchange.path != READY or self._keys.keys() or await self._keys.renewed():
            return None
        exchange.denied = "no-keys"
        return NO_KEYS

    def _remembered(self, token: bytes) -> Caller | None:
        """The caller of a token that was verified with the keys that are in force now."""
        caller = self._known.get(sha256(token).digest())
        if caller is None or caller.keys is not self._keys.keys():
            return None
        # Not earlier than when it was verified: the clock may have been set back since.
        return caller if caller.since <= time.time() < caller.until else None

    def _remember(self, token: bytes, caller: Caller) -> None:
        self._known.pop(sha256(token).digest(), None)
        while len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[sha256(token).digest()] = caller

    async def _verified(self, token: str, keys: KeySet) -> Caller:
        try:
            claims = verified(token, keys, self._expected)
        except BadToken as error:
            renewed = await self._keys.renewed() if error.why is Why.UNKNOWN_KEY else None
            if renewed is None or renewed is keys:
                raise
            keys, claims = renewed, verified(token, renewed, self._expected)
        return self._caller(claims, keys)

    def _caller(self, claims: Claims, keys: KeySet) -> Caller:
        own = claims.organisation
        today = datetime.now(UTC).date()
        reach = self._territories.reach([own] if isinstance(own, str) else own, claims.scope, today)
        if reach is None:
            raise BadToken(Why.ORGANISATION)
        client = claims.client_id or claims.azp or claims.sub
        known = client if CLIENT.fullmatch(client) else None
        return Caller(known, reach, time.time(), claims.exp + LEEWAY_S, keys)


def gate_of(
    settings: Settings,
    vocabularies: Mapping[str, Vocabulary],
    tell: Callable[[str], None],
    anew: bool = False,
) -> Gate | None:
    """The gate that settings ask for; None where access is open.

    Args:
        settings: with a key set, issuer and audience, or without any of them.
        vocabularies: by name; organisations are used.
        tell: puts a notice into the log.
        anew: whether a file of keys that cannot be used now is waited for.

    Raises:
        BadSettings: they contradict one another, or the file of keys cannot be used.
    """
    chosen = {name: getattr(settings, name) for name in settings.__struct_fields__}
    faults = access_faults(chosen)
    if faults:
        raise BadSettings(faults)
    if settings.jwks is None or settings.issuer is None or settings.audience is None:
        return None
    read = partial(read_key_set, development=settings.issuer == DEVELOPMENT_ISSUER)
    return Gate(
        KeyUrl(settings.jwks, read, tell)
        if is_url(settings.jwks)
        else _key_file(settings.jwks, read, tell, anew),
        Expected(settings.issuer, settings.audience),
        territories_of(vocabularies[ORGANISATIONS]),
        OpenPaths(settings.without_token),
    )


def _key_file(
    path: str, read: Callable[[bytes], KeySet], tell: Callable[[str], None], anew: bool
) -> KeyFile:
    try:
        return KeyFile(Path(path), read, tell, anew)
    except BadKeySet as error:
        raise BadSettings([Fault("MORILE_JWKS", Code.NO_SUCH_NAME, str(error))]) from None
