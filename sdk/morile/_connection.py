"""The connection: which service, who asks and how TLS is set up, from arguments or environment."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from morile._retry import Patience

if TYPE_CHECKING:
    import ssl

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Token = str | Callable[[], str]
"""A bearer token, or what gives one; it is asked before every request, so tokens may change."""


class Connection(msgspec.Struct, frozen=True):
    """Where to send and with what; nothing in it is a type of the HTTP library."""

    address: str
    patience: Patience
    token: Callable[[], str] | None = None
    ca_bundle: Path | None = None
    client_cert: Path | None = None
    client_key: Path | None = None
    ssl_context: "ssl.SSLContext | None" = None
    application: str | None = None
    renews: bool = False
    """Whether the token may be another when it is asked for again."""

    @property
    def here(self) -> bool:
        """Whether the service is on this machine."""
        return urlsplit(self.address).hostname in LOOPBACK

    def headers(self) -> dict[str, str]:
        """Headers of the next request, the token as it is now.

        Raises:
            ValueError: the token cannot stand in a header.
        """
        plain = {"accept": "application/json, application/problem+json"}
        if self.token is None:
            return plain
        token = self.token().strip()
        if not token.isascii() or not token.isprintable() or " " in token or not token:
            raise ValueError("the token is empty or holds characters that no token has")
        return plain | {"authorization": f"Bearer {token}"}


def connect(
    base_url: str | None,
    *,
    token: Token | None,
    ca_bundle: str | Path | None,
    client_cert: str | Path | None,
    client_key: str | Path | None,
    ssl_context: "ssl.SSLContext | None",
    timeout_s: float | None,
    retries: int,
    application: str | None,
    environment: Mapping[str, str] = os.environ,
) -> Connection:
    """The connection that arguments ask for, and the environment where they say nothing.

    Raises:
        ValueError: the settings do not make sense; the text names them.
    """
    # An ssl_context stands for all files; a certificate and its key come from one place.
    if ssl_context is None:
        ca_bundle = ca_bundle or environment.get("MORILE_CA_BUNDLE")
        if client_cert is client_key is None:
            client_cert = environment.get("MORILE_CLIENT_CERT")
            client_key = environment.get("MORILE_CLIENT_KEY")
    found = Connection(
        _address(base_url or environment.get("MORILE_BASE_URL")),
        Patience(total_s=_timeout_s(timeout_s, environment), retries=retries),
        _token_source(token, environment),
        _path(ca_bundle),
        _path(client_cert),
        _path(client_key),
        ssl_context,
        application,
        _renews(token, environment),
    )
    _refuse_nonsense(found)
    # A caller's own source may be slow; a token that is at hand is judged now.
    if not callable(token):
        found.headers()
    return found


def _address(told: str | None) -> str:
    if not told:
        raise ValueError("name the service: Client('https://...'), or set MORILE_BASE_URL")
    parts = urlsplit(told)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the service's address must begin with https:// or http:// and a host")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("the service's address holds more than scheme, host, port and path")
    return told.rstrip("/")


def _timeout_s(argument: float | None, environment: Mapping[str, str]) -> float:
    told = environment.get("MORILE_TIMEOUT")
    if argument is None and not told:
        return Patience().total_s
    try:
        seconds = float(argument if argument is not None else told or "")
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ValueError("the time-out (MORILE_TIMEOUT) is a number of seconds above 0")
    return seconds


def _token_source(
    argument: Token | None, environment: Mapping[str, str]
) -> Callable[[], str] | None:
    if callable(argument):
        return argument
    file, told = environment.get("MORILE_TOKEN_FILE"), environment.get("MORILE_TOKEN")
    if argument is None and file and told:
        raise ValueError("set MORILE_TOKEN or MORILE_TOKEN_FILE, not both")
    if argument is None and file:
        # Read again each time: whatever renews the token replaces the file.
        return lambda: _read_token(Path(file))
    token = argument or told
    return None if not token else lambda: token


def _renews(argument: Token | None, environment: Mapping[str, str]) -> bool:
    return callable(argument) or (argument is None and bool(environment.get("MORILE_TOKEN_FILE")))


def _read_token(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError("the file that MORILE_TOKEN_FILE names cannot be read") from error


def _path(named: str | Path | None) -> Path | None:
    return Path(named) if named else None


def _refuse_nonsense(found: Connection) -> None:
    if found.ssl_context and (found.ca_bundle or found.client_cert or found.client_key):
        raise ValueError("give an ssl_context, or ca_bundle, client_cert and client_key, not both")
    if found.client_key and not found.client_cert:
        raise ValueError("client_key (MORILE_CLIENT_KEY) needs client_cert (MORILE_CLIENT_CERT)")
    if found.token and not found.here and urlsplit(found.address).scheme != "https":
        raise ValueError("a token goes over https:// only, or to this machine")
    if found.patience.retries < 0:
        raise ValueError("retries is 0 or more")
    if found.application and not (found.application.isascii() and found.application.isprintable()):
        raise ValueError("application is plain text: name/version")


def tls_of(found: Connection, system: Callable[[], "ssl.SSLContext"]) -> "ssl.SSLContext":
    """The TLS context: certificates are always verified, there is no switch for that.

    Args:
        found: the connection.
        system: gives the context that trusts what this machine trusts.

    Raises:
        ValueError: a file of certificates or keys cannot be used.
    """
    import ssl

    if found.ssl_context is not None:
        return found.ssl_context
    try:
        context = (
            ssl.create_default_context(cafile=found.ca_bundle) if found.ca_bundle else system()
        )
    except (OSError, ssl.SSLError) as error:
        raise ValueError("ca_bundle (MORILE_CA_BUNDLE) is no file of PEM certificates") from error
    if found.client_cert:
        try:
            # The empty password keeps an encrypted key from asking for one at the terminal.
            context.load_cert_chain(found.client_cert, found.client_key, password="")
        except (OSError, ssl.SSLError) as error:
            detail = "client_cert and client_key are not a PEM certificate and its unencrypted key"
            raise ValueError(detail) from error
    return context
