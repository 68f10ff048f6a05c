"""Settings: what an operator may choose, read from the environment, refused whole if any is bad."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from morile_api.catalogue import shipped
from morile_api.language.definition import read_toml
from morile_api.language.faults import Code, Fault, MorileError, listed
from morile_api.language.patterns import HOST, NO_SPACES
from morile_api.language.shape import shape_faults
from morile_api.language.submission import HIGHEST_MARKING, MAX_SUBMISSIONS
from morile_api.language.vocabulary import MARKINGS, as_vocabulary
from morile_api.web.access.choices import access_faults
from morile_api.web.access.open_paths import OpenPart
from morile_api.web.key_files import key_faults

PREFIX = "MORILE_"

OF_THE_CLIENT = frozenset(
    {
        "BASE_URL",
        "TOKEN",
        "TOKEN_FILE",
        "CLIENT_CERT",
        "CLIENT_KEY",
        "CA_BUNDLE",
        "TIMEOUT",
        "LOG",
    }
)
"""Names the SDK reads: one environment may hold both, so the service lets these pass."""

LONGEST_EXAMPLE = 20
"""Submissions; a service must take the examples of its own contract."""

SMALLEST_BODY = 65_536
"""Bytes; several times what the longest example takes, and as long as a line may be."""

SHORTEST_KEY = 32
"""Bytes, as many as the hash gives (RFC 2104, section 3)."""

WEB_ADDRESS = r"^https?://[!-~]+$"

LogLevel = Literal["info", "warning", "error"]

Text = Annotated[str, Meta(min_length=1, max_length=2_000, pattern=NO_SPACES)]


def spare_cores() -> int:
    """How many batches one process works on at once: one a core it may use, and one waiting."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else 2


class BadSettings(MorileError):
    """The environment does not make sense; `faults` has every reason, by the variable's name."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep every fault; the text lists them all, one a line."""
        self.faults = faults
        super().__init__(listed(faults, "The settings are refused"))


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator chooses; the variable of a field is its name in capitals after `MORILE_`.

    `matrices` are folders; `trust` is a file of public keys whose matrices are taken;
    `signing_key` are files of private keys, the first of which signs; `log_key` is a file with the
    key of hashes in the log, `traces` the address of a collector. `body_seconds` is how long a
    whole body may take to arrive; `max_concurrent` is how many batches one process works on at
    once. `jwks` is a file or address of the keys that tokens are signed with, by `issuer` for
    `audience`; what `without_token` names needs none. Without keys access is open.
    """

    matrices: tuple[str, ...] = ()
    trust: str | None = None
    signing_key: tuple[str, ...] = ()
    host: Annotated[str, Meta(min_length=1, max_length=255, pattern=HOST)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65_535)] = 8080
    highest_marking: str = HIGHEST_MARKING
    max_submissions: Annotated[int, Meta(ge=LONGEST_EXAMPLE, le=1_000_000)] = MAX_SUBMISSIONS
    max_body_bytes: Annotated[int, Meta(ge=SMALLEST_BODY, le=1_073_741_824)] = 8_388_608
    body_seconds: Annotated[float, Meta(ge=0.1, le=600)] = 10.0
    max_concurrent: Annotated[int, Meta(ge=1, le=1_024)] = msgspec.field(
        default_factory=spare_cores
    )
    log_level: LogLevel = "info"
    log_key: str | None = None
    traces: Annotated[str, Meta(max_length=2_000, pattern=WEB_ADDRESS)] | None = None
    jwks: Annotated[str, Meta(min_length=1, max_length=2_000)] | None = None
    issuer: Text | None = None
    audience: Text | None = None
    without_token: tuple[OpenPart, ...] = ()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment.

    Raises:
        BadSettings: with every fault; none repeats a value.
    """
    given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    values = {
        name.removeprefix(PREFIX).lower(): text
        for name, text in given.items()
        if name.removeprefix(PREFIX) not in OF_THE_CLIENT
    }
    fields = Settings.__struct_fields__
    faults = [_stranger(field) for field in values if field not in fields]
    known = {field: _read(field, text) for field, text in values.items() if field in fields}
    for fault in shape_faults(known, Settings):
        name = PREFIX + fault.pointer.removeprefix("/").partition("/")[0].upper()
        faults.append(Fault(name, fault.code, fault.detail))
    faults += _folder_faults(known.get("matrices", ())) + _marking_faults(known)
    faults += _log_key_faults(known.get("log_key")) + _trace_faults(known.get("traces"))
    faults += key_faults(known.get("signing_key", ()), known.get("trust"))
    faults += access_faults(known)
    if faults:
        raise BadSettings(faults)
    return msgspec.convert(known, Settings)


def key_of(path: str | None) -> bytes | None:
    """The key in a file, without the line ends around it; nothing where no file is named."""
    return Path(path).read_bytes().strip() if path else None


def _stranger(field: str) -> Fault:
    there_are = ", ".join(PREFIX + name.upper() for name in Settings.__struct_fields__)
    name = PREFIX + field.upper()
    return Fault(name, Code.UNKNOWN_MEMBER, f"no such setting; there are {there_are}")


def _read(field: str, text: str) -> object:
    """The value as its field wants it; text that is not a number stays text and is refused."""
    if field in ("matrices", "signing_key"):
        return text.split(os.pathsep)
    if field == "without_token":
        return text.split(",")
    if field == "body_seconds":
        return float(text) if text.replace(".", "", 1).isdecimal() else text
    if field == "port" or field.startswith("max_"):
        return int(text) if text.isdecimal() and len(text) < len(str(2**63)) else text
    return text


def _folder_faults(folders: object) -> list[Fault]:
    detail = f"not a folder; name folders, separated by '{os.pathsep}'"
    each = folders if isinstance(folders, list) else []
    return [
        Fault(f"{PREFIX}MATRICES", Code.NO_SUCH_NAME, f"folder {number}: {detail}")
        for number, folder in enumerate(each, start=1)
        if not folder or not Path(folder).is_dir()
    ]


def _marking_faults(known: Mapping[str, object]) -> list[Fault]:
    path = shipped() / "vocabularies" / f"{MARKINGS}.toml"
    markings = as_vocabulary(read_toml(path.read_bytes(), str(path)), str(path)).keys()
    if known.get("highest_marking", HIGHEST_MARKING) in markings:
        return []
    detail = f"not a marking; choose from {', '.join(markings)}"
    return [Fault(f"{PREFIX}HIGHEST_MARKING", Code.NOT_A_CHOICE, detail)]


def _log_key_faults(path: object) -> list[Fault]:
    if not isinstance(path, str):
        return []
    try:
        key = key_of(path)
    except OSError:
        key = None
    if key is not None and len(key) >= SHORTEST_KEY:
        return []
    detail = f"not a file with a key of at least {SHORTEST_KEY} bytes; make one of random bytes"
    return [Fault(f"{PREFIX}LOG_KEY", Code.NO_SUCH_NAME, detail)]


def _trace_faults(address: object) -> list[Fault]:
    if address is None or _there("opentelemetry.exporter.otlp.proto.http"):
        return []
    detail = "needs the extra telemetry: pip install 'morile[telemetry]'"
    return [Fault(f"{PREFIX}TRACES", Code.NO_SUCH_NAME, detail)]


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
