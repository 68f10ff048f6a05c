"""Choices about access that contradict one another, told by the name of the setting."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from morile_api.language.claims import DEVELOPMENT_ISSUER
from morile_api.language.faults import Code, Fault
from morile_api.web.loopback import is_loopback

TOGETHER = ("jwks", "issuer", "audience")
"""Fields of the settings: with all of them callers need tokens, with none access is open."""

ALL_OR_NONE = "set MORILE_JWKS, MORILE_ISSUER and MORILE_AUDIENCE together, or none of them"
WITH_TOKENS_ONLY = "without MORILE_JWKS nothing needs a token; leave this out, or set that too"
SECURE = "keys come over https://, or from this machine; or name a file"
DEVELOPMENT = (
    "the issuer of morile dev-token is for trying things out on this machine; with it the service "
    "listens on 127.0.0.1, ::1 or localhost only"
)


def is_url(jwks: str) -> bool:
    """Whether keys come from an address and not from a file."""
    return "://" in jwks


def access_faults(chosen: Mapping[str, object]) -> list[Fault]:
    """What does not make sense about access.

    Args:
        chosen: values by field of the settings; those left out have their defaults.
    """
    given = [name for name in TOGETHER if chosen.get(name) is not None]
    faults = [
        Fault(f"MORILE_{name.upper()}", Code.MISSING_MEMBER, ALL_OR_NONE)
        for name in TOGETHER
        if given and name not in given
    ]
    if chosen.get("without_token") and not given:
        faults.append(Fault("MORILE_WITHOUT_TOKEN", Code.EITHER_OR, WITH_TOKENS_ONLY))
    jwks, host = chosen.get("jwks"), chosen.get("host")
    if isinstance(jwks, str) and is_url(jwks) and not _is_secure(jwks):
        faults.append(Fault("MORILE_JWKS", Code.WRONG_FORM, SECURE))
    exposed = isinstance(host, str) and not is_loopback(host)
    if chosen.get("issuer") == DEVELOPMENT_ISSUER and exposed:
        faults.append(Fault("MORILE_ISSUER", Code.NOT_A_CHOICE, DEVELOPMENT))
    return faults


def _is_secure(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    if not named or parts.username or parts.password or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
