"""Assets: our stylesheet, script and icon, under names that change with their content."""

import base64
from collections.abc import Mapping
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "assets"

KINDS = {
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".svg": b"image/svg+xml",
    ".png": b"image/png",
}
"""By suffix, the only kinds of file that are served beside pages."""

NAMED = 16
"""Hexadecimal digits of the hash that stand in a name."""


class Asset(msgspec.Struct, frozen=True):
    """One file: its address, its bytes, and what a page writes so that no other is taken for it."""

    url: str
    body: bytes
    kind: bytes
    integrity: str


@cache
def assets() -> Mapping[str, Asset]:
    """Every asset, by the name its file has."""
    return {path.name: _asset(path) for path in sorted(FOLDER.iterdir()) if path.suffix in KINDS}


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    name = f"{path.stem}.{sha256(body).hexdigest()[:NAMED]}{path.suffix}"
    integrity = base64.b64encode(sha384(body).digest()).decode()
    return Asset(f"/assets/{name}", body, KINDS[path.suffix], f"sha384-{integrity}")
