"""Reading JSON strictly: straight into types, and a second time, for every fault, if that fails."""

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec

from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.shape import shape_faults

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for bad input; the last two are not DecodeErrors."""

FOREIGN = re.compile("[\udc80-\udcff]")
"""What Python puts for bytes that are not UTF-8, where it is told to go on."""


def read_json(decoder: msgspec.json.Decoder[Any], body: bytes) -> Any:
    """A value of the decoder's type.

    Raises:
        BadSubmission: with every fault.
    """
    try:
        return decoder.decode(body)
    except UNREADABLE:
        value = untyped(body)
    faults = shape_faults(value, decoder.type)
    raise BadSubmission(faults or [Fault("", Code.WRONG_TYPE, "does not fit the document")])


def untyped(body: bytes | msgspec.Raw, decode: Callable[[Any], Any] = msgspec.json.decode) -> Any:
    """The value of a JSON text, read by `decode`.

    Raises:
        BadSubmission: not UTF-8, not JSON, or nested too deeply.
    """
    try:
        return decode(body)
    except UnicodeDecodeError:
        # The error counts from the start of a text within; whoever mends it sees the whole.
        fault = Fault("", Code.NOT_UTF8, f"byte {_sound_bytes(bytes(body))} is not UTF-8")
    except msgspec.DecodeError as error:
        # Only the position of the message: the rest may repeat the text.
        said = str(error)
        place = said.rpartition("(")[2].rstrip(")") if "(byte" in said else "cannot be read"
        place = "cut short" if "truncated" in said else place
        fault = Fault("", Code.NOT_JSON, f"not JSON: {place}")
    except RecursionError:
        fault = Fault("", Code.TOO_DEEP, "nested too deeply to be a request")
    raise BadSubmission([fault])


def _sound_bytes(body: bytes) -> int:
    """How many bytes are UTF-8 before the first that is not."""
    sound = FOREIGN.split(body.decode(errors="surrogateescape"), 1)[0]
    return len(sound.encode())


def refuse_duplicates(body: bytes) -> None:
    """Refuse an object that names a member twice: the last would win unseen.

    Args:
        body: JSON that has been decoded before.

    Raises:
        BadSubmission: some member stands twice.
    """
    if b"\\" not in body:
        # Without escapes the colons outside quotes are the members; decoding keeps one of each.
        written = b"".join(body.split(b'"')[::2]).count(b":")
        if written == _members(msgspec.json.decode(body)):
            return
    twice = 0

    def count(pairs: list[tuple[str, object]]) -> None:
        nonlocal twice
        twice += len(pairs) - len({name for name, _ in pairs})

    try:
        json.loads(body, object_pairs_hook=count)
    except RecursionError:
        fault = Fault("", Code.TOO_DEEP, "nested too deeply to be a request")
        raise BadSubmission([fault]) from None
    if twice:
        detail = f"{twice} member{'s' if twice > 1 else ''} named more than once; name each once"
        raise BadSubmission([Fault("", Code.DUPLICATE_MEMBER, detail)])


def _members(value: object) -> int:
    if isinstance(value, dict):
        nested = [item for item in value.values() if isinstance(item, dict | list)]
        return len(value) + sum(map(_members, nested))
    return sum(map(_members, value)) if isinstance(value, list) else 0
