"""Development tokens: an issuer in a folder, to try out access with on this machine."""

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm

from morile._aside import say
from morile._connection import LOOPBACK
from morile._exits import OK, Misused
from morile.offline import Offline
from morile_api.language.claims import (
    DEVELOPMENT_AUDIENCE,
    DEVELOPMENT_ISSUER,
    DEVELOPMENT_KEY,
    ORGANISATION,
)
from morile_api.language.vocabulary import ORGANISATIONS

LONGEST_MINUTES = 24 * 60

HERE_ONLY = "development tokens are for a service on this machine: 127.0.0.1, ::1 or localhost"


def dev_token(asked: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Print a token, and leave it with its keys in a folder.

    Raises:
        Misused: the service is not on this machine, or what is asked for makes no sense.
    """
    _refuse_others(asked.url or environment.get("MORILE_BASE_URL"), environment.get("MORILE_HOST"))
    if not 1 <= asked.minutes <= LONGEST_MINUTES:
        raise Misused(f"--minutes is 1 to {LONGEST_MINUTES}")
    known = Offline([]).vocabulary(ORGANISATIONS).keys()
    if not set(known).issuperset(asked.organisation):
        raise Misused("--organisation: not one of those in morile vocabulary organisations")
    folder = Path(asked.folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = _key(folder / "key.pem")
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    name = DEVELOPMENT_KEY + sha256(public).hexdigest()[:8]
    jwk = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    jwk = {**jwk, "kid": name, "alg": "EdDSA", "use": "sig", "key_ops": ["verify"]}
    (folder / "jwks.json").write_text(json.dumps({"keys": [jwk]}, indent=1) + "\n", "ascii")
    token = jwt.encode(_claims(asked), key, "EdDSA", headers={"typ": "at+jwt", "kid": name})
    _keep(folder / "token", token.encode() + b"\n")
    sys.stdout.write(f"{token}\n")
    _explain(folder)
    return OK


def _refuse_others(url: str | None, host: str | None) -> None:
    """Refuse to make what a service that others can reach might be told to trust."""
    if url and urlsplit(url).hostname not in LOOPBACK:
        raise Misused(HERE_ONLY)
    if host and host not in LOOPBACK:
        raise Misused(f"{HERE_ONLY}; MORILE_HOST names another address")


def _key(path: Path) -> Ed25519PrivateKey:
    """The key of the folder, made when there is none."""
    if not path.exists():
        key = Ed25519PrivateKey.generate()
        _keep(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return key
    try:
        found = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise Misused(f"{path}: not a key that this command made; remove it") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise Misused(f"{path}: not a key that this command made; remove it")
    return found


def _keep(path: Path, text: bytes) -> None:
    """Write a file that only its owner may read, from its first moment, whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(text)
    new.replace(path)


def _claims(asked: Namespace) -> dict[str, object]:
    now = int(time.time())
    codes = asked.organisation
    return {
        "iss": DEVELOPMENT_ISSUER,
        "aud": DEVELOPMENT_AUDIENCE,
        "sub": "development",
        "client_id": "development",
        "iat": now,
        "exp": now + 60 * asked.minutes,
        ORGANISATION: codes[0] if len(codes) == 1 else codes,
        "scope": " ".join(asked.scope),
    }


def _explain(folder: Path) -> None:
    say(f"The token is in {folder / 'token'}. A service on this machine that accepts it:")
    say(
        f"MORILE_JWKS={folder / 'jwks.json'} MORILE_ISSUER={DEVELOPMENT_ISSUER} "
        f"MORILE_AUDIENCE={DEVELOPMENT_AUDIENCE} morile serve"
    )
