"""The statement: what one signature over an answer covers, which is all of it.

It is the answer itself in canonical JSON (RFC 8785), with the list of its results replaced by the
SHA-256 of that list, and the version of the service beside it. The list is hashed as lines, one
result each in canonical JSON, in their order; so it can be hashed while it is sent. Times have no
place in it: the same request gets the same bytes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from morile_api.language.version import VERSION

RESULTS, ENVELOPE, SERVICE_VERSION = "results", "envelope", "service_version"

_canonical = msgspec.json.Encoder(order="sorted", decimal_format="number")
"""Canonical for what we emit: names are ASCII, and numbers have at most 15 digits and no exponent;
a test holds it to an implementation of RFC 8785."""


def lines_of(results: Iterable[Any]) -> bytes:
    """Results as they are hashed.

    Args:
        results: as the engine gives them, or as decoded from JSON: both come to the same bytes.
    """
    return _canonical.encode_lines(results)


def statement_of(answer: Any, digest: str) -> bytes:
    """The payload for an answer, or for the trailer of a stream.

    Args:
        answer: any results or envelope it may hold are passed over.
        digest: `sha256:` and the hash of its results.
    """
    said = msgspec.json.decode(_canonical.encode(answer))
    return _canonical.encode(stated(said, digest, VERSION))


def stated(head: Mapping[str, Any], digest: str, service_version: Any) -> dict[str, Any]:
    """The same, member by member.

    Args:
        head: every member of the answer, or of the trailer.
        digest: of the results.
        service_version: of the service that signed.
    """
    kept = {name: value for name, value in head.items() if name not in (RESULTS, ENVELOPE)}
    return {**kept, RESULTS: digest, SERVICE_VERSION: service_version}
