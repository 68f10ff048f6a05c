"""Readings: what a page shows against what came out, with `...` for what does not matter."""

import json
import re
from typing import Any

import msgspec

encoder = msgspec.json.Encoder(decimal_format="number")
ELLIPSIS = "..."


def as_value(text: str) -> Any:
    """JSON with the order of members kept: an object is a list of pairs in a tuple."""
    return json.loads(text, object_pairs_hook=tuple)


def same(shown: Any, got: Any) -> bool:
    """Whether JSON as a page shows it is what came out; `...` in a text stands for any text."""
    if isinstance(shown, tuple) and isinstance(got, tuple):
        return [name for name, _ in shown] == [name for name, _ in got] and all(
            same(mine, other) for (_, mine), (_, other) in zip(shown, got, strict=True)
        )
    if isinstance(shown, list) and isinstance(got, list):
        return len(shown) == len(got) and all(map(same, shown, got))
    if isinstance(shown, str) and isinstance(got, str):
        return fits(shown, got)
    return type(shown) is type(got) and bool(shown == got)


def fits(shown: str, got: str) -> bool:
    """Whether a text as a page shows it is what came out; `...` stands for any text."""
    # A last line of dots stands for any further lines, or none.
    if shown.endswith(f"\n{ELLIPSIS}") and fits(shown.removesuffix(f"\n{ELLIPSIS}"), got):
        return True
    pattern = ".*?".join(map(re.escape, shown.split(ELLIPSIS)))
    return re.fullmatch(pattern, got, flags=re.DOTALL) is not None
