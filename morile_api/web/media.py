"""Media types: whether a body is JSON, and whether the caller takes JSON."""

import re
from functools import lru_cache

JSON_BODY = re.compile(rb'application/json[ \t]*(;[ \t]*charset=("utf-8"|utf-8)[ \t]*)?', re.I)

SPECIFIC = {b"*/*": 1, b"application/*": 2, b"application/json": 3}
"""Media ranges that cover JSON, and how exactly: the most exact one decides (RFC 9110, 12.5.1)."""

QUALITY = re.compile(rb"q=(0(\.[0-9]{0,3})?|1(\.0{0,3})?)", re.I)


@lru_cache(maxsize=64)
def is_json(content_type: bytes) -> bool:
    """Whether a Content-Type says JSON in UTF-8, which is the only JSON there is."""
    return JSON_BODY.fullmatch(content_type.strip()) is not None


@lru_cache(maxsize=64)
def takes_json(accept: bytes) -> bool:
    """Whether an Accept header allows `application/json`."""
    best, quality = 0, 0.0
    for each in accept.lower().split(b","):
        name, *parameters = [part.strip() for part in each.split(b";")]
        if SPECIFIC.get(name, 0) >= max(best, 1):
            best, quality = SPECIFIC[name], _quality(parameters)
    return quality > 0


def _quality(parameters: list[bytes]) -> float:
    stated = [found for each in parameters if (found := QUALITY.fullmatch(each))]
    return float(stated[0][1]) if stated else 1.0
