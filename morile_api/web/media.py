"""Media types: what kind of body was sent, and whether the caller takes an answer of a kind."""

import re
from functools import lru_cache

JSON = b"application/json"
NDJSON = b"application/x-ndjson"
ARROW = b"application/vnd.apache.arrow.stream"

UTF8 = rb'[ \t]*(;[ \t]*charset=("utf-8"|utf-8)[ \t]*)?'
"""What may stand after the name of a text: UTF-8 is the only encoding there is."""

SENT_AS = {kind: re.compile(re.escape(kind) + UTF8, re.I) for kind in (JSON, NDJSON)} | {
    ARROW: re.compile(re.escape(ARROW), re.I)
}

QUALITY = re.compile(rb"q=(0(\.[0-9]{0,3})?|1(\.0{0,3})?)", re.I)

Kinds = tuple[bytes, ...]

ONLY_JSON: Kinds = (JSON,)
STREAMED: Kinds = (NDJSON, ARROW)
LINES: Kinds = (NDJSON,)
"""What streams come as where pyarrow is not installed."""


@lru_cache(maxsize=64)
def sent_as(content_type: bytes, kinds: Kinds) -> bytes | None:
    """Which of these kinds of body a Content-Type names, if any."""
    said = content_type.strip()
    return next((kind for kind in kinds if SENT_AS[kind].fullmatch(said)), None)


@lru_cache(maxsize=64)
def takes(accept: bytes, kind: bytes) -> bool:
    """Whether an Accept header allows an answer of a kind.

    Of the ranges that cover it the most exact one decides (RFC 9110, section 12.5.1).
    """
    exactness = {b"*/*": 1, kind.partition(b"/")[0] + b"/*": 2, kind: 3}
    best, quality = 0, 0.0
    for each in accept.lower().split(b","):
        name, *parameters = [part.strip() for part in each.split(b";")]
        if exactness.get(name, 0) >= max(best, 1):
            best, quality = exactness[name], _quality(parameters)
    return quality > 0


def _quality(parameters: list[bytes]) -> float:
    stated = [found for each in parameters if (found := QUALITY.fullmatch(each))]
    return float(stated[0][1]) if stated else 1.0
