"""Stated: faults of what the command line says, by the option that says it."""

from argparse import Namespace

OPTIONS = {"to": "under"}
"""Options that are called otherwise than the member of a request that they set."""


def option_of(pointer: str, asked: Namespace) -> str | None:
    """The option that set what a pointer leads to, such as `--tie-break`; None for other faults.

    Args:
        pointer: into the request that was made of a file and the options.
        asked: from the command line.
    """
    member = pointer.split("/")[1] if pointer.startswith("/") else ""
    name = OPTIONS.get(member, member)
    if name in ("", "file") or not getattr(asked, name, None):
        return None
    return f"--{name.replace('_', '-')}"
