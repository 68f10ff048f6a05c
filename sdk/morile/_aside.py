"""Aside: what is told to whoever runs the command, beside its data."""

import sys


def say(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{text}\n")
