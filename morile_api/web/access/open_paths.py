"""Open paths: the one table of what is answered without a token; all else needs one."""

from collections.abc import Iterable
from typing import Literal, get_args

OpenPart = Literal["docs", "metrics"]
"""What an operator may open besides."""

ALWAYS = ("/healthz", "/readyz")

ALWAYS_BELOW = ("/assets/",)
"""Our stylesheet, script and icon: the page that asks to sign in looks like the others."""

OPENED: dict[OpenPart, tuple[str, ...]] = {
    "docs": ("/docs", "/openapi.json"),
    "metrics": ("/metrics",),
}
"""By part; what lies below a path is open with it."""

PARTS: tuple[OpenPart, ...] = get_args(OpenPart)


class OpenPaths:
    """Which paths are answered without a token."""

    def __init__(self, parts: Iterable[OpenPart]) -> None:
        """Those that are always open, and those of these parts."""
        self._paths = {*ALWAYS, *(path for part in parts for path in OPENED[part])}
        opened = (f"{path}/" for part in parts for path in OPENED[part])
        self._below = (*ALWAYS_BELOW, *opened)

    def __contains__(self, path: str) -> bool:
        """Whether a path is one of them, letter by letter."""
        return path in self._paths or path.startswith(self._below)
