"""Tokens: a bearer token verified, from its text to its claims (RFC 7519, 8725 and 9068)."""

from base64 import b64decode
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import jwt
import msgspec
from msgspec import Meta

from morile_api.web.access.key_set import ALGORITHMS, Key, KeySet

LEEWAY_S = 30
"""What the clocks of two machines may differ."""

LONGEST_LIFE_S = 24 * 3_600
"""A token cannot be called back, so one that is good for longer is taken for a mistake."""

LONGEST_TOKEN = 8_192
"""Bytes; the server takes no more than twice that of headers in all."""

KINDS = frozenset({"at+jwt", "application/at+jwt", "jwt"})

NOT_OURS = frozenset({"jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "enc"})
"""Members of a header that name a key of the sender's choice, or change what is signed."""

REQUIRED = ["iss", "aud", "exp", "iat", "sub", "organisation"]


class Why(StrEnum):
    """Why a token is refused, for the log; callers are told no more than that it is."""

    FORM = "form"
    HEADER = "header"
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown-key"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    LIFE = "life-too-long"
    NOT_YET = "not-yet-valid"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    CLAIMS = "claims"
    ORGANISATION = "organisation"


class BadToken(Exception):
    """A token is refused."""

    def __init__(self, why: Why) -> None:
        """Keep the reason; of the token nothing is kept."""
        self.why = why
        super().__init__(why)


Code = Annotated[str, Meta(min_length=1, max_length=60)]
SeveralCodes = Annotated[list[Code], Meta(min_length=1, max_length=100)]


class Claims(msgspec.Struct, frozen=True):
    """What a token says, as far as anything depends on it; times are in seconds since 1970."""

    sub: str
    exp: float
    iat: float
    organisation: Code | SeveralCodes
    scope: str = ""
    client_id: str | None = None
    azp: str | None = None


class Expected(msgspec.Struct, frozen=True):
    """Who must have issued a token, and for whom."""

    issuer: str
    audience: str


def verified(token: str, keys: KeySet, expected: Expected) -> Claims:
    """The claims of a token that is sound in every way.

    Raises:
        BadToken: it is not.
    """
    algorithm, key = _key_of(_header(token), keys)
    try:
        claims = jwt.decode(
            token,
            key.public,
            algorithms=[algorithm],
            audience=expected.audience,
            issuer=expected.issuer,
            leeway=LEEWAY_S,
            options={"require": REQUIRED, "enforce_minimum_key_length": True},
        )
        return _short_lived(msgspec.convert(claims, Claims))
    except jwt.PyJWTError as error:
        why = next((why for kind, why in REASONS.items() if isinstance(error, kind)), Why.CLAIMS)
    except msgspec.ValidationError:
        why = Why.CLAIMS
    raise BadToken(why)


def _short_lived(claims: Claims) -> Claims:
    # From `iat`, which is not in the future: so neither can `exp` be further off than that.
    if claims.exp - claims.iat > LONGEST_LIFE_S:
        raise BadToken(Why.LIFE)
    return claims


REASONS: Mapping[type[jwt.PyJWTError], Why] = {
    jwt.InvalidSignatureError: Why.SIGNATURE,
    jwt.ExpiredSignatureError: Why.EXPIRED,
    jwt.ImmatureSignatureError: Why.NOT_YET,
    jwt.InvalidIssuerError: Why.ISSUER,
    jwt.InvalidAudienceError: Why.AUDIENCE,
    jwt.InvalidAlgorithmError: Why.ALGORITHM,
}


def _header(token: str) -> Mapping[str, Any]:
    # Only this part is read before the key is known to be one of ours: the library looks at every
    # letter of the others, and a stranger's token may be long.
    text = token.partition(".")[0]
    try:
        decoded = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        header = msgspec.json.decode(decoded, type=dict[str, Any])
    except (ValueError, msgspec.DecodeError, RecursionError):
        raise BadToken(Why.FORM) from None
    kind = header.get("typ")
    if not isinstance(kind, str) or kind.lower() not in KINDS or not NOT_OURS.isdisjoint(header):
        raise BadToken(Why.HEADER)
    return header


def _key_of(header: Mapping[str, Any], keys: KeySet) -> tuple[str, Key]:
    algorithm, name = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise BadToken(Why.ALGORITHM)
    if not isinstance(name, str):
        raise BadToken(Why.HEADER)
    key = keys.keys.get(name)
    if key is None:
        raise BadToken(Why.UNKNOWN_KEY)
    if algorithm not in key.algorithms:
        raise BadToken(Why.ALGORITHM)
    return algorithm, key
