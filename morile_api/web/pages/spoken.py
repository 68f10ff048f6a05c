"""Spoken: figures and keys as people read them, never rounded a second time."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

Figure = int | float | Decimal

NEGATIVE = re.compile(r"(?<!\S)-(?=\d)")


def figure(number: Figure | None) -> str:
    """A figure as the answer has it: `403`, `2.5`; a dash where there is none."""
    if number is None:
        return "–"
    if type(number) is int and number >= 0:
        return str(number)
    text = format(Decimal(str(number)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def per_cent(chance: Figure) -> str:
    """A chance as the answer has it, in per cent: 0.125 is `12.5 %`."""
    return f"{figure(Decimal(str(chance)) * 100)} %"


def signed(text: str) -> str:
    """A sentence of the engine with its figures as a page writes them: `-1` is `−1`."""
    return NEGATIVE.sub("−", text)


@lru_cache(maxsize=4_096)
def opened(key: str) -> str:
    """A key as a word: `very_high` is `Very high`; levels joined by `|` are alternatives."""
    said = " or ".join(each.replace("_", " ") for each in key.split("|"))
    return begun(said)


def begun(text: str) -> str:
    """A text that begins a line: its first letter is a capital, and nothing else is changed."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str], joined: str = "and") -> str:
    """Words as a list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined} {words[-1]}"
