"""Remembering what a pure function of few distinct arguments gave."""

from collections.abc import Callable, Hashable
from typing import Any

MOST = 100_000
"""Results kept; past that all are forgotten, so that no caller can make a process grow."""


class Memo(dict[Any, Any]):
    """A dictionary that works out what it lacks: `map(memo.__getitem__, keys)` is one fast pass."""

    def __init__(self, make: Callable[[Any], Any], most: int = MOST) -> None:
        """Remember at most so many results of `make`, a pure function of one hashable argument."""
        super().__init__()
        self.make = make
        self.most = most

    def __missing__(self, key: Hashable) -> Any:
        """Work it out, keep it, and give it."""
        if len(self) >= self.most:
            self.clear()
        self[key] = made = self.make(key)
        return made
