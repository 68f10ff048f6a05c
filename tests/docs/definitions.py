"""Definitions and cases as `docs/writing-a-matrix.md` holds them."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from tests.docs.pages import blocks

PAGE = "docs/writing-a-matrix.md"


@cache
def files() -> dict[str, str]:
    """What the page says to save, by path: blocks whose opening line names a file."""
    return {
        block.info: block.text
        for block in blocks(PAGE)
        if block.language == "toml" and block.info.endswith(".toml")
    }


def the_example() -> str:
    """The text of the page's one whole definition."""
    [text] = [text for path, text in files().items() if not path.endswith(".cases.toml")]
    return text


def the_cases() -> list[dict[str, Any]]:
    """The page's cases, figures as decimals."""
    [text] = [text for path, text in files().items() if path.endswith(".cases.toml")]
    cases: list[dict[str, Any]] = tomllib.loads(text, parse_float=Decimal)["cases"]
    return cases


def fragments() -> Iterator[str]:
    """The page's pieces of a definition."""
    for block in blocks(PAGE):
        if block.language == "toml" and block.info == "fragment":
            yield block.text
