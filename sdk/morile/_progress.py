"""Progress: how far a long file has come, said on a terminal and nowhere else."""

import sys

EVERY = 5_000
"""Rows between two words of it."""


class Progress:
    """A line on standard error that is written over and over; nothing where nobody looks."""

    def __init__(self) -> None:
        """Nothing has been said yet."""
        self._shown = False
        self._count = 0

    def one(self) -> None:
        """One more row is done."""
        self._count += 1
        if self._count % EVERY == 0 and sys.stderr.isatty():
            sys.stderr.write(f"\r{self._count:,} rows")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Make room for a line of words."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(f"{self._count:,} rows") + "\r")
            self._shown = False
